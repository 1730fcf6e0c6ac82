//! What can go wrong for a person, as values; only views make words of it.

use holdfast_protocol::{LinkError, RelayError};
use holdfast_sync::{LinkTrouble, StoreTrouble};

/// Why a letter could not be kept. The words are still with the writer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum KeepTrouble {
    /// There is nothing in it.
    #[error("the letter is empty")]
    Empty,
    /// More characters than one letter may have.
    #[error("the letter has {characters} characters; {most} fit")]
    TooLong {
        /// How many there are.
        characters: usize,
        /// How many fit.
        most: usize,
    },
    /// Nobody to seal it for yet.
    #[error("nobody has joined this conversation yet")]
    NobodyThere,
    /// Sealing failed; nothing is sent in the clear.
    #[error("the letter could not be sealed")]
    NotSealed,
    /// The device could not store it.
    #[error("the device could not store it: {0}")]
    NotStored(StoreTrouble),
}

/// Why joining did not work.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum JoinTrouble {
    /// The link is not whole.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// A name is needed.
    #[error("a name is needed")]
    NameMissing,
    /// The name is too long.
    #[error("the name has more than {most} characters")]
    NameTooLong {
        /// How many characters fit.
        most: usize,
    },
    /// The relay said no.
    #[error(transparent)]
    Relay(#[from] RelayError),
    /// The relay was not reached, or its answer made no sense.
    #[error("the relay could not be reached: {0}")]
    NotReached(LinkTrouble),
    /// What came back was not made with this invitation's secret.
    #[error("the invitation's card does not fit its secret")]
    NotTheirs,
    /// The device could not store it.
    #[error("the device could not store it: {0}")]
    NotStored(StoreTrouble),
}

/// What everyone on this device should know until it has passed.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// The device's database does not open or lost its way.
    Store(StoreTrouble),
    /// This device is signed out; what waits is kept.
    SignedOut,
    /// Another database was begun in the place of this one; it keeps nothing
    /// more.
    Moved,
    /// The app is too old for the relay; what waits is kept.
    TooOld,
    /// The device's clock is off by more than two minutes.
    ClockOff {
        /// How many seconds the device is ahead; negative when behind.
        ahead_seconds: i64,
    },
}
