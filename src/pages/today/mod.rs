//! The page **Today**: who is owed an answer, most urgent first; what is held;
//! when the next window is.

mod aside;
mod entry;
mod entry_words;
mod keys;
mod list;
mod lists;
mod noticed;
mod page;
mod taking_on;
mod why;

pub use list::today_beside;
pub use noticed::{about_words, noticed_words};
pub use page::TodayPage;
pub use taking_on::taking_on;
