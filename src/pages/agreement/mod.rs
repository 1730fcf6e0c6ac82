//! The page **Agreement**: a therapist writes a version and proposes it.

pub mod form;
pub mod places;
pub mod problem;

#[cfg(target_family = "wasm")]
mod editor;
#[cfg(target_family = "wasm")]
mod fields;
#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
mod preview;
#[cfg(target_family = "wasm")]
mod proposing;
#[cfg(target_family = "wasm")]
mod rows;
#[cfg(target_family = "wasm")]
mod sentences;

#[cfg(target_family = "wasm")]
pub use page::AgreementPage;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
