//! Words. Views take them from here and from nowhere else.
//!
//! `locales/<language>/<namespace>.json` hold the sentences; [`times`] is the
//! one place where times become words.

mod language;
pub mod times;

pub use language::Language;

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
