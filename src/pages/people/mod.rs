//! The page **People**: everyone a therapist writes with, and invitations.

pub mod standing;

#[cfg(target_family = "wasm")]
mod invitation;
#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
mod person;

#[cfg(target_family = "wasm")]
pub use page::PeoplePage;
