//! A language's pack, read and checked: a malformed one is an error, whatever is in it.

use crate::coder::{Coder, Reading};
use crate::letters::Letters;
use crate::lexicon::Rule;
use crate::matching::{Element, Owner, Pattern};
use crate::model::Model;
use crate::pack_format::{CROSSES, LEVEL_OF, MAGIC, SCOPES_FROM, checksum};
use crate::scope_names::Scope;
use crate::tables::{Passing, Tables};
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
    /// It was damaged, cut off, or says what cannot be.
    #[error("the pack in {} is malformed", .0.code())]
    Malformed(Language),
}

/// A pack's tables.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pack {
    pub(crate) rules: Vec<Rule>,
    /// Literals that belong to the same symbols, and where those symbols are.
    pub(crate) kinds: Vec<(Range<usize>, Vec<String>)>,
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
/// So many letters are a few milliseconds of work.
const LETTERS_IN_A_PART: usize = 6_000;
/// No pack has more letters.
const MOST_LETTERS: usize = 1 << 18;

impl Pack {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// When it is not a whole and sound pack of this language.
    #[cfg(test)]
    pub(crate) fn read(bytes: &[u8], language: Language) -> Result<Pack, PackError> {
        let pack = Unpacking::of(bytes, language)?.finish();
        pack.ok_or(PackError::Malformed(language))
    }
}

/// A pack that is being read, a part at a time.
#[derive(Debug)]
pub(crate) struct Unpacking {
    coder: Coder<Reading>,
    /// What comes before the letters, once any of it was read.
    tables: Option<Passing>,
    /// Once that was read.
    letters: Option<Letters>,
    text: String,
    /// How many lines are still to come, and how many empty ones.
    left: (usize, usize),
    model: Vec<u8>,
}

impl Unpacking {
    /// A pack that is whole and this language's.
    ///
    /// # Errors
    /// When it is not.
    pub(crate) fn of(bytes: &[u8], language: Language) -> Result<Unpacking, PackError> {
        let malformed = PackError::Malformed(language);
        let rest = bytes.strip_prefix(&MAGIC).ok_or(PackError::NotAPack)?;
        let (&length, rest) = rest.split_first().ok_or(malformed)?;
        let (code, rest) = rest.split_at_checked(length.into()).ok_or(malformed)?;
        if code != language.code().as_bytes() {
            return Err(PackError::AnotherLanguage(language));
        }
        let (sum, rest) = rest.split_first_chunk().ok_or(malformed)?;
        if checksum(rest) != u32::from_le_bytes(*sum) {
            return Err(malformed);
        }
        let (length, rest) = rest.split_first_chunk().ok_or(malformed)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (lexicon, model) = rest.split_at_checked(length).ok_or(malformed)?;
        Ok(Unpacking {
            coder: Coder(Reading::of(lexicon.to_vec())),
            tables: None,
            letters: None,
            text: String::new(),
            left: (0, 0),
            model: model.to_vec(),
        })
    }

    /// Reads the next part. Says whether there is any left to read; nothing if what was read cannot be.
    pub(crate) fn part(&mut self) -> Option<bool> {
        let Some(letters) = &mut self.letters else {
            let passing = self.tables.get_or_insert_with(Passing::new);
            if !passing.part(&Tables::default(), &mut self.coder) {
                let tables = &passing.tables;
                self.left = (tables.rules.len(), tables.kinds.len());
                let alphabet = tables.alphabet.iter().map(|&letter| char::from_u32(letter));
                self.letters = Some(Letters::new(alphabet.collect::<Option<_>>()?));
            }
            return Some(true);
        };
        if self.left == (0, 0) {
            return Some(false);
        }
        for _ in 0..LETTERS_IN_A_PART {
            let (lines, empty) = self.left;
            if lines + empty == 0 {
                break;
            }
            let letter = letters.pass(&mut self.coder, '\n');
            if letter == '\n' {
                if lines > 0 {
                    self.left.0 -= 1;
                } else if self.text.ends_with('\n') {
                    self.left.1 -= 1;
                }
            }
            self.text.push(letter);
        }
        (self.text.len() < MOST_LETTERS).then_some(true)
    }

    /// What it holds, if it is sound; reads what is left.
    pub(crate) fn finish(mut self) -> Option<Pack> {
        while self.part()? {}
        let tables = self.tables?.tables;
        let mut lines = self.text.split('\n');
        let mut rules = Vec::new();
        for &(category, level, except) in &tables.rules {
            rules.push(Rule {
                category: *Category::ALL.get(usize::from(category))?,
                level: *LEVELS.get(usize::from(level))?,
                except,
                // Kept for as long as the program runs, like the pack's other tables.
                name: Box::leak(lines.next()?.into()),
            });
        }
        let mut kinds = Vec::new();
        let mut from = 0;
        for &end in &tables.kinds {
            let mut literals = Vec::new();
            while let Some(line) = lines.next().filter(|line| !line.is_empty()) {
                if !is_literal(line) {
                    return None;
                }
                literals.push(line.to_owned());
            }
            kinds.push((from..end, literals));
            from = end;
        }
        let symbols = usize::from(tables.symbols);
        let is_sound = |symbol: u16| usize::from(symbol) < symbols;
        let mut patterns = Vec::new();
        let (mut from, mut last) = (0, 0);
        for &(owner, flags, end) in &tables.patterns {
            let owner = match owner.checked_sub(SCOPES_FROM) {
                None if usize::from(owner) < rules.len() => Owner::Rule(owner.into()),
                None => return None,
                Some(scope) => Owner::Scope(*Scope::ALL.get(usize::from(scope))?),
            };
            // They are looked up by their first symbol.
            let (first, _) = *tables.elements.get(from)?;
            if first < last || end - from > MOST {
                return None;
            }
            patterns.push(Pattern {
                owner,
                level: LEVELS[usize::from(flags & LEVEL_OF)],
                crosses: flags & CROSSES != 0,
                elements: from..end,
            });
            (from, last) = (end, first);
        }
        let mut elements = Vec::new();
        for &(symbol, gap) in &tables.elements {
            elements.push(Element { symbol, gap });
        }
        let all_sound = tables.symbols_of.iter().all(|&symbol| is_sound(symbol))
            && tables.elements.iter().all(|&(symbol, _)| is_sound(symbol))
            && tables.numbers.iter().all(|&(_, symbol)| is_sound(symbol));
        let model = match self.model.as_slice() {
            [] => None,
            model => Some(Model::read(model)?),
        };
        all_sound.then_some(Pack {
            rules,
            kinds,
            symbols_of: tables.symbols_of,
            symbols,
            patterns,
            elements,
            numbers: tables.numbers,
            model,
        })
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
