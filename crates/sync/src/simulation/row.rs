//! One row of a feed, as the relay keeps it.

use holdfast_protocol::{Envelope, EnvelopeId, Event, Receipt, Release};

/// One row of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Letter(EnvelopeId, Receipt),
    Moved(EnvelopeId, Release),
    Withdrawn(EnvelopeId),
}

impl Entry {
    /// Whether an item of an answer is this row.
    pub(super) fn is(&self, event: &Event) -> bool {
        match (self, event) {
            (
                Self::Letter(id, receipt),
                Event::Yours {
                    id: told,
                    receipt: r,
                },
            ) => id == told && receipt == r,
            (
                Self::Letter(id, receipt),
                Event::Arrived {
                    envelope,
                    receipt: r,
                },
            ) => {
                receipt == r
                    && Envelope::from_bytes(envelope)
                        .is_ok_and(|envelope| envelope.header.id == *id)
            }
            (
                Self::Moved(id, release),
                Event::Moved {
                    id: told,
                    release: r,
                },
            ) => id == told && release == r,
            (Self::Withdrawn(id), Event::Withdrawn { id: told }) => id == told,
            _ => false,
        }
    }
}
