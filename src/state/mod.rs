//! What the app knows. The models here are pure and tested natively; `Desk`
//! is the one handle that pages hold, and the driver behind it the one place
//! that runs the sync engine's commands.

mod alarms;
mod answers;
mod beyond;
mod book;
mod check_ins;
mod closings;
mod conversation;
mod heeded;
mod identity;
mod ladder;
mod late;
mod ledger;
mod letter;
mod looking_back;
mod notebook;
mod noticing;
mod opening;
mod order;
mod owed;
mod paging;
mod person;
mod place;
mod plans;
mod promises;
mod proposals;
mod quiet;
pub mod reading;
pub mod search;
mod series;
mod shared;
mod stretch;
mod tail;
mod taking;
mod triage;
mod trouble;
mod unsent;
mod unworking;

#[cfg(target_family = "wasm")]
mod choices;
#[cfg(target_family = "wasm")]
mod desk;
#[cfg(target_family = "wasm")]
mod driver;
#[cfg(target_family = "wasm")]
pub(crate) mod joining;
#[cfg(target_family = "wasm")]
pub mod page;
#[cfg(target_family = "wasm")]
mod pause;
#[cfg(target_family = "wasm")]
mod route;
#[cfg(target_family = "wasm")]
mod side;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

pub use answers::{Answers, NewCheckIn, draft_with, drafted};
pub use beyond::Beyond;
pub use book::{Book, DueSoon, TodayEntry, Why};
pub use check_ins::{Asked, CheckInEntry, noticed_in, points, schedule, total};
pub use closings::ClosingEntry;
pub use conversation::Conversation;
pub use heeded::{Heeded, Shown};
pub use identity::{Identity, Joining};
pub use ladder::{Happened, Ladder, Rung};
pub use late::{Unlooked, unlooked, with_unlooked, without_unlooked};
pub use ledger::LedgerEntry;
pub use letter::{Author, Letter, LetterState, Outside, Standing};
pub use notebook::{DraftOf, Folder, NOTE_PURPOSE, Note};
#[cfg(target_family = "wasm")]
pub use noticing::get_to_know;
pub use noticing::{noticed, to_know, within_reach};
pub use opening::{
    Opened, Opener, Unopened, conversation_of, envelope_of, open_event, open_submission,
};
pub use owed::Owed;
pub use person::Person;
pub use place::{Around, Reach, Stage, ThreadPlace};
pub use plans::{PlanEntry, changes, contact_line, dialled, says_the_same, together};
pub use promises::Given;
pub use proposals::{ProposalEntry, ProposalState};
pub use quiet::{quiet_line, quiet_part, quiet_rules, still_quiet, with_quiet, words_at};
pub use series::{Point, Series};
pub use shared::SharedEntry;
pub use stretch::Stretch;
pub use tail::{Entry, SLACK, TAIL};
pub use triage::{Pressing, TakenOn};
pub use trouble::{JoinTrouble, KeepTrouble, Trouble};
pub use unsent::{Lies, NeverSent, Unsent};
pub use unworking::{Unworking, read_numbers, read_unworking, with_unworking, write_numbers};

#[cfg(all(target_family = "wasm", feature = "therapist"))]
pub use crate::platform::push::{PushState, PushTrouble};
#[cfg(target_family = "wasm")]
pub use crate::platform::storage::Keeping;
#[cfg(target_family = "wasm")]
pub use choices::{Choices, Theme};
#[cfg(target_family = "wasm")]
pub use desk::{Desk, DeskLink, NewLetter, Session};
#[cfg(target_family = "wasm")]
pub use pause::Pause;
#[cfg(target_family = "wasm")]
pub use route::Route;
