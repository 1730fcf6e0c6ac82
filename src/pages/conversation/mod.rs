//! The letters of one conversation, and the place to write.

pub mod items;
pub mod outlook;
pub mod revealing;
pub mod thanks;

#[cfg(target_family = "wasm")]
mod actions;
#[cfg(target_family = "wasm")]
mod beneath;
#[cfg(target_family = "wasm")]
mod closing_line;
#[cfg(target_family = "wasm")]
mod compose;
#[cfg(target_family = "wasm")]
mod ending;
#[cfg(target_family = "wasm")]
mod finding;
#[cfg(target_family = "wasm")]
mod foot;
#[cfg(target_family = "wasm")]
mod getting_ready;
#[cfg(target_family = "wasm")]
mod going;
#[cfg(target_family = "wasm")]
mod holding;
#[cfg(target_family = "wasm")]
mod ladder;
#[cfg(all(target_family = "wasm", feature = "patient"))]
mod late;
#[cfg(target_family = "wasm")]
mod leaving_line;
#[cfg(target_family = "wasm")]
mod missed;
#[cfg(target_family = "wasm")]
mod no_longer;
#[cfg(target_family = "wasm")]
mod notes;
#[cfg(target_family = "wasm")]
#[cfg(feature = "therapist")]
mod noticed_words;
#[cfg(target_family = "wasm")]
mod noticing;
#[cfg(target_family = "wasm")]
mod outside;
#[cfg(target_family = "wasm")]
mod outside_dialog;
#[cfg(target_family = "wasm")]
mod outside_words;
#[cfg(target_family = "wasm")]
mod owning;
#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
mod promise_line;
#[cfg(target_family = "wasm")]
mod prompt;
#[cfg(target_family = "wasm")]
mod reading;
#[cfg(target_family = "wasm")]
mod sheet;
#[cfg(target_family = "wasm")]
mod status;
#[cfg(target_family = "wasm")]
mod thread;
#[cfg(target_family = "wasm")]
mod trouble;
#[cfg(target_family = "wasm")]
mod waiting;
#[cfg(target_family = "wasm")]
mod writing;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

#[cfg(target_family = "wasm")]
pub use beneath::beneath;
#[cfg(target_family = "wasm")]
pub use compose::more_ways;
#[cfg(target_family = "wasm")]
pub use foot::ways_through;
#[cfg(target_family = "wasm")]
pub use ladder::ladder;
#[cfg(all(target_family = "wasm", feature = "patient"))]
pub use late::look_again;
#[cfg(all(target_family = "wasm", feature = "patient"))]
pub use noticing::{Noticing, assessed};
#[cfg(target_family = "wasm")]
pub use page::{ConversationPage, HomePage};
#[cfg(all(target_family = "wasm", feature = "patient"))]
pub(in crate::pages) use prompt::concern_line;
#[cfg(target_family = "wasm")]
pub use reading::Reading;
#[cfg(target_family = "wasm")]
pub use trouble::trouble_words;
#[cfg(target_family = "wasm")]
pub use writing::FIELD as LETTER_FIELD;
#[cfg(target_family = "wasm")]
pub use writing::Writing;
