//! People who are there now: the page, and the pieces that the prompt shares.

mod card;
mod lines;
mod page;
mod someone;

pub use card::{is_online, line_card};
pub use lines::{ELSEWHERE, country_options, emergency_call, facts, ways};
pub use page::HelpPage;
pub use someone::someone;
