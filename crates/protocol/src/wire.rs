//! `POST /v1/sync`: one round trip carries the outbox out and the feed in.

mod act;
mod demo;
mod error;
mod event;
mod outcome;

pub use act::{Act, SignedTiming, Submission};
pub use demo::{DemoGo, DemoTime};
pub use error::RelayError;
pub use event::{Event, FeedItem};
pub use outcome::{HoldReason, Outcome, Receipt, Refusal, Release, SubmissionResult};

use crate::Epoch;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
