//! The page **Rhythm**: what was agreed and what became of it, as a picture
//! and in words.

pub mod ledger;
pub mod picture;

#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
mod strip;

#[cfg(target_family = "wasm")]
pub use page::RhythmPage;
#[cfg(target_family = "wasm")]
pub use strip::TideStrip;

#[cfg(test)]
mod tests;
