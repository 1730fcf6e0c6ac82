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
mod speaking;
#[cfg(target_family = "wasm")]
pub use speaking::{I18n, Speaking, use_i18n};
#[cfg(target_family = "wasm")]
pub use words::i18n::*;

/// One sentence in the language chosen: `t_string!(words, letters.title)`.
///
/// leptos_i18n's own macro of this name wants its context provider, which
/// brings a parser of language tags, cookies and ICU tables along.
#[cfg(target_family = "wasm")]
#[macro_export]
macro_rules! t_string {
    ($words:expr, $($key:tt)+) => {
        leptos_i18n::td_string!($crate::i18n::Speaking::locale($words), $($key)+)
    };
}
#[cfg(target_family = "wasm")]
pub use t_string;
