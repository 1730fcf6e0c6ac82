//! People who are there now: the page, and the pieces that the prompt shares.

mod card;
mod filters;
mod found;
mod lines;
mod page;
mod places;
mod reporting;
mod someone;

pub use card::{is_online, line_card};
pub use lines::{anywhere, emergency_call, facts, line_name, ways};
pub use page::HelpPage;
pub use places::{ELSEWHERE, country_name, country_options, has_no_number};
pub use reporting::number_of;
pub use someone::{ToSomeone, someone};
