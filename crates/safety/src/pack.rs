//! A language's pack, read and checked: a malformed one is an error, whatever is in it.

use crate::lexicon::Rule;
use crate::matching::{Element, Owner, Pattern};
use crate::model::Model;
use crate::pack_format::{
    CROSSES, LARGEST_GAP, LEVEL_OF, LITERALS, MAGIC, MODEL, NUMBERS, PATTERNS, RULES, SCOPES_FROM,
};
use crate::scope_names::Scope;
use crate::{Category, Language, Level};
use std::ops::Range;

/// Why a pack was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// It does not begin like a pack of the layout that this program reads.
    #[error("not a pack of this layout")]
    NotAPack,
    /// It is another language's.
    #[error("the pack is not in {}", .0.code())]
    AnotherLanguage(Language),
    /// A section is missing, cut off, or says what cannot be.
    #[error("section {section} of the pack is malformed")]
    Malformed {
        /// The section's tag; 0 before the first.
        section: u8,
    },
}

/// A pack's tables.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pack {
    pub(crate) rules: Vec<Rule>,
    /// Literals that belong to the same symbols, a line each, and where those symbols are.
    pub(crate) kinds: Vec<(Range<usize>, String)>,
    /// The symbols of all kinds.
    pub(crate) symbols_of: Vec<u16>,
    /// How many symbols there are.
    pub(crate) symbols: usize,
    pub(crate) patterns: Vec<Pattern>,
    /// The elements of all patterns.
    pub(crate) elements: Vec<Element>,
    /// The least number, and the symbol.
    pub(crate) numbers: Vec<(u32, u16)>,
    /// The second opinion, if there is one.
    pub(crate) model: Option<Model>,
}

/// No literal has more words, and no pattern more elements.
const MOST: usize = 32;

impl Pack {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// When it is not a whole and sound pack of this language.
    pub(crate) fn read(bytes: &[u8], language: Language) -> Result<Pack, PackError> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(PackError::NotAPack)?;
        let mut sections = Reader { rest, section: 0 };
        if sections.text()? != language.code() {
            return Err(PackError::AnotherLanguage(language));
        }
        let mut found: [Option<&[u8]>; MODEL as usize + 1] = Default::default();
        while !sections.rest.is_empty() {
            let tag = sections.byte()?;
            let length = sections.count()?;
            let section = sections.take(length)?;
            // What a later program may add, this one leaves.
            if let Some(place) = found.get_mut(usize::from(tag)) {
                *place = Some(section);
            }
        }
        let section = |tag: u8| {
            let found = found.get(usize::from(tag)).copied().flatten();
            found
                .map(|rest| Reader { rest, section: tag })
                .ok_or(PackError::Malformed { section: tag })
        };
        let mut pack = Pack {
            rules: section(RULES)?.rules()?,
            kinds: Vec::new(),
            symbols_of: Vec::new(),
            symbols: 0,
            patterns: Vec::new(),
            elements: Vec::new(),
            numbers: Vec::new(),
            model: None,
        };
        section(PATTERNS)?.patterns(&mut pack)?;
        section(LITERALS)?.literals(&mut pack)?;
        section(NUMBERS)?.numbers(&mut pack)?;
        if let Ok(model) = section(MODEL) {
            let read = Model::read(model.rest).ok_or_else(|| model.malformed())?;
            pack.model = Some(read);
        }
        Ok(pack)
    }
}

/// What is left of a pack or a section.
struct Reader<'a> {
    rest: &'a [u8],
    section: u8,
}

