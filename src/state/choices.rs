//! What is chosen on this device and is no secret: language, country, look.

use crate::platform::later::spawn_local;
use crate::{
    i18n::{self, Language},
    platform::{page, preferences::Preference, words, worker},
};
use leptos::prelude::*;

/// Light, dark, or what the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// What the device says.
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    /// What it is kept as; nothing for [`Theme::Device`].
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The theme of a code; [`Theme::Device`] for any other word.
    #[must_use]
    pub fn from_code(code: Option<&str>) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.code() == code)
            .unwrap_or(Self::Device)
    }
}

/// The choices, as signals; `expect_context::<Choices>()` gives them. Choose
/// through the methods, so that the next visit finds the same.
#[derive(Clone, Copy)]
pub struct Choices {
    /// The language of the interface.
    pub language: RwSignal<Language>,
    /// The language that was chosen last and whose words did not arrive.
    pub unreached: RwSignal<Option<Language>>,
    /// The country whose help lines are shown, as ISO 3166-1 alpha-2; none
    /// until somebody chooses (product rule 13).
    pub country: RwSignal<Option<String>>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
}

impl Choices {
    /// What was chosen before. The language is the one whose words the page
    /// has loaded: the one chosen, or the browser's first that we speak where
    /// none was.
    #[must_use]
    pub fn read() -> Self {
        if let Some((code, text)) = words::loaded()
            && let Some(language) = Language::from_tag(&code)
            && i18n::learn(language, text)
        {
            i18n::speak(language);
        }
        Self {
            language: RwSignal::new(i18n::spoken()),
            unreached: RwSignal::new(None),
            country: RwSignal::new(Preference::Country.read()),
            theme: RwSignal::new(Theme::from_code(Preference::Theme.read().as_deref())),
        }
    }

    /// Chooses the language and loads its words if they are not here; then
    /// the page is built anew, in the language as it was where they did not
    /// arrive, and `done` is called.
    pub fn choose_language_then(self, language: Language, done: impl FnOnce() + 'static) {
        spawn_local(async move {
            let code = language.code();
            let here = i18n::speak(language)
                || (words::load(code).await).is_some_and(|text| i18n::learn(language, text));
            if here && i18n::speak(language) {
                Preference::Language.write(code);
                worker::keep_words(code);
            }
            self.unreached.set((!here).then_some(language));
            self.language.set(i18n::spoken());
            done();
        });
    }

    /// Chooses the country; an empty code takes the choice back.
    pub fn choose_country(self, code: &str) {
        if code.is_empty() {
            Preference::Country.clear();
            self.country.set(None);
        } else {
            Preference::Country.write(code);
            self.country.set(Some(code.to_owned()));
        }
    }

    /// Chooses light or dark; the page follows at once.
    pub fn choose_theme(self, theme: Theme) {
        match theme.code() {
            Some(code) => Preference::Theme.write(code),
            None => Preference::Theme.clear(),
        }
        page::set_theme(theme.code());
        self.theme.set(theme);
    }
}
