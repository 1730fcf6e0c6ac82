//! Who is at this device, and whether the relay was reached.

use holdfast_protocol::{AccountId, ConversationId, Role};
use holdfast_sync::{LinkTrouble, StoreTrouble};

/// Who is at this device.
#[derive(Debug, Clone, PartialEq)]
pub enum Session {
    /// Not known yet: the database is being opened.
    Opening,
    /// Nobody: an invitation is needed.
    Nobody {
        /// A join was begun here and not finished.
        unfinished: bool,
        /// Somebody was here, and the browser has taken everything away.
        taken_away: bool,
    },
    /// Somebody.
    Here {
        /// Their account.
        account: AccountId,
        /// Patient or therapist.
        role: Role,
        /// The name to be called by.
        name: String,
        /// A patient's conversation.
        home: Option<ConversationId>,
    },
    /// The database does not open.
    Shut(StoreTrouble),
    /// Holdfast was removed from this device just now.
    Removed {
        /// Whether nothing at all is left; else another tab holds on to an
        /// empty database.
        whole: bool,
    },
}

/// Whether the relay was reached last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskLink {
    /// Not tried yet.
    Unknown,
    /// It was.
    Reached,
    /// It was not.
    NotReached(LinkTrouble),
}
