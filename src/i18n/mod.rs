//! Words. Views take them from here and from nowhere else.
//!
//! `locales/<language>/<namespace>.json` hold the sentences; [`times`] is the
//! one place where times become words.

mod fill;
mod language;
mod listed;
#[cfg(test)]
mod locale_tests;
pub mod times;

pub use fill::fill;
pub use language::Language;
pub use listed::listed;

#[cfg(target_family = "wasm")]
mod words {
    #![allow(missing_docs, reason = "generated from the locale files")]
    #![allow(
        deprecated,
        reason = "the build-script way compiles ICU's data exporter, minutes of building for plurals that we do not use"
    )]
    #![allow(clippy::all, clippy::pedantic, reason = "generated")]
    leptos_i18n::load_locales!();
}

#[cfg(target_family = "wasm")]
pub use words::i18n::*;

/// The handle that gives the words in the language chosen.
#[cfg(target_family = "wasm")]
pub type I18n = leptos_i18n::I18nContext<Locale>;
