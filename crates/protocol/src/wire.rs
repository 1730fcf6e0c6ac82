//! `POST /v1/sync`: one round trip carries the outbox out and the feed in.

use crate::{AccountId, AlarmNews, ConversationId, EnvelopeId, Epoch};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};

/// The media type of every postcard body.
pub const MEDIA_TYPE: &str = "application/vnd.holdfast.v1";

/// What someone is in a conversation, and in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Writes when they need to.
    Patient,
    /// Answers in agreed windows.
    Therapist,
}

/// One request of one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// The protocol that the device speaks.
    pub protocol: u16,
    /// The epoch that the cursor belongs to; none on a first request.
    pub epoch: Option<Epoch>,
    /// The last feed sequence that this device has stored; 0 for none.
    pub cursor: u64,
    /// Whether the device lacks what it sent itself, as after eviction, and
    /// wants it whole instead of by [`Event::Yours`].
    pub lacks_own: bool,
    /// What waits in the outbox, oldest first, at most
    /// [`crate::SUBMISSIONS_MAX`].
    pub submissions: Vec<Submission>,
}

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

/// The relay's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncResponse {
    /// The relay's time: the one that counts.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub now: DateTime<Utc>,
    /// Which life of the database answers.
    pub epoch: Epoch,
    /// What became of each submission, in their order; nothing where the
    /// request's epoch is not this one, for then none was taken in: the device
    /// first offers again what this life lacks, so that nothing overtakes it.
    pub results: Vec<SubmissionResult>,
    /// What is new, in order of `sequence`, without holes.
    pub items: Vec<FeedItem>,
    /// Whether there is more to fetch at once.
    pub more: bool,
    /// Whether this relay runs on a demonstration clock.
    pub demo: bool,
}

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

/// One item of an account's feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedItem {
    /// 1, 2, 3 … for each account, given out when the item becomes visible.
    pub sequence: u64,
    /// What happened.
    pub event: Event,
}

/// What can happen in a feed. Added to at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An envelope for this account, or one that another device of this
    /// account sent.
    Arrived {
        /// An [`crate::Envelope`]'s bytes.
        envelope: ByteBuf,
        /// When it arrived and whether it has left.
        receipt: Receipt,
    },
    /// An envelope that this very device sent: it has the bytes.
    Yours {
        /// The envelope.
        id: EnvelopeId,
        /// When it arrived and whether it has left.
        receipt: Receipt,
    },
    /// The fate of a held reply of this account has changed: it has left, is
    /// held until another hour, or waits for a word.
    Moved {
        /// The held reply.
        id: EnvelopeId,
        /// Its fate now.
        release: Release,
    },
    /// A held reply of this account was taken back or replaced.
    Withdrawn {
        /// The held reply.
        id: EnvelopeId,
    },
    /// Someone accepted this account's invitation.
    Joined {
        /// Which conversation.
        conversation: ConversationId,
        /// Who.
        account: AccountId,
        /// Their sealed [`crate::Card`].
        card: ByteBuf,
    },
    /// A timing has been accepted by both sides.
    Agreed {
        /// Which conversation.
        conversation: ConversationId,
        /// The timing's document.
        timing: String,
        /// When the acceptance reached the relay.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        accepted: DateTime<Utc>,
    },
    /// News of an alarm, in both sides' feeds.
    Alarm(AlarmNews),
}

/// The body of every HTTP answer that is not a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RelayError {
    /// 400: the body cannot be read.
    #[error("the request could not be read")]
    Unreadable,
    /// 401: no token, or one that is not known or was revoked.
    #[error("this device is not signed in")]
    NotSignedIn,
    /// 403: the account may not do this.
    #[error("not for this account")]
    NotAllowed,
    /// 404: no such invitation.
    #[error("no such thing here")]
    Unknown,
    /// 409: the invitation was accepted by somebody else.
    #[error("the invitation was used before")]
    AlreadyUsed,
    /// 410: the invitation's time is over.
    #[error("the invitation has expired")]
    Expired,
    /// 413: the body is too large.
    #[error("the request is too large")]
    TooLarge,
    /// 426: the device speaks a protocol that this relay no longer knows.
    #[error("the app is too old for this relay")]
    ClientTooOld,
    /// 429: too many requests.
    #[error("too many requests")]
    TooMany,
    /// 503: the relay cannot reach its disk; nothing was stored.
    #[error("the relay is unable to store anything now")]
    Unavailable,
}

/// `/v1/demo`: there only when the relay runs on a demonstration clock.
pub mod demo {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    /// `POST /v1/demo/go`: moves the relay's time on to an instant, never back;
    /// answered with [`DemoTime`].
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    pub struct DemoGo {
        /// The instant.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        pub to: DateTime<Utc>,
    }

    /// `POST /v1/demo/skip` answers with the relay's time after the skip.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    pub struct DemoTime {
        /// The relay's time.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        pub now: DateTime<Utc>,
        /// Whether there was a window to skip to.
        pub moved: bool,
    }
}
