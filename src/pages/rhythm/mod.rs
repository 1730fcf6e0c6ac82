//! The page **Rhythm**: what was agreed and what became of it, as a picture
//! and in words.

pub mod changes;
pub mod facts;
pub mod history;
pub mod looking_back;
mod marks;
pub mod picture;
pub mod saying;
pub mod shoreline;
mod standing;
pub mod time_away;
pub mod week_span;
pub mod weeks;

#[cfg(target_family = "wasm")]
mod agreed;
#[cfg(target_family = "wasm")]
mod agreed_lines;
#[cfg(target_family = "wasm")]
mod change_words;
#[cfg(target_family = "wasm")]
mod coming;
#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
mod promises;
#[cfg(target_family = "wasm")]
mod proposal;
#[cfg(target_family = "wasm")]
mod proposed;
#[cfg(target_family = "wasm")]
mod strip;
#[cfg(target_family = "wasm")]
mod takeaway;
#[cfg(target_family = "wasm")]
mod unreached;
#[cfg(target_family = "wasm")]
mod versions;
#[cfg(target_family = "wasm")]
mod week;
#[cfg(target_family = "wasm")]
mod words;

#[cfg(target_family = "wasm")]
pub use agreed::{Side, agreement_in_words, list, list_of};
#[cfg(target_family = "wasm")]
pub use agreed_lines::skipped_sentence;
#[cfg(target_family = "wasm")]
pub use page::RhythmPage;
#[cfg(target_family = "wasm")]
pub use proposed::{ChosenWeek, proposed};
pub use standing::standing;
#[cfg(target_family = "wasm")]
pub use strip::TideStrip;
#[cfg(target_family = "wasm")]
pub use unreached::to_therapist as unreached_in_words;
#[cfg(target_family = "wasm")]
pub use words::PictureWords;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod agreeing_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
