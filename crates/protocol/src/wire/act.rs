//! What a device asks of the relay.

use crate::EnvelopeId;
use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};

/// One thing that a device asks of the relay. The same id with other bytes is
/// an error, not a repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The envelope's id where `act` carries one, else an id of its own.
    pub id: EnvelopeId,
    /// What is asked.
    pub act: Act,
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Hand this envelope on, holding it if the rhythm says so.
    Send {
        /// An [`crate::Envelope`]'s bytes.
        envelope: ByteBuf,
    },
    /// Hand this proposal on and remember its timing until it is accepted.
    Propose {
        /// The sealed proposal.
        envelope: ByteBuf,
        /// The part that the relay may know.
        timing: SignedTiming,
    },
    /// Hand this acceptance on and put the timing in force.
    Accept {
        /// The sealed acceptance.
        envelope: ByteBuf,
        /// The accepted timing, signed by the one who accepts. Its document
        /// must equal the proposed one byte for byte.
        timing: SignedTiming,
    },
    /// Put this envelope in the place of a held reply: it leaves at the same
    /// opening, the next one.
    Replace {
        /// The held reply.
        held: EnvelopeId,
        /// The new envelope.
        envelope: ByteBuf,
    },
    /// Take a held reply back.
    Withdraw {
        /// The held reply.
        held: EnvelopeId,
    },
    /// Let a held reply go at its window although they have written since.
    SendRegardless {
        /// The held reply.
        held: EnvelopeId,
    },
    /// Hand this reply on at once, although no window is open: the therapist's
    /// override, whose reason is sealed inside. Inside a window it leaves like
    /// any other.
    SendOutside {
        /// An [`crate::Envelope`]'s bytes.
        envelope: ByteBuf,
        /// The held reply whose place it takes.
        instead_of: Option<EnvelopeId>,
    },
    /// The therapist has taken this letter's alarm on: nobody else is told.
    /// Without effect where no alarm is open.
    Acknowledge {
        /// The letter that began the alarm, or joined it.
        letter: EnvelopeId,
    },
}

impl Act {
    /// The bytes of the envelope that it carries; none for an act that is only
    /// about a held reply.
    #[must_use]
    pub const fn envelope(&self) -> Option<&ByteBuf> {
        match self {
            Self::Send { envelope }
            | Self::Propose { envelope, .. }
            | Self::Accept { envelope, .. }
            | Self::Replace { envelope, .. }
            | Self::SendOutside { envelope, .. } => Some(envelope),
            Self::Withdraw { .. } | Self::SendRegardless { .. } | Self::Acknowledge { .. } => None,
        }
    }

    /// The held reply that it takes back, or takes the place of: that one never
    /// leaves any more.
    #[must_use]
    pub const fn takes_back(&self) -> Option<EnvelopeId> {
        match self {
            Self::Replace { held, .. } | Self::Withdraw { held } => Some(*held),
            Self::SendOutside { instead_of, .. } => *instead_of,
            Self::Send { .. }
            | Self::Propose { .. }
            | Self::Accept { .. }
            | Self::SendRegardless { .. }
            | Self::Acknowledge { .. } => None,
        }
    }
}

/// The timing part of an agreement (zone, windows, time away, extra windows,
/// cut-off; no notes, no contacts), as JSON, with one side's signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedTiming {
    /// The JSON text that `holdfast_rhythm::Agreement::timing` writes.
    pub document: String,
    /// Ed25519 by `signer` over the conversation's id and the document.
    pub signature: ByteArray<64>,
}

impl core::fmt::Debug for SignedTiming {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SignedTiming({} bytes)", self.document.len())
    }
}
