//! Which week.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, Utc};
use holdfast_rhythm::{Tz, WallTime, Window, resolve};

/// Seven days from a Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week of `instant` as `zone` counts its days.
    #[must_use]
    pub fn of(instant: DateTime<Utc>, zone: Tz) -> Self {
        let date = instant.with_timezone(&zone).date_naive();
        let since_monday = date.weekday().num_days_from_monday();
        Self {
            monday: date - Days::new(u64::from(since_monday)),
        }
    }

    /// So many weeks later; earlier for a negative number.
    #[must_use]
    pub fn later(self, weeks: i64) -> Self {
        Self {
            monday: self.monday + TimeDelta::weeks(weeks),
        }
    }

    /// Its first day, a Monday.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.monday
    }

    /// Its last day, a Sunday.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.monday + Days::new(6)
    }

    /// From its first midnight up to its last in `zone`.
    #[must_use]
    pub fn span(self, zone: Tz) -> Window {
        let midnight = |date| resolve(zone, date, WallTime::MIDNIGHT);
        Window {
            opens: midnight(self.monday),
            closes: midnight(self.monday + Days::new(7)),
        }
    }
}
