//! What the reference model found wrong.

use core::fmt;

/// A rule that was broken, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: &'static str,
    /// What broke it.
    pub what: String,
    /// When, in milliseconds.
    pub at: u64,
}

impl Violation {
    pub(super) fn new(rule: &'static str, what: impl fmt::Display) -> Self {
        Self {
            rule,
            what: what.to_string(),
            at: 0,
        }
    }

    pub(super) fn at(mut self, now: u64) -> Self {
        self.at = now;
        self
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "after {} ms: {}: {}", self.at, self.rule, self.what)
    }
}
