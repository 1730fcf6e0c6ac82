//! What is wrong with a document, said so that it can be put right.

use std::fmt::{self, Write as _};

/// Whether problems are put into words. Nobody reads these in a browser: pages
/// say it themselves, beside the field that the path names, and the words here
/// are kilobytes of a first visit.
pub(crate) const IN_WORDS: bool = cfg!(not(target_family = "wasm"));

/// `format!` for what is a problem's value or what was expected instead.
macro_rules! in_words {
    ($($text:tt)*) => {
        if $crate::problem::IN_WORDS {
            format!($($text)*)
        } else {
            String::new()
        }
    };
}
pub(crate) use in_words;

/// How much of an offending value or an unknown name is repeated, in characters.
const CHARACTERS_MAX: usize = 60;

/// How many problems are told; of the others, how many they are.
const PROBLEMS_MAX: usize = 20;

/// One thing that cannot be accepted: where, what, and what would be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where in the document, as a JSON path such as `windows[1].closes`;
    /// `document` for the whole.
    pub path: String,
    /// The offending value as JSON or in words, shortened. Never a note.
    pub value: String,
    /// What would be accepted instead.
    pub expected: String,
}

impl Problem {
    pub(crate) fn new(
        path: impl Into<String>,
        value: impl fmt::Display,
        expected: impl Into<String>,
    ) -> Self {
        let path = path.into();
        if !IN_WORDS {
            return Self {
                path,
                value: String::new(),
                expected: String::new(),
            };
        }
        Self {
            path,
            value: value.to_string(),
            expected: expected.into(),
        }
    }

    pub(crate) fn of_text(
        path: impl Into<String>,
        text: impl fmt::Display,
        expected: impl Into<String>,
    ) -> Self {
        if IN_WORDS {
            Self::new(path, quoted(&text.to_string()), expected)
        } else {
            Self::new(path, "", "")
        }
    }

    pub(crate) fn too_long(path: impl Into<String>, count: usize, most: usize) -> Self {
        Self::new(
            path,
            in_words!("a list of {count}"),
            in_words!("at most {most}"),
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            value,
            expected,
        } = self;
        write!(
            formatter,
            "At {path}, {value} cannot be accepted: expected {expected}."
        )
    }
}

impl std::error::Error for Problem {}

/// The problems of one document; never empty. Of very many, the first are told
/// and the rest are counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problems {
    told: Vec<Problem>,
    more: usize,
}

impl Problems {
    /// Nothing found yet.
    pub(crate) const fn none() -> Self {
        Self {
            told: Vec::new(),
            more: 0,
        }
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        if self.told.len() < PROBLEMS_MAX {
            self.told.push(problem);
        } else {
            self.more += 1;
        }
    }

    /// `Ok` when nothing was found.
    pub(crate) fn or_none(self) -> Result<(), Self> {
        if self.told.is_empty() {
            Ok(())
        } else {
            Err(self)
        }
    }

    /// The problems that are told, in the order in which they were met: 20 at
    /// most.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.told.iter()
    }

    /// How many there are besides those that are told.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self {
            told: vec![problem],
            more: 0,
        }
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One problem per line, and in the last how many more there are.
impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        if self.more > 0 {
            write!(formatter, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// A field's name as part of a path: unless it is a plain word, in quotes.
pub(crate) fn named(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !name.is_empty() && name.len() <= CHARACTERS_MAX && name.bytes().all(plain) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// The text as JSON, shortened: whatever it holds, it stays on its line and
/// moves nothing on a terminal.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for (count, character) in text.chars().enumerate() {
        if count == CHARACTERS_MAX {
            quoted.push('…');
            break;
        }
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        if character.is_control() || is_invisible(character) {
            // Writing into a text never fails.
            let _ = write!(quoted, "\\u{:04x}", u32::from(character));
        } else {
            quoted.push(character);
        }
    }
    quoted.push('"');
    quoted
}

/// What breaks a line, turns its direction around or is not seen at all.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}
