//! Where a lexicon's patterns match. Linear in the text: one pass of the finder, then
//! for each literal found a walk bounded by the longest pattern.

use crate::Level;
use crate::lexicon::Lexicon;
use crate::scope_names::Scope;
use crate::steps::step;
use crate::words::{Break, Words};
use std::ops::Range;

/// A pattern never reaches further than this many words.
const REACH: usize = 64;

/// A sequence of symbols with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) owner: Owner,
    /// Its own level; [`Level::None`] if it has the rule's.
    pub(crate) level: Level,
    /// Whether it may go on in the next sentence.
    pub(crate) crosses: bool,
    /// Where its elements are in the lexicon; never empty.
    pub(crate) elements: Range<usize>,
}

/// One place in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element {
    /// A set of literals and numbers that can fill it.
    pub(crate) symbol: u16,
    /// How many other words may come before it.
    pub(crate) gap: u8,
}

/// Whose pattern it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A rule, by its place in the lexicon.
    Rule(usize),
    /// A scope's cue.
    Scope(Scope),
}

/// A pattern's place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) owner: Owner,
    /// The pattern's own level; [`Level::None`] if it has the rule's.
    pub(crate) level: Level,
    /// Its first word.
    pub(crate) first: usize,
    /// Its last word.
    pub(crate) last: usize,
}

/// Every match of every pattern, the shortest for each place it begins at; in order of
/// the first word.
pub(crate) fn matches(lexicon: &Lexicon, words: &Words) -> Vec<Match> {
    let hits = Hits::find(lexicon, words);
    let mut found = Vec::new();
    for first in 0..words.words.len() {
        let limit = hits.sentence_end[first];
        let next = hits.sentence_end.get(limit).copied().unwrap_or(limit);
        for &(symbol, last) in hits.at(first) {
            for pattern in lexicon.beginning_with(symbol) {
                step();
                let limit = if pattern.crosses { next } else { limit };
                let elements = lexicon.elements(pattern);
                if !hits.have_all(elements) {
                    continue;
                }
                if let Some(last) = hits.follow(elements, first, last, limit) {
                    found.push(Match {
                        owner: pattern.owner,
                        level: pattern.level,
                        first,
                        last,
                    });
                }
            }
        }
    }
    found
}

/// The literals and numbers in a text, by the word they begin at.
struct Hits {
    /// Symbol and last word.
    hits: Vec<(u16, usize)>,
    /// For each word where its hits begin; one more at the end.
    starts: Vec<usize>,
    /// For each word the first word of the next sentence.
    sentence_end: Vec<usize>,
    /// For each symbol, whether it is anywhere in the text.
    present: Vec<bool>,
    /// Words that no gap may skip: a negation in the middle changes everything.
    unskippable: Vec<bool>,
}

impl Hits {
    fn find(lexicon: &Lexicon, words: &Words) -> Hits {
        let count = words.words.len();
        let mut found = Vec::new();
        // A word can contain the same literal very often; once says as much.
        let mut latest = vec![None; lexicon.symbols()];
        literals(lexicon, words, &mut |symbol, first, last| {
            let here = Some((first, last));
            if latest
                .get_mut(usize::from(symbol))
                .is_some_and(|latest| std::mem::replace(latest, here) != here)
            {
                found.push((first, symbol, last));
            }
        });
        for word in 0..count {
            if let Ok(number) = words.text(word).parse::<u32>() {
                for &(minimum, symbol) in &lexicon.numbers {
                    if number >= minimum {
                        found.push((word, symbol, word));
                    }
                }
            }
        }
        let mut present = vec![false; lexicon.symbols()];
        for &(_, symbol, _) in &found {
            if let Some(present) = present.get_mut(usize::from(symbol)) {
                *present = true;
            }
        }
        // Sorted by first word, by counting: there can be very many.
        let mut starts = vec![0; count + 1];
        for &(first, ..) in &found {
            starts[first + 1] += 1;
        }
        for word in 0..count {
            starts[word + 1] += starts[word];
        }
        let mut free = starts.clone();
        let mut hits = vec![(0, 0); found.len()];
        for (first, symbol, last) in found {
            hits[free[first]] = (symbol, last);
            free[first] += 1;
        }
        let mut sentence_end = vec![count; count];
        for word in (0..count.saturating_sub(1)).rev() {
            sentence_end[word] = if words.words[word + 1].before == Break::Sentence {
                word + 1
            } else {
                sentence_end[word + 1]
            };
        }
        let mut hits = Hits {
            hits,
            starts,
            sentence_end,
            present,
            unskippable: Vec::new(),
        };
        hits.unskippable = (0..count).map(|word| hits.negates(lexicon, word)).collect();
        hits
    }

