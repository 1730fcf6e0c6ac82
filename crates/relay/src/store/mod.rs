//! What the relay keeps, behind one trait.
//!
//! A store runs the rules of [`crate::mailbox`] inside its transactions. What
//! it answers is on disk: no answer comes before the commit. Every backend
//! must pass the suite in `conformance`.

mod alarms;
#[cfg(test)]
pub(crate) mod conformance;
mod error;
pub mod sqlite;

pub use alarms::{Looked, Notice, NoticeKey, Reach, TakenOn};
pub use error::StoreError;

use crate::{ladder::Heard, mailbox::joining::Invitation};
use chrono::{DateTime, TimeDelta, Utc};
use core::{future::Future, pin::Pin};
use holdfast_protocol::{
    AcceptInvitation, Accepted, AccountId, CreateInvitation, DeviceId, Epoch, FeedItem,
    InvitationId, PushSubscription, RelayError, Role, SubmissionResult, SyncRequest,
};
use std::sync::Arc;

/// What a store answers, once it is on disk.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// What the relay keeps.
pub trait Store: Send + Sync {
    /// Whose token has this digest.
    fn signed_in(&self, token_digest: [u8; 32]) -> Answer<'_, Option<SignedIn>>;

    /// Releases what is due, decides and stores the submissions, and reads on
    /// in the feed.
    fn exchange(&self, exchange: Exchange) -> Answer<'_, Exchanged>;

    /// Releases every reply that is due; says whose feeds have grown.
    fn release(&self, now: DateTime<Utc>) -> Answer<'_, Vec<AccountId>>;

    /// When the next held reply may leave: its hour, or where it had no window
    /// within reach, the next opening after `now`.
    fn next_release(&self, now: DateTime<Utc>) -> Answer<'_, Option<DateTime<Utc>>>;

    /// When the next window of any conversation opens, strictly after `now`.
    fn next_opening(&self, now: DateTime<Utc>) -> Answer<'_, Option<DateTime<Utc>>>;

    /// Stores a therapist's invitation of a patient.
    fn invite(
        &self,
        now: DateTime<Utc>,
        inviter: SignedIn,
        request: CreateInvitation,
    ) -> Answer<'_, Result<(), RelayError>>;

    /// Stores an operator's invitation of a therapist.
    fn invite_therapist(
        &self,
        now: DateTime<Utc>,
        id: InvitationId,
        expires: DateTime<Utc>,
    ) -> Answer<'_, ()>;

    /// The invitation of this id.
    fn invitation(&self, id: InvitationId) -> Answer<'_, Option<Invitation>>;

    /// Makes an account by an invitation.
    fn accept(
        &self,
        now: DateTime<Utc>,
        id: InvitationId,
        request: AcceptInvitation,
    ) -> Answer<'_, Result<Joined, RelayError>>;

    /// Looks at every alarm whose time has come: what is to be handed over, and
    /// when to look again.
    fn look_at_alarms(&self, now: DateTime<Utc>, reach: Arc<dyn Reach>) -> Answer<'_, Looked>;

    /// The clock was set back by so much: open alarms go on by what has passed.
    fn set_alarms_back(&self, by: TimeDelta) -> Answer<'_, ()>;

    /// Looks at the call lists that were proposed since, or that may be reached
    /// otherwise, and tells both sides which steps nobody can be reached at; says
    /// whose feeds have grown.
    fn look_at_lists(
        &self,
        now: DateTime<Utc>,
        reach: Arc<dyn Reach>,
    ) -> Answer<'_, Vec<AccountId>>;

    /// Lets the next look see every call list anew: there may be other contacts.
    fn look_again_at_lists(&self) -> Answer<'_, ()>;

    /// Takes in what came of a notice; says whose feeds have grown.
    fn heard(
        &self,
        now: DateTime<Utc>,
        notice: NoticeKey,
        heard: Heard,
    ) -> Answer<'_, Vec<AccountId>>;

    /// Remembers the digest of a link that takes an alarm on, for whoever is
    /// told under this name.
    fn keep_link(&self, digest: [u8; 32], alarm: i64, name: String) -> Answer<'_, ()>;

    /// Takes on the alarm of a link, if nobody has; none where there is no such
    /// link.
    fn take_on(&self, now: DateTime<Utc>, digest: [u8; 32]) -> Answer<'_, Option<TakenOn>>;

    /// Remembers where to push to for an account, in the place of the oldest
    /// where there are [`PUSHES_MAX`].
    fn subscribe(
        &self,
        now: DateTime<Utc>,
        account: AccountId,
        to: PushSubscription,
    ) -> Answer<'_, ()>;

    /// Forgets where to push to, for one account or for all.
    fn unsubscribe(&self, account: Option<AccountId>, endpoint: String) -> Answer<'_, ()>;

    /// Begins a new life with this random epoch, as after a restore from a
    /// backup: every device offers again what the database lacks.
    fn begin_again(&self, epoch: Epoch) -> Answer<'_, ()>;

    /// Whether there is neither an account nor an invitation yet.
    fn is_empty(&self) -> Answer<'_, bool>;

    /// Writes something and waits until it is on disk.
    fn prove_writable(&self, now: DateTime<Utc>) -> Answer<'_, ()>;

    /// Reads a note.
    fn note(&self, name: Note) -> Answer<'_, Option<String>>;

    /// Writes a note.
    fn set_note(&self, name: Note, value: String) -> Answer<'_, ()>;
}

/// A device whose token is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn {
    /// Its account.
    pub account: AccountId,
    /// The device.
    pub device: DeviceId,
    /// What the account is.
    pub role: Role,
}

/// One sync of one device.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// When it arrived.
    pub now: DateTime<Utc>,
    /// Who asks.
    pub device: SignedIn,
    /// What.
    pub request: SyncRequest,
    /// A random epoch, in case this request proves that the database was
    /// restored from a backup.
    pub spare_epoch: Epoch,
}

/// The outcome of an [`Exchange`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchanged {
    /// The life of the database that the feed's sequences belong to.
    pub epoch: Epoch,
    /// One for each submission, in their order; none where the device's cursor
    /// is of another life, which it must hear of first.
    pub results: Vec<SubmissionResult>,
    /// What is new for the device.
    pub items: Vec<FeedItem>,
    /// Whether there is more.
    pub more: bool,
    /// Whose feeds have grown.
    pub grown: Vec<AccountId>,
}

/// The outcome of accepting an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The relay's yes.
    pub accepted: Accepted,
    /// Whose feeds have grown.
    pub grown: Vec<AccountId>,
}

/// Small things that a store keeps by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// That the database was made by a demonstration.
    Demo,
    /// How far the demonstration clock is ahead, in milliseconds.
    DemoAhead,
    /// The demonstration's invitation link. It carries secrets, so nothing
    /// but a demonstration writes it.
    DemoLink,
}

impl Note {
    /// The name that it is stored under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::DemoAhead => "demo-ahead",
            Self::DemoLink => "demo-link",
        }
    }
}

/// Devices of one account that can be pushed to.
pub const PUSHES_MAX: usize = 8;

/// Bytes of feed items in one answer, at least one item apart: twelve seconds on
/// a link of 64 kbit/s, which is within a device's patience.
pub const ANSWER_BYTES_MAX: usize = 96 * 1024;

/// Feed items in one answer.
pub const ANSWER_ITEMS_MAX: usize = 500;
