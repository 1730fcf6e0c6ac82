//! Time away on a calendar: what each day is, and choosing a first and a last
//! day.

use chrono::{Datelike as _, Days, NaiveDate};
use holdfast_rhythm::{AWAY_MAX, parse_date};

use super::form::{AwayForm, ExtraForm, Form, WEEK};
use crate::components::month_calendar::Month;

/// What is on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnTheDay {
    /// Whether a window opens on it.
    pub window: bool,
    /// The time away it lies in, by its row.
    pub away: Option<usize>,
    /// Whether a single window opens on it.
    pub extra: bool,
}

/// What came of choosing a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoseDay {
    /// It is the first; the last is to be chosen.
    First(NaiveDate),
    /// The form with a new time away in its last row, from its first day to its
    /// last.
    Away(Box<Form>, NaiveDate, NaiveDate),
    /// It lies in the time away of that row.
    There(usize),
    /// No more fit into an agreement.
    Full,
}

impl Form {
    /// What is on `date`, as far as the fields can be read.
    #[must_use]
    pub fn on_the_day(&self, date: NaiveDate) -> OnTheDay {
        let away = self.away.iter().position(|away| {
            let dates = (parse_date(&away.from), parse_date(&away.until));
            matches!(dates, (Some(from), Some(until)) if from <= date && date <= until)
        });
        let extra = |extra: &ExtraForm| parse_date(&extra.date) == Some(date);
        OnTheDay {
            window: away.is_none() && self.opens_on(date),
            away,
            extra: self.extra.iter().any(extra),
        }
    }

    /// Whether a window that comes again opens on `date`, away or not.
    fn opens_on(&self, date: NaiveDate) -> bool {
        let Some(first) = parse_date(&self.effective_from) else {
            return false;
        };
        if date < first {
            return false;
        }
        let weeks = monday(date)
            .signed_duration_since(monday(first))
            .num_weeks();
        let day = WEEK.iter().position(|day| *day == date.weekday());
        self.windows.iter().any(|window| {
            let on = day.is_some_and(|day| window.days[day]);
            on && window.hours().is_some() && weeks % i64::from(window.every_weeks.max(1)) == 0
        })
    }

    /// What comes of choosing `date`, once `first` has been chosen or before.
    #[must_use]
    pub fn choose_day(&self, first: Option<NaiveDate>, date: NaiveDate) -> ChoseDay {
        let Some(first) = first else {
            let there = self.on_the_day(date).away;
            return there.map_or(ChoseDay::First(date), ChoseDay::There);
        };
        if self.away.len() >= AWAY_MAX {
            return ChoseDay::Full;
        }
        let (from, until) = (first.min(date), first.max(date));
        let mut form = self.clone();
        form.away.push(AwayForm {
            from: from.to_string(),
            until: until.to_string(),
            note: String::new(),
        });
        ChoseDay::Away(Box::new(form), from, until)
    }
}

/// Where the calendar opens: at the first time away that is not over, or else
/// where the agreement begins.
#[must_use]
pub fn opens_at(form: &Form, today: NaiveDate) -> NaiveDate {
    let ahead = form.away.iter().filter_map(|away| {
        let until = parse_date(&away.until)?;
        let from = parse_date(&away.from)?;
        (until >= today).then_some(from.max(Month::of(today).first_day()))
    });
    let begins = parse_date(&form.effective_from).unwrap_or(today);
    ahead.min().unwrap_or(begins)
}

fn monday(date: NaiveDate) -> NaiveDate {
    let since = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(since)).unwrap_or(date)
}
