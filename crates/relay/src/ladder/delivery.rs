//! One notice on its way to the server of its way, and how often it is tried.

use super::Heard;
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::Way;
use serde::{Deserialize, Serialize};

/// How long after a failure that may pass a notice is tried again, in seconds.
/// Within a minute whoever cannot be reached has cost their step: the next one
/// may be there.
const AGAIN_AFTER: [i64; 3] = [2, 8, 20];

/// A notice to the people of one step, by one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notice {
    pub(super) way: Way,
    pub(super) delivery: Delivery,
}

/// How far a notice is. Added to at the end: alarms are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Delivery {
    /// It is handed over from then on.
    From(DateTime<Utc>, u8),
    /// The way's server has it.
    Told,
    /// It cannot be handed over.
    Failed,
    /// Some of their devices have it, and the others are tried again from then on.
    Others(DateTime<Utc>, u8),
}

impl Notice {
    /// Whether what comes of it is waited for.
    pub(super) const fn is_asked(&self) -> bool {
        self.delivery.from().is_some()
    }

    /// Whether it has reached nobody, and may yet.
    pub(super) const fn is_under_way(&self) -> bool {
        matches!(self.delivery, Delivery::From(..))
    }
}

impl Delivery {
    pub(super) const fn is_told(self) -> bool {
        matches!(self, Self::Told | Self::Others(..))
    }

    /// From when on it is handed over.
    pub(super) const fn from(self) -> Option<DateTime<Utc>> {
        match self {
            Self::From(at, _) | Self::Others(at, _) => Some(at),
            Self::Told | Self::Failed => None,
        }
    }

    pub(super) fn after(self, now: DateTime<Utc>, heard: Heard) -> Self {
        let (tries, given_up) = match self {
            Self::From(_, tries) => (tries, Self::Failed),
            Self::Others(_, tries) => (tries, Self::Told),
            Self::Told | Self::Failed => return self,
        };
        let pause = AGAIN_AFTER.get(usize::from(tries));
        let again = pause.and_then(|pause| now.checked_add_signed(TimeDelta::seconds(*pause)));
        match (heard, again) {
            (Heard::Accepted, _) | (Heard::Partly, None) => Self::Told,
            (Heard::Partly, Some(again)) => Self::Others(again, tries + 1),
            (Heard::Later, Some(again)) => match self {
                Self::Others(..) => Self::Others(again, tries + 1),
                _ => Self::From(again, tries + 1),
            },
            (Heard::Later, None) | (Heard::Never, _) => given_up,
        }
    }

    /// As it is by a clock that was set back by so much.
    pub(super) fn set_back(self, by: TimeDelta) -> Self {
        match self {
            Self::From(at, tries) => Self::From(earlier(at, by), tries),
            Self::Others(at, tries) => Self::Others(earlier(at, by), tries),
            over => over,
        }
    }

    /// As it may be at `now`, where that is before what was written: nothing
    /// waits for longer than it ever would.
    pub(super) fn not_after(self, now: DateTime<Utc>) -> Self {
        let soonest = |at: DateTime<Utc>, tries: u8| {
            let pause = usize::from(tries).checked_sub(1);
            let pause = pause.and_then(|last| AGAIN_AFTER.get(last)).unwrap_or(&0);
            at.min(now + TimeDelta::seconds(*pause))
        };
        match self {
            Self::From(at, tries) => Self::From(soonest(at, tries), tries),
            Self::Others(at, tries) => Self::Others(soonest(at, tries), tries),
            over => over,
        }
    }
}

/// The same instant by a clock that was set back by so much.
pub(super) fn earlier(at: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    at.checked_sub_signed(by).unwrap_or(at)
}
