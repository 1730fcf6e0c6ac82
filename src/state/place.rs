//! Where things stand in a conversation's thread, and how much of the thread
//! is here.

use chrono::{DateTime, Utc};
use holdfast_protocol::EnvelopeId;

/// Where something that has left stands in its conversation's thread; ordered
/// oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ThreadPlace {
    /// When it left the relay for its readers.
    pub left: DateTime<Utc>,
    /// Its envelope.
    pub id: EnvelopeId,
}

impl ThreadPlace {
    /// Before all that left at `at` or later.
    #[must_use]
    pub const fn before(at: DateTime<Utc>) -> Self {
        Self {
            left: at,
            id: EnvelopeId::from_bytes([0; 16]),
        }
    }

    /// After all that left at `at` or earlier.
    #[must_use]
    pub const fn after(at: DateTime<Utc>) -> Self {
        Self {
            left: at,
            id: EnvelopeId::from_bytes([0xff; 16]),
        }
    }
}

/// How far something has come on its way into the thread, in the order in which
/// it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its readers can have it.
    Left,
    /// The relay has it and holds it back.
    Held,
    /// This device alone has it, as the how manieth of its outbox: its clock may
    /// have been set back between two.
    Here(u32),
}

/// How much of what is stored of a conversation is in memory: all from one
/// place on, and whatever has not left yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// Whether more is stored that left earlier.
    pub older: bool,
    /// The oldest place that is here; none where nothing is.
    pub from: Option<ThreadPlace>,
}

/// Which letters of a conversation to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// The newest.
    Newest,
    /// Those just older than this place.
    Older(ThreadPlace),
    /// Those just newer than this place.
    Newer(ThreadPlace),
    /// Those around this instant.
    At(DateTime<Utc>),
}
