//! Dates as numbers.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};

const MINUTES_PER_DAY: i64 = 24 * 60;

/// Days from the start of the common era to 1 January 1970.
const EPOCH: i64 = 719_163;

/// A date, counted in days: whoever goes through many dates goes through these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Day(i32);

impl Day {
    pub(crate) fn of(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }

    /// The date, if the calendar reaches it.
    pub(crate) fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.0)
    }

    /// So many days later, or earlier.
    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from Monday.
    pub(crate) fn weekday(self) -> usize {
        (self.0 - 1).rem_euclid(7).unsigned_abs() as usize
    }

    /// The number of its ISO week, counted without regard to years.
    pub(crate) fn week(self) -> i32 {
        (self.0 - 1).div_euclid(7)
    }

    /// Minutes from 1970 to its midnight, as if it were UTC.
    pub(crate) fn midnight(self) -> i64 {
        (i64::from(self.0) - EPOCH) * MINUTES_PER_DAY
    }

    /// The day of this minute since 1970, as if it were UTC.
    pub(crate) fn at(minute: i64) -> Self {
        let day = minute.div_euclid(MINUTES_PER_DAY) + EPOCH;
        // An instant is a day that the calendar reaches, give or take one.
        Self(i32::try_from(day).unwrap_or(i32::MAX))
    }
}

/// The instant of a minute since 1970, if the calendar reaches it.
pub(crate) fn instant(minute: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(minute * 60, 0)
}

/// Turns minutes into instants as [`instant`] does. It knows the date of the
/// last one, so that instants of the same day or the next are found fast.
#[derive(Default)]
pub(crate) struct Calendar {
    last: Option<(Day, NaiveDate)>,
}

impl Calendar {
    pub(crate) fn instant(&mut self, minute: i64) -> Option<DateTime<Utc>> {
        let day = Day::at(minute);
        let date = match self.last {
            Some((last, date)) if last == day => date,
            Some((last, date)) if last.plus(1) == day => date.succ_opt()?,
            _ => day.date()?,
        };
        self.last = Some((day, date));
        let seconds = u32::try_from((minute - day.midnight()) * 60).ok()?;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
        Some(date.and_time(time).and_utc())
    }
}
