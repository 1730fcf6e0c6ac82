//! The page **Today**: who is owed an answer, most urgent first; what is held;
//! when the next window is.

mod aside;
mod entry;
mod keys;
mod noticed;
mod page;

pub use noticed::{about_words, noticed_words};
pub use page::TodayPage;
