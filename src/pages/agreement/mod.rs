//! The page **Agreement**: a therapist writes a version and proposes it.

#[cfg(target_family = "wasm")]
mod page;

#[cfg(target_family = "wasm")]
pub use page::AgreementPage;
