//! What the engine needs of a store.

mod continues;
mod memory;
mod offer;

use crate::{Change, Restored};

pub use continues::continues;
pub use memory::{MemoryStore, Mishap, Stored};
pub use offer::offer_again;

/// The device's lasting memory: an outbox, what was sent, what arrived, and
/// the place in the feed.
///
/// Several tabs may use one store at once, each with an engine of its own, so
/// every change must be safe to apply twice and out of date. The suite in
/// `conformance` (feature `testing`) checks it all.
#[expect(async_fn_in_trait, reason = "browser futures are never Send")]
pub trait Store {
    /// The outbox and the place in the feed, as of one instant.
    ///
    /// # Errors
    /// When the store cannot be read.
    async fn restore(&self) -> Result<Restored, StoreTrouble>;

    /// Stores all `changes`, in their order and in one transaction, or none of
    /// them. Returns only when they survive a crash of the app; what comes with
    /// an `Advance` may be lost with the device's power, all of it together, for
    /// the relay gives it again.
    ///
    /// - `Keep` puts an entry into the outbox, or in the place of the one with
    ///   its id there; an id that was settled already and is not there again
    ///   stays away.
    /// - `Settle` moves the entry from the outbox to what was sent; where it
    ///   was moved before it says nothing new, for the feed may have moved it on
    ///   since; an unknown id is let pass.
    /// - `Refuse` and `Forget` let an unknown id pass. What is forgotten after it
    ///   was sent in an earlier life of the relay is never offered again, nor is
    ///   what it took back.
    /// - `Receive` stores an envelope once, however often and under whatever
    ///   sequence it comes: known by its id, also among what was sent. What is
    ///   not past the cursor that stood before the commit, in the same epoch,
    ///   was stored before and may have been moved on since: it is let pass.
    ///   What is withdrawn goes, but from what was sent; by whichever device, it
    ///   is never offered again, and leaves the outbox where it is already.
    /// - `Advance` never moves the cursor back within one epoch. Another epoch
    ///   replaces the place, keeps all that is stored, and copies what
    ///   [`offer_again`] chooses from what was sent back into the outbox, before
    ///   all that waits there: whichever way the place goes, for a commit that
    ///   was overtaken may bring an older life's confirmations. What does not
    ///   continue the feed as it is stored ([`continues`]) is refused whole.
    ///
    /// # Errors
    /// When not all could be stored; then nothing is.
    async fn apply(&self, changes: &[Change]) -> Result<(), StoreTrouble>;
}

/// Why a store could not do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreTrouble {
    /// There is no room left.
    #[error("the device has no room left")]
    Full,
    /// The connection to the store was closed; the next try opens it anew.
    #[error("the device's storage was closed")]
    Closed,
    /// The store did not answer in time.
    #[error("the device's storage does not answer")]
    Silent,
    /// What is stored cannot be read.
    #[error("the device's storage is damaged")]
    Damaged,
    /// A newer build has changed the store; this one must not write to it.
    #[error("the device's storage belongs to a newer version of the app")]
    Newer,
    /// Another tab has changed where the device stands in its feed: what was
    /// to be stored does not continue from there.
    #[error("another tab has changed the device's storage")]
    Overtaken,
    /// The outbox holds something else under this id.
    #[error("something else has this id")]
    IdInUse,
}
