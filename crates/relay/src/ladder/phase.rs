//! What an alarm is waiting for.

use super::delivery::{Notice, earlier};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What an alarm is waiting for. Added to at the end: alarms are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Phase {
    /// The step's time has come.
    Due,
    /// The step is being told, or has been.
    Telling {
        /// When the first way took its notice on: the delay counts from then.
        told: Option<DateTime<Utc>>,
        notices: Vec<Notice>,
    },
    /// Nobody has answered.
    Unanswered,
    /// Somebody has.
    Acknowledged,
    /// Nobody could be told in the round before: the next one waits.
    Pausing {
        /// Since when.
        since: DateTime<Utc>,
        /// Until when.
        until: DateTime<Utc>,
    },
}

impl Phase {
    /// The clock was set back by so much: what was written by it before counts
    /// from that much earlier, so that what has passed stays passed.
    pub(super) fn set_back(&mut self, by: TimeDelta) {
        match self {
            Self::Telling { told, notices } => {
                *told = told.map(|told| earlier(told, by));
                for notice in notices {
                    notice.delivery = notice.delivery.set_back(by);
                }
            }
            Self::Pausing { since, until } => {
                *since = earlier(*since, by);
                *until = earlier(*until, by);
            }
            Self::Due | Self::Unanswered | Self::Acknowledged => {}
        }
    }

    /// Where `now` is before what was written, the clock was set back while
    /// nobody watched it: what waits then waits from now on, and no longer than
    /// it would have.
    pub(super) fn keeps_to(&mut self, now: DateTime<Utc>) {
        match self {
            Self::Telling { told, notices } => {
                *told = told.map(|told| told.min(now));
                for notice in notices {
                    notice.delivery = notice.delivery.not_after(now);
                }
            }
            Self::Pausing { since, until } if *since > now => {
                *until = now + (*until - *since);
                *since = now;
            }
            _ => {}
        }
    }
}
