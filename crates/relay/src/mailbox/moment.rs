//! When something happens in a conversation: no two things at one instant.

use chrono::{DateTime, TimeDelta, Utc};

/// The finest step of time, as on the wire and on disk.
const STEP: TimeDelta = TimeDelta::milliseconds(1);

/// How far the clock may be behind the last moment and still be only set right
/// by a little, or busy with a great many letters at once; what stands further
/// ahead is of a clock that was wrong, and nothing waits for it.
const BEHIND_MAX: TimeDelta = TimeDelta::minutes(2);

/// When something happens that comes to a conversation at `now`, after all that
/// happened at `last` or before: a step after that at least.
///
/// So the instants at which letters left are their order, on every device.
#[must_use]
pub fn moment(now: DateTime<Utc>, last: Option<DateTime<Utc>>) -> DateTime<Utc> {
    match last {
        Some(last) if last >= now && last - now < BEHIND_MAX => after(last),
        _ => now,
    }
}

/// Up to when, not included, what happened counts as the last there at `now`.
#[must_use]
pub fn within_reach(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_add_signed(BEHIND_MAX).unwrap_or(now)
}

/// The next instant after this one.
pub(super) fn after(at: DateTime<Utc>) -> DateTime<Utc> {
    at.checked_add_signed(STEP).unwrap_or(at)
}
