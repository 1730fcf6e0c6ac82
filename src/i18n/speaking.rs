//! The language that the app speaks now, and its sentences.

use std::cell::{Cell, RefCell};

use super::{Key, Language, names::COUNT};
use leptos::prelude::expect_context;

/// A language's sentences, by their keys.
type Sentences = &'static [&'static str];

thread_local! {
    static SPOKEN: Cell<(Language, Sentences)> = const { Cell::new((Language::English, &[])) };
    /// What was loaded since the app was opened.
    static KNOWN: RefCell<Vec<(Language, Sentences)>> = const { RefCell::new(Vec::new()) };
}

/// The handle that gives the words in the language chosen, in context for
/// every page.
#[derive(Clone, Copy)]
pub struct Speaking;

/// The handle that gives the words in the language chosen.
pub type I18n = Speaking;

impl Speaking {
    /// The sentence of this key. Not followed: in another language the whole
    /// app is built anew.
    #[must_use]
    #[inline(never)]
    pub fn say(self, key: Key) -> &'static str {
        let (_, sentences) = SPOKEN.get();
        sentences
            .get(usize::from(key.0))
            .copied()
            .unwrap_or_default()
    }
}

/// The sentence of this key in the language spoken: in a browser nobody reads
/// in another one.
pub(super) fn say_in(_: Language, key: Key) -> &'static str {
    Speaking.say(key)
}

/// The language spoken.
#[must_use]
pub fn spoken() -> Language {
    SPOKEN.get().0
}

/// Speaks `language` from now on, if its sentences are here.
pub fn speak(language: Language) -> bool {
    let known = KNOWN.with_borrow(|known| known.iter().find(|(of, _)| *of == language).copied());
    if let Some(known) = known {
        SPOKEN.set(known);
    }
    known.is_some()
}

/// Learns a language from its file, which has a sentence a line. Kept for as
/// long as the app runs. Says whether it is a file of this build.
pub fn learn(language: Language, file: String) -> bool {
    let mut sentences = Vec::with_capacity(COUNT);
    let file: &'static str = Box::leak(file.into_boxed_str());
    for sentence in file.split('\n') {
        sentences.push(sentence);
    }
    if sentences.len() != COUNT {
        return false;
    }
    KNOWN.with_borrow_mut(|known| known.push((language, Vec::leak(sentences))));
    true
}

/// The words for this page.
///
/// # Panics
/// Outside the app, where nobody provided the language.
#[must_use]
pub fn use_i18n() -> I18n {
    expect_context()
}
