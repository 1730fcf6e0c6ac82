//! What was noticed, as far as the prompt needs to know.

use holdfast_safety::{Category, Level};

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// How pressing.
    pub level: Level,
    /// What about.
    pub categories: Vec<Category>,
    /// Whether it appears because something is being sent: then it takes the
    /// focus. In a pause while typing it leaves the focus where it is.
    pub sending: bool,
}

impl Shown {
    /// Whether somebody may be in danger from a person near them.
    #[must_use]
    pub fn is_abuse(&self) -> bool {
        self.categories.contains(&Category::Abuse)
    }

    /// Whether it cannot wait.
    #[must_use]
    pub fn is_emergency(&self) -> bool {
        self.level >= Level::Emergency
    }
}
