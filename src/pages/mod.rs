//! Screens, one folder each. What needs no browser in them (pictures, forms)
//! is tested natively; only the views are gated.

pub mod agreement;
pub mod conversation;
#[cfg(target_family = "wasm")]
pub mod help;
#[cfg(target_family = "wasm")]
pub mod join;
pub mod people;
#[cfg(target_family = "wasm")]
mod reading;
pub mod rhythm;
#[cfg(target_family = "wasm")]
pub mod settings;
#[cfg(target_family = "wasm")]
pub mod shell;
#[cfg(target_family = "wasm")]
pub mod today;
#[cfg(target_family = "wasm")]
pub mod welcome;
