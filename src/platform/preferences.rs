//! Choices of this browser that are no secret: kept where they can be read
//! before the first paint.

use gloo::storage::{LocalStorage, Storage};

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// The language of the interface: `en`, `de`.
    Language,
    /// The country whose help lines are shown.
    Country,
    /// `light`, `dark`, or none for what the device says.
    Theme,
}

impl Preference {
    const fn key(self) -> &'static str {
        match self {
            Self::Language => "holdfast-language",
            Self::Country => "holdfast-country",
            Self::Theme => "holdfast-theme",
        }
    }

    /// What was chosen, if anything.
    #[must_use]
    pub fn read(self) -> Option<String> {
        LocalStorage::get(self.key()).ok()
    }

    /// Keeps a choice, as far as the browser lets us.
    pub fn write(self, value: &str) {
        // A browser that keeps nothing forgets the choice with the page; the
        // page itself already shows it.
        let _ = LocalStorage::set(self.key(), value);
    }

    /// Forgets a choice.
    pub fn clear(self) {
        LocalStorage::delete(self.key());
    }
}
