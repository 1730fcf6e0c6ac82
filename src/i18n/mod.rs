//! Words. Views take them from here and from nowhere else.
//!
//! `locales/<language>/<namespace>.json` hold the sentences, `build.rs` gives
//! them their names, and a browser loads those of one language
//! (docs/decisions/app-words.md); [`times`] is the one place where times become
//! words.

mod fill;
mod language;
mod listed;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod locale_tests;
pub mod times;

pub use fill::fill;
pub use language::Language;
pub use listed::listed;

pub mod names {
    //! The sentences' names, as the locale files have them.
    #![allow(
        missing_docs,
        non_upper_case_globals,
        clippy::all,
        clippy::pedantic,
        reason = "generated from the locale files"
    )]
    use super::Key;
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
}

/// The number of a sentence's line in every language's file.
#[derive(Clone, Copy)]
pub struct Key(u16);

#[cfg(target_family = "wasm")]
mod speaking;
#[cfg(not(target_family = "wasm"))]
#[path = "speaking_native.rs"]
mod speaking;
use speaking::say_in;
#[cfg(target_family = "wasm")]
pub use speaking::{I18n, Speaking, learn, speak, spoken, use_i18n};

/// One sentence in the language spoken: `t_string!(words, letters.title)`.
#[cfg(target_family = "wasm")]
#[macro_export]
macro_rules! t_string {
    ($words:expr, $namespace:ident $(. $name:ident)+) => {
        $crate::i18n::Speaking::say($words, $crate::i18n::names::$namespace$(::$name)+)
    };
}
#[cfg(target_family = "wasm")]
pub use t_string;
