//! An agreement's rules, laid out so that any date can be asked directly.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc, Weekday};

use crate::document::{AgreementDocument, DAY_NAMES, WindowRule};
use crate::order::sort_by_key;
use crate::wall_time::{WallTime, resolve};
use crate::zone::Tz;

#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    pub(crate) zone: Tz,
    pub(crate) first_date: NaiveDate,
    /// Indexed by days from Monday.
    weekdays: [Vec<Regular>; 7],
    /// Disjoint, in order, both ends included.
    away: Vec<(NaiveDate, NaiveDate)>,
    /// In order of date.
    extra: Vec<(NaiveDate, Hours)>,
}

/// A window's wall times on the date on which it opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Hours {
    pub(crate) opens: WallTime,
    pub(crate) closes: WallTime,
}

#[derive(Clone, Copy, Debug)]
struct Regular {
    hours: Hours,
    every_weeks: i64,
}

impl Hours {
    /// The date on which the window closes, if the calendar reaches it.
    pub(crate) fn closing_date(self, date: NaiveDate) -> Option<NaiveDate> {
        if self.closes < self.opens {
            date.checked_add_days(Days::new(1))
        } else {
            Some(date)
        }
    }

    /// Minutes from opening to closing on the wall.
    pub(crate) fn minutes(self) -> u32 {
        let (opens, closes) = (self.opens.minutes(), self.closes.minutes());
        let day = WallTime::END_OF_DAY.minutes();
        u32::from(if closes < opens {
            closes + day - opens
        } else {
            closes - opens
        })
    }
}

impl Schedule {
    pub(crate) fn new(document: &AgreementDocument, zone: Tz) -> Self {
        let mut extra: Vec<(NaiveDate, Hours)> = document
            .extra
            .iter()
            .map(|window| {
                let (opens, closes) = (window.opens, window.closes);
                (window.date, Hours { opens, closes })
            })
            .collect();
        sort_by_key(&mut extra, |(date, hours)| (*date, hours.opens));
        Self {
            zone,
            first_date: document.effective_from,
            weekdays: DAY_NAMES.map(|(_, day)| regular_on(&document.windows, day)),
            away: merged(document.away.iter().map(|away| (away.from, away.until))),
            extra,
        }
    }

    /// Local midnight of the first date.
    pub(crate) fn starts(&self) -> DateTime<Utc> {
        resolve(self.zone, self.first_date, WallTime::MIDNIGHT)
    }

    /// The spans away, disjoint and in order.
    pub(crate) fn away(&self) -> &[(NaiveDate, NaiveDate)] {
        &self.away
    }

    /// The windows that open on `date`.
    pub(crate) fn on(&self, date: NaiveDate) -> impl Iterator<Item = Hours> {
        let begun = date >= self.first_date;
        let extra_from = self.extra.partition_point(|(extra, _)| *extra < date);
        let extra = self.extra[extra_from..]
            .iter()
            .take_while(move |(extra, _)| begun && *extra == date)
            .map(|(_, hours)| *hours);
        self.regular_on(date).chain(extra)
    }

    /// The windows that come again and open on `date`.
    pub(crate) fn regular_on(&self, date: NaiveDate) -> impl Iterator<Item = Hours> {
        let open = date >= self.first_date && self.away_on(date).is_none();
        let week = weeks_between(self.first_date, date);
        let weekday = date.weekday().num_days_from_monday() as usize;
        self.weekdays[weekday]
            .iter()
            .filter(move |regular| open && week % regular.every_weeks == 0)
            .map(|regular| regular.hours)
    }

    /// The first date after `date` that may have windows: spans away are
    /// crossed in one step, stopping only at extra windows.
    pub(crate) fn date_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        let next = date.succ_opt()?;
        let Some((_, until)) = self.away_on(next) else {
            return Some(next);
        };
        let back = until.succ_opt()?;
        let extra_from = self.extra.partition_point(|(extra, _)| *extra < next);
        let extra = self.extra.get(extra_from).map(|(extra, _)| *extra);
        Some(extra.map_or(back, |extra| extra.min(back)))
    }

    fn away_on(&self, date: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let index = self.away.partition_point(|(_, until)| *until < date);
        self.away
            .get(index)
            .copied()
            .filter(|(from, _)| *from <= date)
    }
}

fn regular_on(rules: &[WindowRule], day: Weekday) -> Vec<Regular> {
    let mut regular: Vec<Regular> = rules
        .iter()
        .filter(|rule| rule.days.contains(&day))
        .map(|rule| Regular {
            hours: Hours {
                opens: rule.opens,
                closes: rule.closes,
            },
            every_weeks: i64::from(rule.every_weeks.max(1)),
        })
        .collect();
    sort_by_key(&mut regular, |regular| regular.hours.opens);
    regular
}

/// Whole ISO weeks from the week of `first` to the week of `date`.
pub(crate) fn weeks_between(first: NaiveDate, date: NaiveDate) -> i64 {
    let week = |date: NaiveDate| (i64::from(date.num_days_from_ce()) - 1).div_euclid(7);
    week(date) - week(first)
}

fn merged(spans: impl Iterator<Item = (NaiveDate, NaiveDate)>) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans: Vec<_> = spans.collect();
    sort_by_key(&mut spans, |span| *span);
    let mut disjoint: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, until) in spans {
        match disjoint.last_mut() {
            Some((_, last)) if from <= last.succ_opt().unwrap_or(*last) => {
                *last = until.max(*last);
            }
            _ => disjoint.push((from, until)),
        }
    }
    disjoint
}
