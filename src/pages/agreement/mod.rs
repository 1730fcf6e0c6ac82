//! The page **Agreement**: a therapist writes a version and proposes it.

pub mod away;
pub mod board;
pub mod check_in_form;
pub mod draft;
pub mod escalation_form;
pub mod form;
pub mod grid;
pub mod history;
pub mod ladder_field;
pub mod places;
pub mod pointer;
pub mod problem;
pub mod reading;
pub mod spells;
pub mod warnings;

#[cfg(target_family = "wasm")]
mod bar;
#[cfg(target_family = "wasm")]
mod calendar;
#[cfg(target_family = "wasm")]
mod check_in_fields;
#[cfg(target_family = "wasm")]
mod check_ins;
#[cfg(target_family = "wasm")]
mod chosen;
#[cfg(target_family = "wasm")]
mod editor;
#[cfg(target_family = "wasm")]
mod escalation;
#[cfg(target_family = "wasm")]
mod escalation_step;
#[cfg(target_family = "wasm")]
mod escalation_words;
#[cfg(target_family = "wasm")]
mod fields;
#[cfg(target_family = "wasm")]
mod grid_words;
#[cfg(target_family = "wasm")]
mod keeping;
#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
mod preview;
#[cfg(target_family = "wasm")]
mod proposing;
#[cfg(target_family = "wasm")]
mod row_fields;
#[cfg(target_family = "wasm")]
mod rows;
#[cfg(target_family = "wasm")]
mod sentences;
#[cfg(target_family = "wasm")]
mod warning_words;
#[cfg(target_family = "wasm")]
mod week;

#[cfg(target_family = "wasm")]
pub use page::AgreementPage;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod around_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod check_in_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod grid_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
