//! The prompt: people who are there now, shown when words or answers suggest
//! danger. It blocks nothing. Letters and check-ins show the same one.

mod about;
mod own_plan;
mod sentences;
mod view;
mod ways;

pub use crate::state::Shown;
pub use about::{About, Kind, WaysOut};
pub use own_plan::{Callable, callable, own_plan};
pub use sentences::heading;
pub use view::prompt;
