//! People who are there now: the page, and the pieces that the prompt shares.

mod card;
mod lines;
mod page;
mod someone;

pub use card::{LineCard, is_online};
pub use lines::{ELSEWHERE, checked, country_options, emergency_call, hours, languages, ways};
pub use page::HelpPage;
pub use someone::Someone;
