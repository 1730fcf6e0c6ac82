//! One row of a feed, as the relay keeps it.

use super::letters::conversation;
use chrono::{DateTime, Utc};
use holdfast_protocol::{AlarmNews, AlarmStep, Envelope, EnvelopeId, Event, Receipt, Release};

/// One row of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Letter(EnvelopeId, Receipt),
    Moved(EnvelopeId, Release),
    Withdrawn(EnvelopeId),
    /// News of the alarm that a letter began: that it has, or that it is over.
    Alarm(EnvelopeId, DateTime<Utc>, bool),
}

/// News as the relay tells it.
pub(super) fn news(letter: EnvelopeId, at: DateTime<Utc>, over: bool) -> AlarmNews {
    AlarmNews {
        conversation: conversation(),
        letter,
        at,
        what: if over {
            AlarmStep::Unanswered
        } else {
            AlarmStep::Begun
        },
    }
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
            (Self::Alarm(letter, at, over), Event::Alarm(told)) => {
                *told == news(*letter, *at, *over)
            }
            _ => false,
        }
    }
}
