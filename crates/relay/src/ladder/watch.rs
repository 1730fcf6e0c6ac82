//! Whether the relay's clock was set back, by one that only goes on.

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;

/// What a clock may be corrected by without a word, in milliseconds.
const UNNOTICED: i64 = 1000;

/// What both clocks showed when they were last looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Watch {
    last: Option<(DateTime<Utc>, Instant)>,
}

impl Watch {
    /// By how much the relay's clock, which shows `now`, was set back since it
    /// was last looked at; none where it was not. A machine that slept meanwhile
    /// hides as much of it, for `steady` may have slept, too.
    pub(super) fn set_back(&self, now: DateTime<Utc>, steady: Instant) -> Option<TimeDelta> {
        let (then, since) = self.last?;
        let passed = TimeDelta::from_std(steady.duration_since(since)).ok()?;
        let by = then.checked_add_signed(passed)? - now;
        (by > TimeDelta::milliseconds(UNNOTICED)).then_some(by)
    }

    /// Both clocks were looked at.
    pub(super) const fn looked(&mut self, now: DateTime<Utc>, steady: Instant) {
        self.last = Some((now, steady));
    }
}
