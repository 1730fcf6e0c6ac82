//! What became of a promise.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::window::Window;

/// What became of a promise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The window has not closed, and nothing has happened yet.
    Waiting,
    /// A reply was released before the window closed.
    Kept,
    /// The window closed without a reply.
    Missed,
    /// Missed, then answered with the repair acknowledged.
    Repaired,
    /// No answer is owed: the therapist ended the exchange, or the patient
    /// asked for none.
    Closed,
}

/// What happened to one promise, each at its instant by the relay's clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PromiseEvents {
    /// The first reply was released.
    pub answered_at: Option<DateTime<Utc>>,
    /// A reply that owns the miss was released.
    pub repaired_at: Option<DateTime<Utc>>,
    /// The exchange was ended without a reply.
    pub closed_at: Option<DateTime<Utc>>,
}

/// What had become of `promise` at `now`; events after `now` do not count yet.
///
/// Ending the exchange lets go of a promise only while its window has not
/// closed: a miss stays a miss until it is repaired (product rule 6).
pub fn outcome(promise: &Window, events: &PromiseEvents, now: DateTime<Utc>) -> Outcome {
    let happened = |event: Option<DateTime<Utc>>| event.filter(|at| *at <= now);
    let in_time =
        |event: Option<DateTime<Utc>>| happened(event).is_some_and(|at| at < promise.closes);

    if in_time(events.answered_at) {
        Outcome::Kept
    } else if in_time(events.closed_at) {
        Outcome::Closed
    } else if now < promise.closes {
        Outcome::Waiting
    } else if happened(events.repaired_at).is_some() {
        Outcome::Repaired
    } else {
        Outcome::Missed
    }
}
