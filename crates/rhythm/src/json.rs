//! JSON, as much of it as documents need: read strictly, and written.
//!
//! Numbers stay as they are written: whoever wants one says which.

mod reader;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
mod writer;

pub use writer::{Writer, write_text};

use std::fmt;

/// Any JSON value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number as it is written.
    Number(String),
    /// Text, without its quotes and escapes.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object's fields, sorted by name; of a name that is there twice, the
    /// last.
    Object(Vec<(String, Value)>),
}

/// Where a text stops being JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop {
    /// Counted from 1.
    pub line: usize,
    /// In bytes, counted from 1; 0 where the line has nothing to stop at.
    pub column: usize,
}

impl Value {
    /// A field of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text that this is.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The list that this is.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The whole number that this is.
    #[must_use]
    pub fn as_whole(&self) -> Option<u32> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }
}

/// What is neither text nor list nor object, as JSON; of those, their kind.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Null => "null",
            Self::Truth(true) => "true",
            Self::Truth(false) => "false",
            Self::Number(digits) => digits,
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        })
    }
}
