//! The object stores of the database.

/// One object store; keys are text, values are bytes.
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
    /// Envelopes sent and received, by id.
    Mail,
    /// Feed events that are no envelopes.
    Events,
}

impl Shelf {
    /// Every shelf.
    pub const ALL: [Self; 6] = [
        Self::Identity,
        Self::Notes,
        Self::Place,
        Self::Outbox,
        Self::Mail,
        Self::Events,
    ];

    /// The object store's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Notes => "notes",
            Self::Place => "place",
            Self::Outbox => "outbox",
            Self::Mail => "mail",
            Self::Events => "events",
        }
    }
}
