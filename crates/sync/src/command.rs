//! What an engine wants done.

use crate::{CommitId, LinkTrouble, Moment, Place, RequestId, RestoreId, StoreTrouble, Waiting};
use chrono::{DateTime, Utc};
use core::{fmt, time::Duration};
use holdfast_protocol::{EnvelopeId, FeedItem, Receipt, Refusal, SyncRequest};

/// Something for the driver to do.
#[derive(Clone, PartialEq, Eq)]
pub enum Command {
    /// Read the store and say [`crate::Input::Restored`] or
    /// [`crate::Input::NotRestored`].
    Restore(RestoreId),
    /// Store these changes, all or none, and say
    /// [`crate::Input::Committed`] or [`crate::Input::CommitFailed`].
    Commit(CommitId, Vec<Change>),
    /// Post this to the relay and say [`crate::Input::Answered`] or
    /// [`crate::Input::Failed`]; give up after the time given.
    Send(RequestId, SyncRequest, Duration),
    /// Let the rest of the app know.
    Tell(Notice),
}

// Not derived: sealed bytes are nothing to look at.
impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Restore(id) => f.debug_tuple("Restore").field(id).finish(),
            Self::Commit(id, changes) => f.debug_tuple("Commit").field(id).field(changes).finish(),
            Self::Send(id, request, patience) => f
                .debug_struct("Send")
                .field("id", id)
                .field("cursor", &request.cursor)
                .field("submissions", &request.submissions.len())
                .field("patience", patience)
                .finish(),
            Self::Tell(notice) => f.debug_tuple("Tell").field(notice).finish(),
        }
    }
}

/// One change to the store. A commit's changes are applied in their order,
/// all or none; [`crate::Store::apply`] says what each asks of a store.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// Put this into the outbox, in the place of one with the same id.
    Keep(Waiting),
    /// Take this from the outbox and store it as sent.
    Settle {
        /// The submission.
        id: EnvelopeId,
        /// Its sequence in this account's feed, where that is known already.
        sequence: Option<u64>,
        /// The relay's confirmation.
        receipt: Receipt,
    },
    /// Leave this in the outbox as needing its writer.
    Refuse {
        /// The submission.
        id: EnvelopeId,
        /// The relay's reason.
        refusal: Refusal,
    },
    /// Take this from the outbox: its writer gave it up.
    Forget {
        /// The submission.
        id: EnvelopeId,
    },
    /// Store this item of the feed.
    Receive(FeedItem),
    /// Remember this place. With another epoch the feed starts anew, and
    /// everything that was ever sent from here, and may be missing in that life
    /// of the relay, goes back into the outbox ([`crate::offer_again`] chooses).
    Advance(Place),
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keep(waiting) => f.debug_tuple("Keep").field(waiting).finish(),
            Self::Settle { id, sequence, .. } => write!(f, "Settle({id}, {sequence:?})"),
            Self::Refuse { id, refusal } => write!(f, "Refuse({id}, {refusal:?})"),
            Self::Forget { id } => write!(f, "Forget({id})"),
            Self::Receive(item) => write!(f, "Receive({})", item.sequence),
            Self::Advance(place) => f.debug_tuple("Advance").field(place).finish(),
        }
    }
}

/// Something that the rest of the app may want to show.
#[derive(Clone, PartialEq, Eq)]
pub enum Notice {
    /// On this device's disk.
    Kept(EnvelopeId),
    /// Not on this device's disk: the text is with its writer alone.
    NotKept(EnvelopeId, StoreTrouble),
    /// A retry or a discard could not be stored; all is as it was.
    NotDone(EnvelopeId, StoreTrouble),
    /// In a request that is under way.
    OnItsWay(Vec<EnvelopeId>),
    /// That request came to nothing; they are still kept.
    BackToKept(Vec<EnvelopeId>),
    /// Confirmed by the relay, and the confirmation is stored.
    Settled(EnvelopeId, Receipt),
    /// The relay will not take it as it is, and that is stored.
    NeedsYou(EnvelopeId, Refusal),
    /// Given up by its writer, and that is stored.
    Discarded(EnvelopeId),
    /// New in the feed, and stored.
    Arrived(Vec<FeedItem>),
    /// The store holds other things than this engine knew of, as after another
    /// tab's work: read again what is shown.
    ChangedElsewhere,
    /// Whether the relay was reached.
    Link(LinkState),
    /// The store could not be read, or not take what arrived; it is tried
    /// again.
    Store(StoreTrouble),
    /// The relay's clock, which is the one that counts.
    RelayTime {
        /// The relay's time …
        now: DateTime<Utc>,
        /// … at this moment of the device's.
        at: Moment,
        /// Whether that is a demonstration clock.
        demo: bool,
    },
    /// All that the relay had for this account at this instant of its clock is
    /// stored here.
    CaughtUp(DateTime<Utc>),
    /// The relay's database was restored: everything is offered again.
    OfferedAgain,
    /// Nothing is sent until the app is renewed; the outbox stays.
    ClientTooOld,
    /// The relay does not know this device. The outbox stays, and it is tried
    /// again now and then: [`LinkState::Reached`] says that it is over.
    SignedOut,
}

impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept(id) => write!(f, "Kept({id})"),
            Self::NotKept(id, trouble) => write!(f, "NotKept({id}, {trouble:?})"),
            Self::NotDone(id, trouble) => write!(f, "NotDone({id}, {trouble:?})"),
            Self::OnItsWay(ids) => write!(f, "OnItsWay({ids:?})"),
            Self::BackToKept(ids) => write!(f, "BackToKept({ids:?})"),
            Self::Settled(id, _) => write!(f, "Settled({id})"),
            Self::NeedsYou(id, refusal) => write!(f, "NeedsYou({id}, {refusal:?})"),
            Self::Discarded(id) => write!(f, "Discarded({id})"),
            Self::Arrived(items) => write!(f, "Arrived({})", items.len()),
            Self::ChangedElsewhere => f.write_str("ChangedElsewhere"),
            Self::Link(state) => write!(f, "Link({state:?})"),
            Self::Store(trouble) => write!(f, "Store({trouble:?})"),
            Self::RelayTime { now, at, demo } => write!(f, "RelayTime({now}, {at:?}, {demo})"),
            Self::CaughtUp(at) => write!(f, "CaughtUp({at})"),
            Self::OfferedAgain => f.write_str("OfferedAgain"),
            Self::ClientTooOld => f.write_str("ClientTooOld"),
            Self::SignedOut => f.write_str("SignedOut"),
        }
    }
}

/// Whether the relay was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// The last request was answered.
    Reached,
    /// The last request was not.
    NotReached {
        /// Why.
        trouble: LinkTrouble,
        /// When it is tried again, unless something happens before.
        again: Moment,
    },
}
