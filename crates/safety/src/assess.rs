//! The door: text in, assessment out.

use crate::languages::likely;
use crate::lexicon::{Lexicon, Rule};
use crate::matching::{Match, Owner, matches};
use crate::model::SECOND_OPINION;
use crate::scope::Surroundings;
use crate::words::Words;
use crate::{Assessment, Category, Finding, Language, LanguageChoice, Level};

/// What this message's language suggests. Time is linear in the text.
///
/// Spans count Unicode scalar values of `text` as given. Of a language whose pack is not here
/// nothing is known: see [`crate::is_ready`].
pub fn assess(text: &str, language: LanguageChoice) -> Assessment {
    assess_without(text, language, &[])
}

/// Like [`assess`], with the named rules left out ([`SECOND_OPINION`] too): what "This is not what I meant" asks
/// for, for one message only.
pub fn assess_without(text: &str, language: LanguageChoice, quieted: &[&str]) -> Assessment {
    let words = Words::of(text);
    let mut findings = match language {
        LanguageChoice::Known(language) => said(&words, language),
        LanguageChoice::All => said_in_any(&words),
    };
    // What a scope has put out was seen, and is not to be guessed at: "I'm not suicidal".
    let is_put_out =
        words.words.len() <= SHORT && findings.iter().any(|finding| finding.level == Level::None);
    findings.retain(|finding| finding.level > Level::None);
    leave_what_others_do(&mut findings);
    // A quieted rule has spoken: nothing else is to say the same in its place.
    if findings.is_empty() && !is_put_out && !quieted.contains(&SECOND_OPINION) {
        findings.extend(second_opinion(&words, language));
    }
    findings.retain(|finding| !quieted.contains(&finding.rule));
    Assessment::of(findings)
}

/// A text of so many words says little beside what a scope has put out in it.
const SHORT: usize = 12;

/// What the rules of a language find, what the scopes put out too.
fn said(words: &Words, language: Language) -> Vec<Finding> {
    Lexicon::of(language).map_or_else(Vec::new, |lexicon| examine(lexicon, words))
}

/// What the rules of all languages find. Where a language that the text does not look like
/// takes its words for its own, the text's languages have the last word on them; a quiet line,
/// and what a single word means, is only theirs to say.
fn said_in_any(words: &Words) -> Vec<Finding> {
    let likely = likely(words);
    let is_likely = |language| likely.is_empty() || likely.contains(&language);
    let all = Language::ALL
        .iter()
        .map(|&language| (language, said(words, language)));
    let mut all: Vec<_> = all.collect();
    // For each character whether a likely language knows it, and which of them put it out.
    let mut known = vec![0_u8; words.words.last().map_or(0, |word| word.span.1)];
    for (language, findings) in all.iter().filter(|(language, _)| likely.contains(language)) {
        for finding in findings {
            let is_out = u8::from(finding.level == Level::None);
            for known in &mut known[finding.span.0..finding.span.1] {
                *known |= KNOWN | is_out << *language as u8;
            }
        }
    }
    for (language, findings) in &mut all {
        let is_likely = is_likely(*language);
        let others = if is_likely {
            !(KNOWN | 1 << *language as u8)
        } else {
            u8::MAX
        };
        findings.retain(|finding| {
            let (first, last) = finding.span;
            let is_word = || {
                let word = words.words.binary_search_by_key(&finding.span, |w| w.span);
                word.is_ok()
            };
            (is_likely || (finding.level > Level::Concern && !is_word()))
                && known[first..last].iter().all(|known| known & others == 0)
        });
    }
    all.into_iter().flat_map(|(_, findings)| findings).collect()
}

/// Beside a bit for each language.
const KNOWN: u8 = 1 << 7;
const _: () = assert!(Language::ALL.len() < 8, "a bit for each language");

fn overlap(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// What someone else does to the writer, or the writer to someone else, is not also a quiet
/// word on the writer's own death: "er will mich umbringen".
fn leave_what_others_do(findings: &mut Vec<Finding>) {
    let by_others = |finding: &&Finding| {
        let category = matches!(finding.category, Category::Abuse | Category::HarmToOthers);
        category && finding.level >= Level::Urgent
    };
    let spans: Vec<_> = findings.iter().filter(by_others).map(|f| f.span).collect();
    findings.retain(|finding| {
        let own = matches!(finding.category, Category::Suicide | Category::SelfHarm);
        let is_same = || spans.iter().any(|&span| overlap(span, finding.span));
        !(own && finding.level == Level::Concern && is_same())
    });
}

/// What the model of the language that the text looks like says. Another language's must
/// not judge it: to that, most of its words are strange. Nor is judged what looks like none:
/// stray letters would be noticed once in twenty times.
fn second_opinion(words: &Words, language: LanguageChoice) -> Option<Finding> {
    let says = |language| Lexicon::of(language)?.model.as_ref()?.finding(words);
    match language {
        // Which language a text looks like takes longer than the model does, and seldom matters.
        LanguageChoice::Known(language) => {
            says(language).filter(|_| likely(words).contains(&language))
        }
        LanguageChoice::All => says(*likely(words).first()?),
    }
}

/// Every match of every rule, those that the scopes lowered to nothing too.
pub(crate) fn examine(lexicon: &Lexicon, words: &Words) -> Vec<Finding> {
    let matches = matches(lexicon, words);
    let surroundings = Surroundings::of(words, &matches);
    // For each rule the last word and the place of its latest finding: matches that overlap
    // are one finding, at the level of the more pressing.
    let mut latest: Vec<Option<(usize, usize)>> = vec![None; lexicon.rules.len()];
    let mut findings: Vec<Finding> = Vec::new();
    for found in &matches {
        let Owner::Rule(place) = found.owner else {
            continue;
        };
        let finding = finding(&surroundings, words, &lexicon.rules[place], found);
        match latest[place] {
            Some((last, earlier)) if found.first <= last => {
                if finding.level > findings[earlier].level {
                    findings[earlier] = finding;
                    latest[place] = Some((last.max(found.last), earlier));
                }
            }
            _ => {
                latest[place] = Some((found.last, findings.len()));
                findings.push(finding);
            }
        }
    }
    findings
}

fn finding(surroundings: &Surroundings, words: &Words, rule: &Rule, found: &Match) -> Finding {
    let weighed = surroundings.weigh(rule, found);
    Finding {
        rule: rule.name,
        category: rule.category,
        level: weighed.level,
        span: (
            words.words[found.first].span.0,
            words.words[found.last].span.1,
        ),
        raised_by: weighed.raised_by,
        lowered_by: weighed.lowered_by,
    }
}
