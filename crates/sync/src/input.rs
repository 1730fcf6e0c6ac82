//! What an engine is told.

use crate::{Restored, StoreTrouble};
use holdfast_protocol::{EnvelopeId, Submission, SyncResponse};

/// Names one reading of the store by one engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RestoreId(pub u64);

/// Names one commit of one engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(pub u64);

/// Names one request of one engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Answers [`crate::Command::Restore`]: what the store holds.
    Restored(RestoreId, Restored),
    /// Answers [`crate::Command::Restore`]: it could not be read.
    NotRestored(RestoreId, StoreTrouble),
    /// Keep this and send it. Whoever writes holds on to the text until
    /// [`crate::Notice::Kept`]; after [`crate::Notice::NotKept`] the very same
    /// submission can be written again without harm.
    Write(Submission),
    /// Try again what needs its writer; nothing happens to anything else.
    Retry(EnvelopeId),
    /// Give up what needs its writer; nothing happens to anything else.
    Discard(EnvelopeId),
    /// The changes of this commit are stored, all of them.
    Committed(CommitId),
    /// The changes of this commit are not stored, none of them.
    CommitFailed(CommitId, StoreTrouble),
    /// The relay answered this request.
    Answered(RequestId, Box<SyncResponse>),
    /// This request came to nothing, as far as the device can tell.
    Failed(RequestId, LinkTrouble),
    /// Something suggests that now is a good moment.
    Woken(Wake),
    /// Nobody looks at the page any more, until [`Wake::Start`],
    /// [`Wake::Visible`] or [`Wake::Asked`].
    Hidden,
    /// Whether a nudge stream is open, so that asking often is needless.
    Listening(bool),
    /// Whether this tab is the one that sends. One that does not lead still
    /// keeps what is written. An engine starts as leader.
    Leading(bool),
    /// [`crate::Engine::poll_timeout`] has come.
    Tick,
}

/// Why now is a good moment to ask the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// The app has started.
    Start,
    /// The browser believes that it has a link.
    Online,
    /// The page is looked at again.
    Visible,
    /// The relay says that something is there.
    Nudge,
    /// The person asked for it.
    Asked,
    /// Another tab has written to the store.
    OtherTabWrote,
}

/// Why a request came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkTrouble {
    /// No answer could be had.
    #[error("the relay could not be reached")]
    Offline,
    /// There was no answer in time.
    #[error("the relay did not answer in time")]
    TimedOut,
    /// 413: the body is larger than something on the way allows.
    #[error("the request was too large")]
    TooLarge,
    /// 401: the token is unknown or was revoked.
    #[error("this device is not signed in")]
    NotSignedIn,
    /// 426: the relay no longer speaks this build's protocol.
    #[error("this app is too old for the relay")]
    TooOld,
    /// 429 and 5xx: the relay is unable to take anything now.
    #[error("the relay is unable to take anything now")]
    Unavailable,
    /// The answer could not be read, as from a hotel's sign-in page.
    #[error("the answer could not be read")]
    Nonsense,
}