    fn at(&self, word: usize) -> &[(u16, usize)] {
        &self.hits[self.starts[word]..self.starts[word + 1]]
    }

    /// Whether all of a pattern is in the text somewhere: of most patterns something is not.
    fn have_all(&self, elements: &[Element]) -> bool {
        elements.iter().skip(1).all(|element| {
            step();
            self.present.get(usize::from(element.symbol)) == Some(&true)
        })
    }

    fn negates(&self, lexicon: &Lexicon, word: usize) -> bool {
        self.at(word).iter().any(|&(symbol, last)| {
            step();
            last == word
                && lexicon.beginning_with(symbol).iter().any(|pattern| {
                    pattern.owner == Owner::Scope(Scope::Negation) && pattern.elements.len() == 1
                })
        })
    }

    /// The last word of the shortest match that begins with this hit. Bit `n` of `ends`
    /// says that what has matched so far can end just before word `first + n`.
    fn follow(
        &self,
        elements: &[Element],
        first: usize,
        last: usize,
        limit: usize,
    ) -> Option<usize> {
        let mut ends = 1_u64.checked_shl(u32::try_from(last + 1 - first).ok()?)?;
        for element in elements.iter().skip(1) {
            let places = self.skip(ends, element.gap, first, limit);
            ends = 0;
            for place in bits(places) {
                for &(found, last) in self.at(first + place) {
                    step();
                    let end = last + 1 - first;
                    if found == element.symbol && end < REACH {
                        ends |= 1 << end;
                    }
                }
            }
            if ends == 0 {
                return None;
            }
        }
        bits(ends).next().map(|end| first + end - 1)
    }

    /// Where the next element can begin, with up to `gap` words skipped.
    fn skip(&self, ends: u64, gap: u8, first: usize, limit: usize) -> u64 {
        let room = limit - first;
        let inside = if room < REACH {
            (1 << room) - 1
        } else {
            u64::MAX
        };
        let mut reached = ends & inside;
        let mut places = reached;
        for _ in 0..gap {
            let mut next = 0;
            for place in bits(reached) {
                step();
                if !self.unskippable[first + place] && place + 1 < REACH {
                    next |= 1 << (place + 1);
                }
            }
            reached = next & inside & !places;
            if reached == 0 {
                break;
            }
            places |= reached;
        }
        places
    }
}

/// The places of the set bits, lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (lowest < u64::BITS).then_some(lowest as usize)
    })
}

/// Calls back with symbol, first word and last word of every literal in the text.
fn literals(lexicon: &Lexicon, words: &Words, found: &mut dyn FnMut(u16, usize, usize)) {
    let folded = words.folded.as_bytes();
    let mut last = 0;
    lexicon.finder.find(&words.folded, &mut |place, end| {
        let literal = &lexicon.literals[place];
        // A literal that ends at a space ends with the word before it.
        let end = end - usize::from(folded[end - 1] == b' ');
        while words.words[last].end < end {
            last += 1;
        }
        if let Some(first) = (last + 1).checked_sub(literal.words) {
            for &symbol in lexicon.symbols_of(literal) {
                step();
                found(symbol, first, last);
            }
        }
    });
}
