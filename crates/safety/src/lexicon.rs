//! The languages' packs, and what is made of them for matching, once each.

use crate::finder::Finder;
use crate::languages::COMMON;
use crate::matching::{Element, Match, Pattern};
use crate::model::Model;
use crate::pack::{Pack, PackError, Unpacking};
use crate::{Category, Language, Level};
use std::ops::Range;
use std::sync::{Mutex, OnceLock};

/// One rule: what its patterns mean when they match.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) category: Category,
    /// [`Level::None`] for a sign.
    pub(crate) level: Level,
    /// The scopes that leave this rule alone, as [`crate::scope_names::Scope::bit`]s.
    pub(crate) except: u16,
}

impl Rule {
    /// How pressing this match of this rule is by itself.
    pub(crate) fn level_of(&self, found: &Match) -> Level {
        match found.level {
            Level::None => self.level,
            own => own,
        }
    }
}

/// Shorter literals must be spelled exactly: too many words differ by one doubled letter.
const SQUEEZED_FROM: usize = 4;

/// A language's lexicon, ready to match.
pub(crate) struct Lexicon {
    pub(crate) rules: Vec<Rule>,
    pub(crate) numbers: Vec<(u32, u16)>,
    /// Finds every literal, overlapping ones too.
    pub(crate) finder: Finder,
    pub(crate) literals: Vec<Literal>,
    symbols_of: Vec<u16>,
    patterns: Vec<Pattern>,
    elements: Vec<Element>,
    /// For each symbol, the patterns that begin with it.
    beginning_with: Vec<Range<usize>>,
    /// What is asked where no rule finds anything.
    pub(crate) model: Option<Model>,
}

/// One literal, as the finder knows it by its place.
pub(crate) struct Literal {
    symbols: Range<usize>,
    /// How many words it covers.
    pub(crate) words: usize,
}

/// A language's pack, its literals as they are searched for, and the finder as far as it is.
struct Listed {
    pack: Pack,
    searched: Vec<String>,
    literals: Vec<Literal>,
    finder: Finder,
}

/// What there is of a language.
#[allow(clippy::large_enum_variant, reason = "there is one for each language")]
#[derive(Default)]
enum Stage {
    /// Nothing.
    #[default]
    Absent,
    /// Its pack, as it came, read as far as it is.
    Installed(Unpacking),
    /// What is being made ready.
    Listed(Listed),
    /// All of it, taken away to where it is used.
    Ready,
}

const LANGUAGES: usize = Language::ALL.len();
static STAGES: [Mutex<Stage>; LANGUAGES] = [const { Mutex::new(Stage::Absent) }; LANGUAGES];
static READY: [OnceLock<Lexicon>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];

/// Takes up a language's pack: from then on [`crate::assess`] knows the language. A language
/// that is here stays as it is.
///
/// # Errors
/// When the bytes are not a whole pack of this language. Whether it is sound shows when it is read, little by
/// little, in [`prepare`]: one that is not, which no build makes, leaves the language absent.
pub fn install(language: Language, bytes: &[u8]) -> Result<(), PackError> {
    let pack = Unpacking::of(bytes, language)?;
    if let Ok(mut stage) = STAGES[language as usize].lock()
        && matches!(*stage, Stage::Absent)
    {
        *stage = Stage::Installed(pack);
    }
    Ok(())
}

/// Whether [`crate::assess`] knows this language: its pack is in the program or was
/// installed.
pub fn is_ready(language: Language) -> bool {
    take_up(language);
    let stage = STAGES[language as usize].lock();
    stage.is_ok_and(|stage| !matches!(*stage, Stage::Absent))
}

/// The bytes of a language's pack, for a program that hands them on; native programs hold
/// all of them.
#[cfg(not(target_family = "wasm"))]
pub fn pack(language: Language) -> &'static [u8] {
    crate::languages::PACKS[language as usize]
}

/// Builds the next part of what [`crate::assess`] needs of the languages that are here, so
/// that the first text does not wait for all of it. Says whether there may be another part.
pub fn prepare() -> bool {
    for &language in Language::ALL {
        if take_up(language) {
            return true;
        }
        let Ok(mut stage) = STAGES[language as usize].lock() else {
            continue;
        };
        if matches!(*stage, Stage::Absent | Stage::Ready) {
            continue;
        }
        let mut listed = match std::mem::take(&mut *stage) {
            Stage::Listed(listed) => listed,
            Stage::Installed(mut pack) => {
                match pack.part() {
                    Some(true) => *stage = Stage::Installed(pack),
                    Some(false) => {
                        let pack = pack.finish();
                        let listed = pack.map(|pack| Listed::of(pack, common(language)));
                        *stage = listed.map_or(Stage::Absent, Stage::Listed);
                    }
                    None => {}
                }
                return true;
            }
            Stage::Absent | Stage::Ready => continue,
        };
        if listed.link() {
            *stage = Stage::Listed(listed);
        } else {
            *stage = Stage::Ready;
            READY[language as usize].get_or_init(|| Lexicon::build(listed));
        }
        return true;
    }
    false
}

/// Installs the pack that is in the program, if there is one; whether it was not yet.
#[cfg(not(target_family = "wasm"))]
fn take_up(language: Language) -> bool {
    let stage = STAGES[language as usize].lock();
    // A test reads every one.
    stage.is_ok_and(|stage| matches!(*stage, Stage::Absent))
        && install(language, pack(language)).is_ok()
}

#[cfg(target_family = "wasm")]
fn take_up(_: Language) -> bool {
    false
}

fn common(language: Language) -> &'static str {
    COMMON[language as usize]
}

