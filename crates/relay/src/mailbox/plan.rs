//! What a decision changes in the store.

use super::{Hold, Sealed};
use crate::ladder::Ladder;
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AccountId, ConversationId, DeviceId, EnvelopeId, Event, Receipt, Release, SignedTiming,
};
use serde::{Deserialize, Serialize};

/// The changes that an accepted submission makes, in order. The store also
/// remembers the submission's id and digest for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The answer to the sender.
    pub receipt: Receipt,
    /// The envelope whose release a repeated receipt quotes.
    pub about: Option<EnvelopeId>,
    /// The rows to write.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Store an envelope.
    Keep(Kept),
    /// Let an envelope appear in a feed.
    Show {
        /// Whose feed.
        to: AccountId,
        /// Who wrote it.
        writer: AccountId,
        /// The envelope.
        id: EnvelopeId,
        /// Its receipt as of now.
        receipt: Receipt,
    },
    /// Change the fate of a held reply and tell its writer's feed.
    Move {
        /// Who wrote it.
        writer: AccountId,
        /// The held reply.
        id: EnvelopeId,
        /// Its fate from now on.
        fate: Fate,
    },
    /// Say something else in a feed.
    Tell {
        /// Whose feed.
        to: AccountId,
        /// What.
        event: Event,
    },
    /// Remember a proposed timing; an open proposal before it is superseded.
    Propose {
        /// Where.
        conversation: ConversationId,
        /// The proposal's envelope.
        proposal: EnvelopeId,
        /// What, signed by the proposer.
        timing: SignedTiming,
    },
    /// Put the open proposal in force.
    Agree {
        /// Where.
        conversation: ConversationId,
        /// What, signed by the one who accepts.
        timing: SignedTiming,
        /// From when it counts as accepted.
        accepted: DateTime<Utc>,
    },
    /// Begin an alarm, or let the letter join the one that is open there.
    Page {
        /// Where.
        conversation: ConversationId,
        /// Who wrote the letter.
        writer: AccountId,
        /// The letter.
        letter: EnvelopeId,
        /// When it arrived.
        arrived: DateTime<Utc>,
        /// Whom to tell.
        ladder: Ladder,
    },
    /// Nobody else is told of the alarm that this letter began or joined.
    Acknowledge {
        /// The letter.
        letter: EnvelopeId,
    },
}

/// An envelope to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its header and bytes.
    pub sealed: Sealed,
    /// The device that sent it.
    pub device: DeviceId,
    /// When it arrived.
    pub arrived: DateTime<Utc>,
    /// Whether it leaves.
    pub fate: Fate,
}

/// What becomes of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its readers have it since then.
    Left(DateTime<Utc>),
    /// Its readers have it since then, outside the agreed windows, by its
    /// writer's override. That stays on record for ever.
    LeftOutside(DateTime<Utc>),
    /// Nobody has it yet.
    Held(Hold),
    /// Nobody will ever have it.
    Withdrawn,
}

impl Fate {
    /// How a receipt words it; nothing for a letter that was withdrawn.
    #[must_use]
    pub fn release(self) -> Option<Release> {
        match self {
            Self::Left(at) => Some(Release::Left(at)),
            Self::LeftOutside(at) => Some(Release::LeftOutside(at)),
            Self::Held(hold) => Some(hold.into()),
            Self::Withdrawn => None,
        }
    }

    /// What the writer's feed says when this becomes the fate of `id`.
    #[must_use]
    pub fn event(self, id: EnvelopeId) -> Event {
        match self.release() {
            Some(release) => Event::Moved { id, release },
            None => Event::Withdrawn { id },
        }
    }
}

/// A row of a feed as it is stored: an envelope is named, not copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// The envelope that the row names.
    Letter(Receipt),
    /// Anything else.
    Told(Event),
}

impl Entry {
    /// The event that `device` gets for this row.
    ///
    /// `letter` is the envelope that the row names, with the device it came
    /// from. Nothing comes back where a row that should name one does not.
    #[must_use]
    pub fn event(
        self,
        letter: Option<(EnvelopeId, DeviceId, Vec<u8>)>,
        device: DeviceId,
        lacks_own: bool,
    ) -> Option<Event> {
        let receipt = match self {
            Self::Told(event) => return Some(event),
            Self::Letter(receipt) => receipt,
        };
        let (id, from, bytes) = letter?;
        Some(if from == device && !lacks_own {
            Event::Yours { id, receipt }
        } else {
            Event::Arrived {
                envelope: bytes.into(),
                receipt,
            }
        })
    }
}