impl<'a> Reader<'a> {
    fn malformed(&self) -> PackError {
        PackError::Malformed {
            section: self.section,
        }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], PackError> {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or_else(|| self.malformed())?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, PackError> {
        let (&byte, rest) = self.rest.split_first().ok_or_else(|| self.malformed())?;
        self.rest = rest;
        Ok(byte)
    }

    fn number(&mut self) -> Result<u32, PackError> {
        let mut number = 0_u64;
        for place in 0..5 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| self.malformed());
            }
        }
        Err(self.malformed())
    }

    fn count(&mut self) -> Result<usize, PackError> {
        let number = self.number()?;
        usize::try_from(number).map_err(|_| self.malformed())
    }

    fn short(&mut self) -> Result<u16, PackError> {
        let number = self.number()?;
        u16::try_from(number).map_err(|_| self.malformed())
    }

    /// A symbol, told by how far it is after another.
    fn symbol_after(&mut self, last: u16, symbols: usize) -> Result<u16, PackError> {
        let symbol = self.short()?.wrapping_add(last);
        if usize::from(symbol) < symbols {
            Ok(symbol)
        } else {
            Err(self.malformed())
        }
    }

    fn symbol(&mut self, symbols: usize) -> Result<u16, PackError> {
        self.symbol_after(0, symbols)
    }

    fn text(&mut self) -> Result<&'a str, PackError> {
        let length = self.count()?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|_| self.malformed())
    }

    fn rules(mut self) -> Result<Vec<Rule>, PackError> {
        let mut rules = Vec::new();
        for _ in 0..self.count()? {
            let name = self.text()?;
            let (category, level) = (self.byte()?, self.byte()?);
            let category = Category::ALL.get(usize::from(category));
            rules.push(Rule {
                category: *category.ok_or_else(|| self.malformed())?,
                level: *LEVELS
                    .get(usize::from(level))
                    .ok_or_else(|| self.malformed())?,
                except: self.short()?,
                // Kept for as long as the program runs, like the pack's other tables.
                name: Box::leak(name.into()),
            });
        }
        self.done(rules)
    }

    fn patterns(mut self, pack: &mut Pack) -> Result<(), PackError> {
        pack.symbols = usize::from(self.short()?);
        let mut first = 0;
        while !self.rest.is_empty() {
            let owner = self.short()?;
            let owner = match owner.checked_sub(SCOPES_FROM) {
                None if usize::from(owner) < pack.rules.len() => Owner::Rule(owner.into()),
                None => return Err(self.malformed()),
                Some(scope) => {
                    let scope = Scope::ALL.get(usize::from(scope));
                    Owner::Scope(*scope.ok_or_else(|| self.malformed())?)
                }
            };
            let flags = self.byte()?;
            let from = pack.elements.len();
            let count = self.count()?;
            if count == 0 || count > MOST {
                return Err(self.malformed());
            }
            for place in 0..count {
                let symbol = if place == 0 {
                    first = self.symbol_after(first, pack.symbols)?;
                    first
                } else {
                    self.symbol(pack.symbols)?
                };
                let gap = self.byte()?;
                if gap > LARGEST_GAP {
                    return Err(self.malformed());
                }
                pack.elements.push(Element { symbol, gap });
            }
            pack.patterns.push(Pattern {
                owner,
                level: LEVELS[usize::from(flags & LEVEL_OF)],
                crosses: flags & CROSSES != 0,
                elements: from..pack.elements.len(),
            });
        }
        let first = |pattern: &Pattern| pack.elements[pattern.elements.start].symbol;
        // They are looked up by their first symbol.
        if pack.patterns.is_sorted_by_key(first) {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }

    fn literals(mut self, pack: &mut Pack) -> Result<(), PackError> {
        let text = self.text()?;
        if text.is_empty() {
            return self.done(());
        }
        let mut first = 0;
        for kind in text.split("\n\n") {
            if !kind.split('\n').all(is_literal) {
                return Err(self.malformed());
            }
            let from = pack.symbols_of.len();
            let mut last = first;
            for place in 0..self.count()? {
                last = self.symbol_after(last, pack.symbols)?;
                if place == 0 {
                    first = last;
                }
                pack.symbols_of.push(last);
            }
            pack.kinds
                .push((from..pack.symbols_of.len(), kind.to_owned()));
        }
        self.done(())
    }

    fn numbers(mut self, pack: &mut Pack) -> Result<(), PackError> {
        while !self.rest.is_empty() {
            let least = self.number()?;
            let symbol = self.symbol(pack.symbols)?;
            pack.numbers.push((least, symbol));
        }
        Ok(())
    }

    /// The value, if there is nothing more.
    fn done<T>(self, value: T) -> Result<T, PackError> {
        if self.rest.is_empty() {
            Ok(value)
        } else {
            Err(self.malformed())
        }
    }
}

/// In the order of their numbers in a pack; none, nothing of its own.
const LEVELS: [Level; 4] = [Level::None, Level::Concern, Level::Urgent, Level::Emergency];

/// Words, with single spaces between them, and something beside a `*` at an end.
fn is_literal(line: &str) -> bool {
    let letters = line.strip_prefix('~').unwrap_or(line).trim_matches('*');
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '*';
    letters.split(' ').count() <= MOST
        && letters
            .split(' ')
            .all(|word| !word.is_empty() && word.chars().all(is_letter))
}
