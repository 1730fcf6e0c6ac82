//! The page **Today**: who is owed an answer, most urgent first; what is held;
//! when the next window is.

mod aside;
mod entry;
mod keys;
mod list;
mod noticed;
mod page;

pub use list::today_beside;
pub use noticed::{about_words, noticed_words};
pub use page::TodayPage;