impl Listed {
    /// `common`: common words of the language, each between spaces.
    fn of(pack: Pack, common: &str) -> Self {
        let mut searched = Vec::new();
        let mut literals = Vec::new();
        for (symbols, kind) in &pack.kinds {
            for spelling in kind.iter().flat_map(|line| spellings(line, common)) {
                literals.push(Literal {
                    symbols: symbols.clone(),
                    words: spelling.trim().matches(' ').count() + 1,
                });
                searched.push(spelling);
            }
        }
        Self {
            pack,
            searched,
            literals,
            finder: Finder::default(),
        }
    }

    /// Makes the next part of the finder. Says whether there was any left to make.
    fn link(&mut self) -> bool {
        self.finder.add(&self.searched)
    }
}

impl Lexicon {
    /// The lexicon of this language, built when first asked for; none where its pack is not
    /// here.
    pub(crate) fn of(language: Language) -> Option<&'static Lexicon> {
        let ready = &READY[language as usize];
        if ready.get().is_none() {
            take_up(language);
            let mut stage = STAGES[language as usize].lock().ok()?;
            let listed = match std::mem::take(&mut *stage) {
                Stage::Absent => return None,
                Stage::Installed(pack) => Some(Listed::of(pack.finish()?, common(language))),
                Stage::Listed(listed) => Some(listed),
                Stage::Ready => None,
            };
            *stage = Stage::Ready;
            if let Some(listed) = listed {
                ready.get_or_init(|| Lexicon::build(listed));
            }
        }
        ready.get()
    }

    /// How many symbols there are.
    pub(crate) fn symbols(&self) -> usize {
        self.beginning_with.len()
    }

    /// The symbols that a literal can stand for.
    pub(crate) fn symbols_of(&self, literal: &Literal) -> &[u16] {
        &self.symbols_of[literal.symbols.clone()]
    }

    /// The patterns that begin with this symbol.
    pub(crate) fn beginning_with(&self, symbol: u16) -> &[Pattern] {
        let range = self.beginning_with.get(usize::from(symbol)).cloned();
        &self.patterns[range.unwrap_or_default()]
    }

    /// What a pattern is made of.
    pub(crate) fn elements(&self, pattern: &Pattern) -> &[Element] {
        &self.elements[pattern.elements.clone()]
    }

    fn build(mut listed: Listed) -> Lexicon {
        while listed.link() {}
        let pack = listed.pack;
        let mut beginning_with = vec![0..0; pack.symbols];
        for (place, pattern) in pack.patterns.iter().enumerate() {
            let first = pack.elements[pattern.elements.start].symbol;
            if let Some(range) = beginning_with.get_mut(usize::from(first)) {
                if range.end == 0 {
                    range.start = place;
                }
                range.end = place + 1;
            }
        }
        Lexicon {
            rules: pack.rules,
            numbers: pack.numbers,
            finder: listed.finder,
            literals: listed.literals,
            symbols_of: pack.symbols_of,
            patterns: pack.patterns,
            elements: pack.elements,
            beginning_with,
            model: pack.model,
        }
    }
}

/// The literal as it stands in folded text, where spaces mark the ends of words; the form
/// that a word typed with long runs of a letter is folded to, unless that is a common word of
/// its own (German "wirr" and "wir"); and of a word marked with `~` its misspellings.
fn spellings(literal: &str, common: &str) -> Vec<String> {
    if let Some(word) = literal.strip_prefix('~') {
        let mut all = misspellings(word);
        all.push(word.to_owned());
        return all.iter().map(|word| format!(" {word} ")).collect();
    }
    let open = if literal.starts_with('*') { "" } else { " " };
    let close = if literal.ends_with('*') { "" } else { " " };
    let exact = [open, literal.trim_matches('*'), close].concat();
    let mut all = Vec::new();
    if literal.len() >= SQUEEZED_FROM && !literal.contains('*') {
        let mut last = None;
        let mut letters = exact.clone();
        letters.retain(|letter| last.replace(letter) != Some(letter));
        all.extend((letters != exact && !common.contains(&letters)).then_some(letters));
    }
    all.push(exact);
    all
}

/// The word with one letter left out, doubled, or swapped with the next; the first letter
/// stays, by which people begin a word rightly.
fn misspellings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all: Vec<Vec<char>> = Vec::new();
    let mut add = |one: Vec<char>| {
        if one != letters
            && let Err(place) = all.binary_search(&one)
        {
            all.insert(place, one);
        }
    };
    for place in 1..letters.len() {
        let mut without = letters.clone();
        let letter = without.remove(place);
        add(without);
        let mut doubled = letters.clone();
        doubled.insert(place, letter);
        add(doubled);
        let mut swapped = letters.clone();
        if place + 1 < letters.len() {
            swapped.swap(place, place + 1);
            add(swapped);
        }
    }
    all.into_iter().map(String::from_iter).collect()
}

/// A lexicon made of this pack.
#[cfg(test)]
pub(crate) fn of_pack(pack: Pack) -> Lexicon {
    Lexicon::build(Listed::of(pack, ""))
}

/// A lexicon whose only rule is `*no* *no*`.
#[cfg(test)]
pub(crate) fn wild() -> Lexicon {
    use crate::matching::Owner;
    let no = || Element { symbol: 0, gap: 0 };
    of_pack(Pack {
        rules: vec![Rule {
            name: "suicide.test",
            category: Category::Suicide,
            level: Level::Urgent,
            except: 0,
        }],
        kinds: vec![(0..1, vec!["*no*".into()])],
        symbols_of: vec![0],
        symbols: 1,
        patterns: vec![Pattern {
            owner: Owner::Rule(0),
            level: Level::None,
            crosses: false,
            elements: 0..2,
        }],
        elements: vec![no(), no()],
        numbers: Vec::new(),
        model: None,
    })
}
