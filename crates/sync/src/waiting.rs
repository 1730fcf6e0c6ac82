//! What the outbox holds, and where the device stands in its feed.

use core::fmt;
use holdfast_protocol::{Act, EnvelopeId, Epoch, Refusal, Submission};
use serde::{Deserialize, Serialize};

/// One submission in the outbox, as it is stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// What is asked of the relay; its content is sealed.
    pub submission: Submission,
    /// Its place in the outbox: lower goes first, ties go by id. Two tabs that
    /// write at the same time may give out the same place.
    pub order: u64,
    /// What it waits for.
    pub standing: Standing,
}

impl Waiting {
    /// The submission's id.
    #[must_use]
    pub fn id(&self) -> EnvelopeId {
        self.submission.id
    }
}

// Not derived: sealed bytes are nothing to look at.
impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let act = match &self.submission.act {
            Act::Send { .. } => "Send",
            Act::Propose { .. } => "Propose",
            Act::Accept { .. } => "Accept",
            Act::Replace { .. } => "Replace",
            Act::Withdraw { .. } => "Withdraw",
            Act::SendRegardless { .. } => "SendRegardless",
            Act::SendOutside { .. } => "SendOutside",
            Act::Acknowledge { .. } => "Acknowledge",
        };
        f.debug_struct("Waiting")
            .field("id", &self.submission.id)
            .field("act", &act)
            .field("order", &self.order)
            .field("standing", &self.standing)
            .finish()
    }
}

/// What a submission in the outbox waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// For a link.
    Waits,
    /// For its writer: the relay will not take it as it is.
    NeedsYou(Refusal),
}

/// Where a device stands in its feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The life of the relay's database that `cursor` counts in.
    pub epoch: Epoch,
    /// The last sequence that is stored here; 0 for none.
    pub cursor: u64,
    /// Whether the device is still fetching what it sent itself in an earlier
    /// life of its storage.
    pub lacks_own: bool,
}

/// What a store holds when it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restored {
    /// Where this device stands; none before the first answer, and after its
    /// storage was taken away.
    pub place: Option<Place>,
    /// The outbox, in any order.
    pub outbox: Vec<Waiting>,
}
