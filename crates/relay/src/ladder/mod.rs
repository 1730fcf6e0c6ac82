//! The escalation ladder: whom to tell next that a letter asks for somebody
//! now, until somebody has taken it on.
//!
//! [`Alarm`] is the whole of the rules: pure, `now` is an argument. It is kept
//! with the letters (see [`crate::store`]), so that it outlives the process. A
//! task looks at what is due and hands the notices to the [`Ways`];
//! [`Contacts`] is who can be reached and how.

mod alarm;
mod contacts;
mod delivery;
mod lists;
mod phase;
mod plan;
mod rounds;
mod run;
#[cfg(test)]
mod tests;
mod watch;
mod ways;

pub use alarm::{Alarm, Heard};
pub use contacts::{Contact, Contacts, ContactsError, Language, Security, Smtp, Webhook};
pub(crate) use lists::what_changed;
pub use plan::{Ladder, Step};
pub(crate) use run::run;
pub use ways::{KeyError, Outcome, PushKey, Ways, WaysError};
