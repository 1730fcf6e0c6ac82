//! Text as words: folded for matching, each with its place in the original.
//!
//! Also compiled into the build script, so that the lexicon and the messages are folded by
//! the same rules.

use crate::fold::{fold, is_invisible, is_mark, settle, small};

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Nothing but space.
    None,
    /// A comma, dash, colon or bracket.
    Clause,
    /// The end of a line in the middle of a sentence, or of one without a full stop: what is
    /// said may go on, what changes its meaning does not.
    Line,
    /// The end of a sentence, or an empty line.
    Sentence,
}

/// One folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where the folded word ends, in bytes of [`Words::folded`].
    pub(crate) end: usize,
    /// Where the word begins and ends, in Unicode scalar values of the original.
    pub(crate) span: (usize, usize),
    /// What comes before.
    pub(crate) before: Break,
    /// Whether it stands between quotation marks.
    pub(crate) quoted: bool,
}

/// A text as folded words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    /// The folded words, each between single spaces; ` . ` between sentences.
    pub(crate) folded: String,
    /// The words, in order.
    pub(crate) words: Vec<Word>,
}

/// This many letters standing alone, one after another, are a word spelled out.
const SPELLED_OUT: usize = 3;

/// A line of so many characters ends because it is full.
const FULL_LINE: usize = 40;

impl Words {
    /// Splits and folds. Linear in the text.
    pub(crate) fn of(text: &str) -> Words {
        let mut reader = Reader::default();
        let mut characters = text.chars().enumerate().peekable();
        while let Some((index, character)) = characters.next() {
            let next = characters.peek().map(|&(_, next)| next);
            reader.read(index, character, next);
        }
        reader.finish_word();
        assemble(reader.raw)
    }

    /// The folded text of one word.
    pub(crate) fn text(&self, index: usize) -> &str {
        let Some(word) = self.words.get(index) else {
            return "";
        };
        let before = &self.folded[..word.end];
        let start = before.rfind(' ').map_or(0, |space| space + 1);
        &before[start..]
    }
}

struct Raw {
    letters: String,
    span: (usize, usize),
    before: Break,
    quoted: bool,
}

struct Reader {
    raw: Vec<Raw>,
    current: String,
    span: (usize, usize),
    before: Break,
    /// How many lines have ended since the latest word.
    lines: usize,
    /// Where the line begins, and how long the one before it was.
    line: (usize, usize),
    /// Index of the first word after an opening quotation mark, and the mark that ends it.
    quotation: Option<(usize, char)>,
}

impl Default for Reader {
    fn default() -> Self {
        Reader {
            raw: Vec::new(),
            current: String::new(),
            span: (0, 0),
            before: Break::Sentence,
            lines: 0,
            line: (0, 0),
            quotation: None,
        }
    }
}

impl Reader {
    fn read(&mut self, index: usize, character: char, next: Option<char>) {
        if is_invisible(character) || is_mark(character) {
            // It makes no line longer.
            self.line.0 += 1;
        }
        if is_invisible(character) {
            return;
        }
        if is_mark(character) {
            // The second half of a decomposed ä, ö or ü.
            if character == '\u{308}' && self.current.ends_with(['a', 'o', 'u']) {
                self.current.push('e');
            }
            if !self.current.is_empty() {
                self.span.1 = index + 1;
            }
            return;
        }
        let inside = !self.current.is_empty() && next.is_some_and(char::is_alphanumeric);
        let start = self.current.len();
        if fold(character, &mut self.current) {
            if start == 0 {
                self.span.0 = index;
                self.begin_line(small(character) == character && !character.is_ascii_uppercase());
            }
            self.span.1 = index + 1;
            return;
        }
        match character {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' if inside => return,
            '@' if inside => return self.current.push('a'),
            '$' if inside => return self.current.push('s'),
            '*' if inside => return self.current.push('*'),
            _ => {}
        }
        let ends_sentence = !is_ordinal_or_initial(&self.current);
        self.finish_word();
        match character {
            '.' if next.is_some_and(char::is_alphanumeric) => {}
            '.' if !ends_sentence => self.before = self.before.max(Break::Clause),
            '.' | '!' | '?' | '…' | ';' | '¿' | '¡' => self.before = Break::Sentence,
            '\r' if next == Some('\n') => {}
            '\n' | '\r' => {
                self.lines += 1;
                self.line = (index + 1, index - self.line.0);
            }
            ',' | ':' | '(' | ')' | '–' | '—' | '/' => {
                self.before = self.before.max(Break::Clause)
            }
            '-' if next.is_none_or(|next| !next.is_alphanumeric()) => {
                self.before = self.before.max(Break::Clause);
            }
            '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' | '‘' => {
                self.quote(character)
            }
            _ => {}
        }
    }

    /// Before the first word of a line, what the end of the line before it means.
    fn begin_line(&mut self, is_small: bool) {
        let before = match std::mem::take(&mut self.lines) {
            0 => return,
            1 if is_small && self.line.1 >= FULL_LINE => return,
            1 => Break::Line,
            _ => Break::Sentence,
        };
        self.before = self.before.max(before);
        let word = self.raw.len();
        self.quotation = self.quotation.filter(|&(first, _)| first == word);
    }

    fn quote(&mut self, mark: char) {
        if self.lines > 0 {
            self.quotation = None;
        }
        if let Some((first, closing)) = self.quotation
            && (mark == closing || (closing == '”' && mark == '“'))
        {
            for word in &mut self.raw[first..] {
                word.quoted = true;
            }
            self.quotation = None;
            return;
        }
        let closing = match mark {
            '"' => '"',
            '“' | '„' => '”',
            '«' => '»',
            '»' => '«',
            '‹' => '›',
            '›' => '‹',
            '‚' => '‘',
            _ => return,
        };
        self.quotation = Some((self.raw.len(), closing));
    }

    fn finish_word(&mut self) {
        if self.current.is_empty() {
            return;
        }
        self.raw.push(Raw {
            letters: settle(&self.current),
            span: self.span,
            before: self.before,
            quoted: false,
        });
        self.current.clear();
        self.before = Break::None;
    }
}

/// Whether a full stop after it hardly ever ends a sentence: "24. Dezember", "z. B.", "J.".
fn is_ordinal_or_initial(word: &str) -> bool {
    let is_day = word
        .parse()
        .is_ok_and(|number: u8| (1..=LAST_DAY).contains(&number));
    is_day || is_single_letter(word)
}

/// Of a month.
const LAST_DAY: u8 = 31;

fn assemble(raw: Vec<Raw>) -> Words {
    let mut folded = String::from(" ");
    let mut words = Vec::with_capacity(raw.len());
    let mut rest = raw.as_slice();
    while let Some(first) = rest.first() {
        let spelled = rest
            .iter()
            .enumerate()
            .take_while(|(place, word)| {
                is_single_letter(&word.letters) && (*place == 0 || word.before != Break::Sentence)
            })
            .count();
        let taken = if spelled >= SPELLED_OUT { spelled } else { 1 };
        let (together, after) = rest.split_at(taken);
        rest = after;
        if first.before == Break::Sentence && !words.is_empty() {
            folded.push_str(". ");
        }
        folded.extend(together.iter().map(|word| word.letters.as_str()));
        let last = together.last().unwrap_or(first);
        words.push(Word {
            end: folded.len(),
            span: (first.span.0, last.span.1),
            before: first.before,
            quoted: first.quoted,
        });
        folded.push(' ');
    }
    Words { folded, words }
}

fn is_single_letter(letters: &str) -> bool {
    let mut characters = letters.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}
