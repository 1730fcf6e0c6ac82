//! What is wrong with a document, said so that it can be put right.

use std::fmt;

/// How much of an offending value is repeated, in characters.
const VALUE_CHARACTERS_MAX: usize = 60;

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
        Self {
            path: path.into(),
            value: shortened(&value.to_string()),
            expected: expected.into(),
        }
    }

    pub(crate) fn of_text(
        path: impl Into<String>,
        text: impl fmt::Display,
        expected: impl Into<String>,
    ) -> Self {
        let text = shortened(&text.to_string());
        Self::new(path, serde_json::Value::String(text), expected)
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

/// Every problem of one document; never empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `Ok` when nothing was found.
    pub(crate) fn none_in(found: Vec<Problem>) -> Result<(), Self> {
        if found.is_empty() {
            Ok(())
        } else {
            Err(Self(found))
        }
    }

    /// The problems in the order in which they were met.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One problem per line.
impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

fn shortened(text: &str) -> String {
    if text.chars().count() <= VALUE_CHARACTERS_MAX {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(VALUE_CHARACTERS_MAX).collect();
    short.push('…');
    short
}
