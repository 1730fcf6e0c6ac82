//! Choices of this browser that are no secret: kept where they can be read
//! before the first paint.

use web_sys::Storage;

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// The language of the interface: `en`, `de`.
    Language,
    /// The country whose help lines are shown.
    Country,
    /// `light`, `dark`, or none for what the device says.
    Theme,
    /// Which database holds the letters, where an older one was put aside.
    Database,
    /// Which database somebody was at home in; tells one that the browser took
    /// away from one that never was.
    Home,
    /// Help lines' numbers that did not work.
    Numbers,
    /// Which side of the app is opened; the script in index.html reads it.
    Side,
}

impl Preference {
    const fn key(self) -> &'static str {
        match self {
            Self::Language => "holdfast-language",
            Self::Country => "holdfast-country",
            Self::Theme => "holdfast-theme",
            Self::Database => "holdfast-database",
            Self::Home => "holdfast-home",
            Self::Numbers => "holdfast-numbers",
            Self::Side => "holdfast-side",
        }
    }

    /// What was chosen, if anything.
    #[must_use]
    pub fn read(self) -> Option<String> {
        storage()?.get_item(self.key()).ok()?
    }

    /// Keeps a choice, as far as the browser lets us: one that keeps nothing
    /// forgets it with the page, which already shows it.
    pub fn write(self, value: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(self.key(), value);
        }
    }

    /// Forgets a choice.
    pub fn clear(self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(self.key());
        }
    }
}

/// Nothing where the browser blocks it, as some do in private windows.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
