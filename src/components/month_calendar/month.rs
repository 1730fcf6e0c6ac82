//! Which days a month shows, and where a key leads.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// Six weeks: enough for every month, so that the calendar never changes its
/// height.
pub const CELLS: usize = 42;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month in which `date` lies.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self {
            first: date.with_day(1).unwrap_or(date),
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The day in one of the [`CELLS`], week by week from a Monday on: the days
    /// of the months around it, too.
    #[must_use]
    pub fn day(self, cell: usize) -> NaiveDate {
        let since_monday = self.first.weekday().num_days_from_monday();
        let monday = back(self.first, u64::from(since_monday));
        on(monday, u64::try_from(cell).unwrap_or(0))
    }

    /// The cell in which `date` stands, if it does.
    #[must_use]
    pub fn cell(self, date: NaiveDate) -> Option<usize> {
        let days = date.signed_duration_since(self.day(0)).num_days();
        usize::try_from(days).ok().filter(|cell| *cell < CELLS)
    }

    /// Whether `date` is one of its own days.
    #[must_use]
    pub fn has(self, date: NaiveDate) -> bool {
        Self::of(date) == self
    }
}

/// A way through the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// So many days on; back for fewer than 0.
    Days(i64),
    /// To the Monday of the week.
    Monday,
    /// To its Sunday.
    Sunday,
    /// The same day so many months on, or the last of a shorter month.
    Months(i32),
}

/// Where a walk leads; as far as the calendar goes.
#[must_use]
pub fn walked(date: NaiveDate, walk: Walk) -> NaiveDate {
    let since_monday = u64::from(date.weekday().num_days_from_monday());
    match walk {
        Walk::Days(days) if days < 0 => back(date, days.unsigned_abs()),
        Walk::Days(days) => on(date, days.unsigned_abs()),
        Walk::Monday => back(date, since_monday),
        Walk::Sunday => on(date, 6 - since_monday),
        Walk::Months(months) => {
            let by = Months::new(months.unsigned_abs());
            let there = if months < 0 {
                date.checked_sub_months(by)
            } else {
                date.checked_add_months(by)
            };
            there.filter(within).unwrap_or(date)
        }
    }
}

fn on(date: NaiveDate, days: u64) -> NaiveDate {
    let there = date.checked_add_days(Days::new(days));
    there.filter(within).unwrap_or(date)
}

fn back(date: NaiveDate, days: u64) -> NaiveDate {
    let there = date.checked_sub_days(Days::new(days));
    there.filter(within).unwrap_or(date)
}

/// Fields for dates and agreements know years of four digits.
fn within(date: &NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}
