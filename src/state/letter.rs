//! One letter as its reader or writer sees it, and where it is.

use chrono::{DateTime, Utc};
use holdfast_protocol::{Answer, EnvelopeId, HoldReason, Noticed, Receipt, Refusal, Release};
use holdfast_rhythm::Promise;

/// Who wrote a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The person at this device.
    Me,
    /// The other side.
    Them,
}

/// How far a letter has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// On this device's disk.
    Kept,
    /// In a request that is under way.
    OnItsWay,
    /// Refused; waits for its writer.
    NeedsYou(Refusal),
    /// On the relay's disk.
    Arrived(Receipt),
}

/// One letter, opened.
#[derive(Clone, PartialEq)]
pub struct Letter {
    /// Its envelope's id.
    pub id: EnvelopeId,
    /// Who wrote it.
    pub author: Author,
    /// The words.
    pub text: String,
    /// When it was written.
    pub written: DateTime<Utc>,
    /// Whether its writer is owed an answer.
    pub answer: Answer,
    /// What the writer's device noticed.
    pub noticed: Option<Noticed>,
    /// How far it has come.
    pub standing: Standing,
    /// The promise given for it: only a patient's letter that has arrived
    /// under an agreement has one.
    pub promise: Option<Promise>,
}

/// The one line under a letter (product rule 14), derived and never stored.
#[derive(Debug, Clone, PartialEq)]
pub enum LetterState {
    /// Kept on this device.
    Kept,
    /// On its way.
    OnItsWay,
    /// Could not be taken; its writer decides.
    NeedsYou(Refusal),
    /// With the relay, without a promise: nothing is agreed yet.
    WithRelay {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// With the relay; its writer asked for no answer.
    NoAnswerNeeded {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// Promised.
    Promised {
        /// Since when the relay has it.
        since: DateTime<Utc>,
        /// The promise.
        promise: Promise,
    },
    /// The promised window closed without an answer.
    Missed {
        /// The promise that was missed.
        promise: Promise,
    },
    /// Answered.
    Answered {
        /// When the answer left.
        at: DateTime<Utc>,
    },
    /// A reply that leaves at its window; can be changed or taken back.
    HeldUntil(DateTime<Utc>),
    /// A held reply that waits for its writer's word.
    WaitsForWord(HoldReason),
    /// A reply that has left.
    Left(DateTime<Utc>),
    /// The other side's letter: here since then.
    Received(DateTime<Utc>),
}

impl Letter {
    /// When it left the relay for its readers, if it has.
    #[must_use]
    pub fn left(&self) -> Option<DateTime<Utc>> {
        match &self.standing {
            Standing::Arrived(receipt) => receipt.release.left(),
            _ => None,
        }
    }

    /// When it reached the relay, if it has.
    #[must_use]
    pub fn arrived(&self) -> Option<DateTime<Utc>> {
        match &self.standing {
            Standing::Arrived(receipt) => Some(receipt.arrived),
            _ => None,
        }
    }

    /// Whether the relay holds it back for now.
    #[must_use]
    pub fn is_held(&self) -> bool {
        matches!(
            &self.standing,
            Standing::Arrived(Receipt {
                release: Release::HeldUntil(_) | Release::Waits(_),
                ..
            })
        )
    }

    /// Where it stands in the thread: the hour its reader can have it, or its
    /// writing while that is open.
    #[must_use]
    pub fn place(&self) -> (bool, DateTime<Utc>) {
        match self.left() {
            Some(at) => (false, at),
            None => (true, self.arrived().unwrap_or(self.written)),
        }
    }
}

impl core::fmt::Debug for Letter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Letter")
            .field("id", &self.id)
            .field("author", &self.author)
            .field("standing", &self.standing)
            .finish_non_exhaustive()
    }
}
