//! A zone's clocks for calendar programs that do not know the zone, or know it
//! by another release of the database.

use chrono::{DateTime, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};

use super::text::{Text, stamp};
use crate::window::Window;
use crate::zone::{Change, Tz};

/// Wall times in the file are this close to the span.
const RIM: TimeDelta = TimeDelta::days(2);

/// How far summer time is ahead at most, in seconds.
const SUMMER_TIME_MAX: i32 = 2 * 60 * 60;

/// Where the first offset begins if the clocks were never changed before, on
/// the wall.
const LONG_AGO: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// Writes how the clocks of `zone` go from a little before `span` to a little
/// after it.
pub(super) fn write(text: &mut Text, zone: Tz, span: Window) {
    let from = span.opens.checked_sub_signed(RIM).unwrap_or(span.opens);
    let until = span.closes.checked_add_signed(RIM).unwrap_or(span.closes);
    let within = zone
        .changes()
        .filter(|change| from < change.at && change.at <= until);
    text.line("BEGIN", "VTIMEZONE");
    text.line("TZID", zone.name());
    for change in [last_before(zone, from)].into_iter().chain(within) {
        // The table does not tell summer time from a new standard time. Little
        // hangs on it, but that no summer time is a day ahead.
        let forward = change.after - change.before;
        let component = if (1..=SUMMER_TIME_MAX).contains(&forward) {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        // Each by itself: of several in one, some programs miss the first.
        text.line("BEGIN", component);
        text.line("DTSTART", &local(change));
        text.line("TZOFFSETFROM", &offset(change.before));
        text.line("TZOFFSETTO", &offset(change.after));
        text.line("END", component);
    }
    text.line("END", "VTIMEZONE");
}

/// The change after which the clocks go as they do at `instant`.
fn last_before(zone: Tz, instant: DateTime<Utc>) -> Change {
    let last = zone
        .changes()
        .take_while(|change| change.at <= instant)
        .last();
    last.unwrap_or_else(|| {
        let offset = zone.offset_from_utc_datetime(&instant.naive_utc());
        let offset = offset.fix().local_minus_utc();
        let long_ago = LONG_AGO - TimeDelta::seconds(offset.into());
        Change {
            at: instant.min(long_ago),
            before: offset,
            after: offset,
        }
    })
}

/// What the clocks show when they are changed.
fn local(change: Change) -> String {
    let offset = TimeDelta::seconds(change.before.into());
    let local: Option<NaiveDateTime> = change.at.naive_utc().checked_add_signed(offset);
    stamp(local.unwrap_or(change.at.naive_utc()))
}

/// Such as `+0545`; no offset of the database has seconds.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
