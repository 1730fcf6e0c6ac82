//! The language that the app speaks now.

use super::{Language, words::i18n::Locale};
use leptos::prelude::*;

/// The language, in context for every page.
#[derive(Clone, Copy)]
pub struct Speaking(Signal<Language>);

/// The handle that gives the words in the language chosen.
pub type I18n = Speaking;

impl Speaking {
    /// Speaks as `language` says.
    #[must_use]
    pub fn new(language: Signal<Language>) -> Self {
        Self(language)
    }

    /// The locale of the words. Not followed: in another language the whole
    /// app is built anew.
    #[must_use]
    pub fn locale(self) -> Locale {
        match self.0.get_untracked() {
            Language::English => Locale::en,
            Language::German => Locale::de,
        }
    }
}

/// The words for this page.
///
/// # Panics
/// Outside the app, where nobody provided the language.
#[must_use]
pub fn use_i18n() -> I18n {
    expect_context()
}
