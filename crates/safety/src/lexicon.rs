//! A language's tables, made from `data/lexicon/` by the build script, and the automaton
//! that finds their literals.

use crate::automaton::Automaton;
use crate::matching::Pattern;
use crate::{Category, Language, Level};
use std::ops::Range;
use std::sync::{Mutex, OnceLock};

/// One rule: what its patterns mean when they match.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) category: Category,
    pub(crate) level: Level,
    /// The scopes that leave this rule alone, as [`crate::scope_names::Scope::bit`]s.
    pub(crate) except: u16,
}

/// What the build script writes. A symbol is a set of literals and numbers that can fill
/// one place in a pattern.
pub(crate) struct Tables {
    /// One per line, folded; `*` at an end stands for the rest of a word. An empty line
    /// ends a kind: literals that belong to the same symbols.
    literals: &'static str,
    /// For each kind: how many symbols it belongs to, then which.
    symbols_of: &'static [u16],
    /// Numbers in digits: at least this, the symbol.
    numbers: &'static [(u32, u16)],
    /// Owner, length, then elements (`gap << 12 | symbol`); by first symbol.
    patterns: &'static [u16],
    /// How many symbols there are.
    symbols: usize,
    rules: &'static [Rule],
}

static ENGLISH: Tables = include!(concat!(env!("OUT_DIR"), "/english.rs"));
static GERMAN: Tables = include!(concat!(env!("OUT_DIR"), "/german.rs"));
#[cfg(feature = "spanish")]
static SPANISH: Tables = include!(concat!(env!("OUT_DIR"), "/spanish.rs"));
#[cfg(feature = "french")]
static FRENCH: Tables = include!(concat!(env!("OUT_DIR"), "/french.rs"));
#[cfg(feature = "portuguese")]
static PORTUGUESE: Tables = include!(concat!(env!("OUT_DIR"), "/portuguese.rs"));
/// A language that this program has no lexicon of.
static NOTHING: Tables = Tables {
    literals: "",
    symbols_of: &[],
    numbers: &[],
    patterns: &[],
    symbols: 0,
    rules: &[],
};

/// Shorter literals must be spelled exactly: too many words differ by one doubled letter.
const SQUEEZED_FROM: usize = 4;

/// A language's lexicon, ready to match.
pub(crate) struct Lexicon {
    pub(crate) rules: &'static [Rule],
    pub(crate) numbers: &'static [(u32, u16)],
    /// Finds every literal, overlapping ones too.
    pub(crate) automaton: Automaton,
    pub(crate) literals: Vec<Literal>,
    pub(crate) patterns: Vec<Pattern>,
    /// For each symbol, the patterns that begin with it.
    beginning_with: Vec<Range<usize>>,
}

/// One literal of the automaton.
pub(crate) struct Literal {
    pub(crate) symbols: &'static [u16],
    /// How many words it covers.
    pub(crate) words: usize,
}

/// A language's literals, as they are searched for.
struct Listed {
    searched: Vec<String>,
    literals: Vec<Literal>,
}

static READY: [OnceLock<Lexicon>; 6] = [const { OnceLock::new() }; 6];
/// What is listed, and not built yet.
static LISTED: [Mutex<Option<Listed>>; 6] = [const { Mutex::new(None) }; 6];

/// Builds the next part of what [`crate::assess`] needs, so that the first text does not
/// wait for all of it. Says whether there may be another part.
pub fn prepare() -> bool {
    for language in Language::ALL {
        let (place, tables) = tables(*language);
        if READY[place].get().is_some() {
            continue;
        }
        if let Ok(mut listed) = LISTED[place].lock()
            && listed.is_none()
        {
            *listed = Some(Listed::of(tables));
            return true;
        }
        Lexicon::of(*language);
        return true;
    }
    false
}

fn tables(language: Language) -> (usize, &'static Tables) {
    match language {
        Language::English => (0, &ENGLISH),
        Language::German => (1, &GERMAN),
        #[cfg(feature = "spanish")]
        Language::Spanish => (2, &SPANISH),
        #[cfg(feature = "french")]
        Language::French => (3, &FRENCH),
        #[cfg(feature = "portuguese")]
        Language::Portuguese => (4, &PORTUGUESE),
        #[allow(
            unreachable_patterns,
            reason = "where all languages are in the program"
        )]
        _ => (5, &NOTHING),
    }
}

impl Listed {
    fn of(tables: &'static Tables) -> Self {
        let mut searched = Vec::new();
        let mut literals = Vec::new();
        let mut symbols_of = tables.symbols_of;
        for kind in tables.literals.split("\n\n") {
            let symbols = take_counted(&mut symbols_of);
            for spelling in kind.lines().flat_map(spellings) {
                literals.push(Literal {
                    symbols,
                    words: spelling.trim().matches(' ').count() + 1,
                });
                searched.push(spelling);
            }
        }
        Self { searched, literals }
    }
}

impl Lexicon {
    /// The lexicon of this language, built when first asked for.
    pub(crate) fn of(language: Language) -> &'static Lexicon {
        let (place, tables) = tables(language);
        READY[place].get_or_init(|| {
            let listed = LISTED[place].lock().ok();
            let listed = listed.and_then(|mut listed| listed.take());
            Lexicon::build(tables, listed.unwrap_or_else(|| Listed::of(tables)))
        })
    }

    /// The patterns that begin with this symbol.
    pub(crate) fn beginning_with(&self, symbol: u16) -> &[Pattern] {
        let range = self.beginning_with.get(usize::from(symbol)).cloned();
        &self.patterns[range.unwrap_or_default()]
    }

    fn build(tables: &'static Tables, listed: Listed) -> Lexicon {
        let mut stream = tables.patterns;
        let mut patterns = Vec::new();
        while let [owner, rest @ ..] = stream {
            stream = rest;
            patterns.push(Pattern::new(*owner, take_counted(&mut stream)));
        }
        let mut beginning_with = vec![0..0; tables.symbols];
        for (place, pattern) in patterns.iter().enumerate() {
            if let Some(range) = beginning_with.get_mut(usize::from(pattern.first_symbol())) {
                if range.end == 0 {
                    range.start = place;
                }
                range.end = place + 1;
            }
        }
        Lexicon {
            rules: tables.rules,
            numbers: tables.numbers,
            automaton: Automaton::of(&listed.searched),
            literals: listed.literals,
            patterns,
            beginning_with,
        }
    }
}

/// The literal as it stands in folded text, where spaces mark the ends of words; and the
/// form that a word typed with long runs of a letter is folded to.
fn spellings(literal: &str) -> impl Iterator<Item = String> {
    let open = if literal.starts_with('*') { "" } else { " " };
    let close = if literal.ends_with('*') { "" } else { " " };
    let exact = [open, literal.trim_matches('*'), close].concat();
    let mut squeezed = None;
    if literal.len() >= SQUEEZED_FROM && !literal.contains('*') {
        let mut last = None;
        let mut letters = exact.clone();
        letters.retain(|letter| last.replace(letter) != Some(letter));
        squeezed = (letters != exact).then_some(letters);
    }
    [Some(exact), squeezed].into_iter().flatten()
}

/// Takes a count and that many items off the front.
fn take_counted(stream: &mut &'static [u16]) -> &'static [u16] {
    let Some((&count, rest)) = stream.split_first() else {
        return &[];
    };
    let (taken, rest) = rest.split_at(usize::from(count).min(rest.len()));
    *stream = rest;
    taken
}
