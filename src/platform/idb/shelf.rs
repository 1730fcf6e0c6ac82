//! The object stores of the database.

/// One object store; values are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// The account on this device.
    Identity,
    /// Small records, sealed.
    Notes,
    /// Where the device stands in its feed.
    Place,
    /// Submissions that the relay has not confirmed.
    Outbox,
    /// Letters, replies and closings that have left; the newest first.
    Thread,
    /// What the relay holds back still, by id.
    Held,
    /// Agreements, and feed events that are no envelopes.
    Standing,
    /// All that was ever sent from here, by id: to offer it again to a relay
    /// that was restored from an older backup.
    Sent,
    /// What was promised for letters, under the letters' keys.
    Promises,
    /// Version 1's envelopes, until they are moved.
    Mail,
    /// Version 1's feed events that are no envelopes, until they are moved.
    Events,
}

impl Shelf {
    /// Those that every database of this version has.
    pub const LASTING: [Self; 9] = [
        Self::Identity,
        Self::Notes,
        Self::Place,
        Self::Outbox,
        Self::Thread,
        Self::Held,
        Self::Standing,
        Self::Sent,
        Self::Promises,
    ];

    /// The object store's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Notes => "notes",
            Self::Place => "place",
            Self::Outbox => "outbox",
            Self::Thread => "thread",
            Self::Held => "held",
            Self::Standing => "standing",
            Self::Sent => "sent",
            Self::Promises => "promises",
            Self::Mail => "mail",
            Self::Events => "events",
        }
    }
}

impl AsRef<str> for Shelf {
    fn as_ref(&self) -> &str {
        self.name()
    }
}
