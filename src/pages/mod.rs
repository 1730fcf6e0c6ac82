//! Screens, one folder each. What needs no browser in them (pictures, forms)
//! is tested natively; only the views are gated, and what only a therapist
//! sees (`crate::side`).

#[cfg(feature = "therapist")]
pub mod agreement;
pub mod check_in;
pub mod conversation;
#[cfg(target_family = "wasm")]
mod copying;
#[cfg(target_family = "wasm")]
pub mod help;
#[cfg(target_family = "wasm")]
pub mod join;
#[cfg(target_family = "wasm")]
mod language;
#[cfg(target_family = "wasm")]
pub mod later;
#[cfg(feature = "therapist")]
pub mod people;
pub mod plan;
#[cfg(target_family = "wasm")]
pub mod prompt;
#[cfg(target_family = "wasm")]
mod reading;
pub mod rhythm;
#[cfg(target_family = "wasm")]
pub mod settings;
#[cfg(target_family = "wasm")]
pub mod shell;
#[cfg(all(target_family = "wasm", feature = "therapist"))]
pub mod today;
#[cfg(target_family = "wasm")]
mod unsent;
#[cfg(target_family = "wasm")]
pub mod welcome;
