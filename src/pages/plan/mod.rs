//! The page **My plan**: written by patient and therapist together, in the
//! patient's words.

pub mod form;

#[cfg(target_family = "wasm")]
mod contacts;
#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
mod parts;
#[cfg(target_family = "wasm")]
mod reading;
#[cfg(target_family = "wasm")]
mod sheet;
#[cfg(target_family = "wasm")]
mod versions;
#[cfg(target_family = "wasm")]
mod writing;

#[cfg(target_family = "wasm")]
pub use page::PlanPage;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod form_tests;
