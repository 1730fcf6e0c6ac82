//! One letter as its reader or writer sees it, and where it is.

use crate::state::Stage;
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Answer, EnvelopeId, HoldReason, Noticed, OutsideRhythm, Receipt, Refusal, Release,
};
use holdfast_rhythm::{Promise, Window};

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

impl Standing {
    /// When it left the relay for its readers, if it has.
    #[must_use]
    pub fn left(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Arrived(receipt) => receipt.release.left(),
            _ => None,
        }
    }

    /// When it reached the relay, if it has.
    #[must_use]
    pub fn arrived(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Arrived(receipt) => Some(receipt.arrived),
            _ => None,
        }
    }

    /// Where something so stands that was written then and is the `nth` of what
    /// this device alone has, if it is of that.
    pub(super) fn place(&self, nth: u32, written: DateTime<Utc>) -> (Stage, DateTime<Utc>) {
        match (self.left(), self.arrived()) {
            (Some(left), _) => (Stage::Left, left),
            (None, Some(arrived)) => (Stage::Held, arrived),
            (None, None) => (Stage::Here(nth), written),
        }
    }
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
    /// The windows named anew, one after each that closed without an answer
    /// (product rule 6), the oldest first.
    pub renewed: Vec<Promise>,
    /// The promised windows that closed without an answer and that this reply
    /// owns.
    pub owns: Vec<Window>,
    /// Whether this reply leaves, or has left, outside the agreed windows.
    pub outside: Option<Outside>,
    /// Why it was to leave outside, whatever the relay made of that.
    pub(super) reason: Option<OutsideRhythm>,
    /// Where it stands among what this device alone has, while it does.
    pub(super) nth: u32,
}

/// A reply outside the agreed windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    /// Its writer says why.
    Explained(OutsideRhythm),
    /// The relay says that it left outside; nothing inside says why.
    Unexplained,
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
    /// A promised window closed without an answer.
    Missed {
        /// The promise that was missed; the last one, if there were several.
        promise: Promise,
        /// The newly named window; none where no window is within reach.
        next: Option<Promise>,
    },
    /// No answer is owed any more: the exchange was ended without one.
    Closed {
        /// Since when.
        at: DateTime<Utc>,
        /// Who ended it.
        by: Author,
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
        self.standing.left()
    }

    /// When it reached the relay, if it has.
    #[must_use]
    pub fn arrived(&self) -> Option<DateTime<Utc>> {
        self.standing.arrived()
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

    /// Notes how far it has come.
    pub(super) fn set_standing(&mut self, standing: Standing) {
        self.outside = match &standing {
            Standing::Arrived(receipt) => match receipt.release {
                Release::LeftOutside(_) => Some(
                    self.reason
                        .clone()
                        .map_or(Outside::Unexplained, Outside::Explained),
                ),
                _ => None,
            },
            // It goes nowhere as it is.
            Standing::NeedsYou(_) => None,
            Standing::Kept | Standing::OnItsWay => self.reason.clone().map(Outside::Explained),
        };
        if standing.arrived().is_some() {
            self.nth = 0;
        }
        self.standing = standing;
    }

    /// The promised windows, the first promise's and those named anew.
    pub fn promises(&self) -> impl Iterator<Item = &Promise> {
        self.promise.iter().chain(&self.renewed)
    }

    /// Where it stands in the thread: the hour its reader can have it, or its
    /// writing while that is open.
    #[must_use]
    pub fn place(&self) -> (Stage, DateTime<Utc>) {
        self.standing.place(self.nth, self.written)
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
