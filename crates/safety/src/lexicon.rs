//! The languages' packs, and what is made of them for matching, once each.

mod spellings;
mod stages;

#[cfg(not(target_family = "wasm"))]
pub use stages::pack;
pub use stages::{install, is_ready, prepare};

use crate::{
    Category, Level,
    finder::Finder,
    matching::{Element, Match, Pattern},
    model::Model,
    pack::Pack,
};
use spellings::spellings;
use std::ops::Range;

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
