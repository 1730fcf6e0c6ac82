//! Towards people who are there now: the prompt and the cards of help lines.

mod help_line;
mod help_prompt;

pub use help_line::{HelpAction, HelpWay, help_line_card, help_link};
pub use help_prompt::help_prompt;
