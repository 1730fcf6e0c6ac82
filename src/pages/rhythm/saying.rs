//! What the pictures say. Times come in already worded, so that the pictures
//! are built and tested without a language.

use crate::components::tide::{Key, WindowKind};
use crate::state::Author;

/// One thing that a picture says, to be put in words. Each begins small where
/// the language allows, as it may stand inside a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'times> {
    /// At the float.
    Now,
    /// A letter, or a reply that has left.
    Wrote(Author),
    /// A reply that came outside the rhythm.
    WroteOutside(Author),
    /// A reply that owns the miss of a window.
    Owns(&'times str),
    /// Of a letter: not with the clinic yet.
    NotSent,
    /// Of a letter: answered then.
    Answered(&'times str),
    /// Of a letter: promised for that window.
    Promised(&'times str),
    /// Of a letter: its window closed without an answer.
    NotCome,
    /// Of a letter: no answer is needed.
    NoAnswer,
    /// A held reply and when it leaves.
    Leaves(&'times str),
    /// A held reply that waits for its writer's word.
    WaitsForWord,
    /// The end of an exchange without an answer.
    Ended(Author),
    /// Time away, up to its last day.
    Away(&'times str),
    /// Another agreement takes over.
    NewRhythm,
    /// A window that the clocks jump over, with its hours.
    Skipped(&'times str),
    /// A day on which the reader's clocks change, by so many minutes more.
    Clocks(i64),
    /// A window in the table.
    Window(WindowKind),
    /// What a shape stands for.
    Key(Key),
    /// Of a promised window: answered in it, then.
    Kept(&'times str),
    /// The answer did not come in its window, and has not come yet.
    Missed,
    /// The same, with the window named anew.
    MissedNext(&'times str),
    /// It came later, then.
    MissedThen(&'times str),
    /// It came later, then, and was owned by the reply of then.
    Repaired {
        /// Whose reply.
        by: Author,
        /// When the answer came.
        came: &'times str,
        /// When the reply left that owns the miss.
        owned: &'times str,
    },
    /// No answer came or is owed any more; a reply owns the miss.
    Owned {
        /// Whose reply.
        by: Author,
        /// When it left.
        owned: &'times str,
    },
    /// Ended, or no answer was needed.
    NoneOwed,
    /// Not due yet.
    Waiting,
}

/// Puts in words what pictures say.
pub trait Words {
    /// In the reader's language.
    fn say(&self, said: Said<'_>) -> String;
}
