//! When a check-in is due.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, Utc, Weekday};
use holdfast_rhythm::{Tz, WallTime, resolve};

/// How often a check-in comes, in the agreement's zone.
#[derive(Debug, Clone, Copy)]
pub struct Schedule<'a> {
    /// Whose wall times.
    pub zone: Tz,
    /// On which days of the week.
    pub days: &'a [Weekday],
    /// Every how many weeks, counted in ISO weeks from the week of `from`.
    pub every_weeks: u32,
    /// From when on the day it can be answered.
    pub opens: WallTime,
    /// Until when; not after `opens` means the next day.
    pub closes: WallTime,
    /// The first day on which one may be due.
    pub from: NaiveDate,
    /// The first day on which none is any more, if there is one.
    pub until: Option<NaiveDate>,
}

/// One dated check-in: the half-open interval in which it can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day on which it opens, in the agreement's zone.
    pub date: NaiveDate,
    /// From when on.
    pub opens: DateTime<Utc>,
    /// Until when.
    pub closes: DateTime<Utc>,
}

impl Due {
    /// Whether it can be answered at `at`.
    #[must_use]
    pub fn contains(&self, at: DateTime<Utc>) -> bool {
        self.opens <= at && at < self.closes
    }
}

impl Schedule<'_> {
    /// Every check-in that can be answered at some moment of `[from, until)`,
    /// in order. Costs time by the days asked about.
    #[must_use]
    pub fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Due> {
        // A day either side: no zone is further than that from UTC, and one may
        // have opened the day before.
        let begin = before(from.date_naive(), 2);
        let end = after(until.date_naive(), 2);
        let mut date = begin.max(self.from);
        let last = self.until.map_or(end, |until| until.min(end));
        let mut all = Vec::new();
        while from < until && date < last {
            if self.is_on(date) {
                let due = self.on(date);
                if due.opens < until && from < due.closes {
                    all.push(due);
                }
            }
            date = after(date, 1);
        }
        all
    }

    /// Whether one is due on that day.
    #[must_use]
    pub fn is_on(&self, date: NaiveDate) -> bool {
        let counts = self.from <= date && self.until.is_none_or(|until| date < until);
        let weeks = (monday(date) - monday(self.from)).num_weeks();
        counts
            && self.days.contains(&date.weekday())
            && weeks % i64::from(self.every_weeks.max(1)) == 0
    }

    /// The check-in of that day. One that the clocks' change would swallow is
    /// open for as long as it says: it must not vanish silently.
    fn on(&self, date: NaiveDate) -> Due {
        let over_night = self.closes <= self.opens;
        let last = if over_night { after(date, 1) } else { date };
        let opens = resolve(self.zone, date, self.opens);
        let closes = resolve(self.zone, last, self.closes);
        let length = i64::from(self.closes.minutes()) - i64::from(self.opens.minutes());
        let length = TimeDelta::minutes(length.rem_euclid(24 * 60));
        let closes = if opens < closes {
            closes
        } else {
            opens + length
        };
        Due {
            date,
            opens,
            closes,
        }
    }
}

fn monday(date: NaiveDate) -> NaiveDate {
    before(date, date.weekday().num_days_from_monday().into())
}

fn before(date: NaiveDate, days: u64) -> NaiveDate {
    let days = Days::new(days);
    date.checked_sub_days(days).unwrap_or(NaiveDate::MIN)
}

fn after(date: NaiveDate, days: u64) -> NaiveDate {
    let days = Days::new(days);
    date.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}
