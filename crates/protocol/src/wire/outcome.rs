//! What became of what was asked.

use crate::EnvelopeId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What became of one submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionResult {
    /// The submission.
    pub id: EnvelopeId,
    /// Its fate.
    pub outcome: Outcome,
}

/// The fate of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// On the relay's disk, now or earlier: a repeat is answered like the
    /// first.
    Accepted(Receipt),
    /// Refused for a reason; the device keeps it as "needs you".
    Refused(Refusal),
}

/// Proof that something is on the relay's disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// When it reached the relay: the instant that promises count from.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub arrived: DateTime<Utc>,
    /// Whether and when it leaves.
    pub release: Release,
}

/// Whether and when an envelope leaves the relay for its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Release {
    /// It has left.
    Left(#[serde(with = "chrono::serde::ts_milliseconds")] DateTime<Utc>),
    /// It leaves then, and can be replaced or withdrawn until then.
    HeldUntil(#[serde(with = "chrono::serde::ts_milliseconds")] DateTime<Utc>),
    /// It waits for its writer's word.
    Waits(HoldReason),
    /// It has left outside the agreed windows, by its writer's override.
    LeftOutside(#[serde(with = "chrono::serde::ts_milliseconds")] DateTime<Utc>),
}

impl Release {
    /// When it left, if it has, inside the windows or outside.
    #[must_use]
    pub const fn left(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Left(at) | Self::LeftOutside(at) => Some(at),
            Self::HeldUntil(_) | Self::Waits(_) => None,
        }
    }
}

/// Why a held reply waits for its writer's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HoldReason {
    /// The other side has written since.
    TheyWroteSince,
    /// The agreement has no window within reach.
    NoWindowWithinReach,
}

/// Why a submission is refused. Added to at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The envelope's bytes are not an envelope, or its id, sender or format
    /// do not fit.
    NotAnEnvelope,
    /// More bytes than [`crate::ENVELOPE_BYTES_MAX`].
    TooLarge {
        /// How many there were.
        bytes: u64,
    },
    /// The sender is no member of the conversation.
    NotAMember,
    /// Another submission had this id.
    IdInUse,
    /// The reply is not held any more, or never was.
    NotHeld,
    /// The timing cannot be read or breaks a rule; says where.
    BadTiming {
        /// The problems, as `holdfast_rhythm::Problem` words them.
        problems: Vec<String>,
    },
    /// The timing comes into force too soon after its proposal.
    TooSoon,
    /// There is no open proposal with these very words.
    NoSuchProposal,
    /// Only the therapist proposes, only the patient accepts.
    WrongRole,
}
