//! Check-ins: the page on which one is answered, the word that one is open,
//! and what became of them over time.

pub mod questions;

#[cfg(all(target_family = "wasm", feature = "patient"))]
mod answered;
#[cfg(all(target_family = "wasm", feature = "patient"))]
mod answering;
#[cfg(all(target_family = "wasm", feature = "patient"))]
mod around;
#[cfg(target_family = "wasm")]
mod card;
#[cfg(target_family = "wasm")]
mod courses;
#[cfg(all(target_family = "wasm", feature = "patient"))]
mod fields;
#[cfg(all(target_family = "wasm", feature = "patient"))]
mod page;
#[cfg(target_family = "wasm")]
mod results;
#[cfg(target_family = "wasm")]
mod words;

#[cfg(target_family = "wasm")]
pub use card::check_in_card;
#[cfg(target_family = "wasm")]
pub use courses::courses;
#[cfg(all(target_family = "wasm", feature = "patient"))]
pub use page::check_in_page;
#[cfg(target_family = "wasm")]
pub use words::{in_short, measure_name, rule_in_words, rule_name, rules_in_words};

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
