//! The one door to the clock.

use chrono::{DateTime, TimeDelta, Utc};
use core::sync::atomic::{AtomicI64, Ordering};

/// The relay's time: the one that counts.
pub trait Clock: Send + Sync {
    /// Now, in whole milliseconds as on the wire.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }
}

/// The machine's clock moved ahead, for showing in a minute what takes days.
#[derive(Debug, Default)]
pub struct DemoClock {
    ahead_milliseconds: AtomicI64,
}

impl DemoClock {
    /// A clock ahead of the machine's.
    #[must_use]
    pub fn ahead(by: TimeDelta) -> Self {
        Self {
            ahead_milliseconds: AtomicI64::new(by.num_milliseconds()),
        }
    }

    /// How far ahead this clock must be to show `time` now.
    #[must_use]
    pub fn ahead_for(&self, time: DateTime<Utc>) -> TimeDelta {
        time - SystemClock.now()
    }

    /// Moves on to `time`. Does nothing where that has passed: this clock never
    /// goes back.
    pub fn move_to(&self, time: DateTime<Utc>) {
        let ahead = self.ahead_for(time).num_milliseconds();
        self.ahead_milliseconds.fetch_max(ahead, Ordering::SeqCst);
    }

    /// As a machine's clock that is set back.
    #[cfg(test)]
    pub(crate) fn set_back(&self, by: TimeDelta) {
        self.ahead_milliseconds
            .fetch_sub(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> DateTime<Utc> {
        let ahead = self.ahead_milliseconds.load(Ordering::SeqCst);
        SystemClock.now() + TimeDelta::milliseconds(ahead)
    }
}
