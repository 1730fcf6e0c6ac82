//! An agreement's rules, laid out so that any date can be asked directly.

use chrono::{DateTime, NaiveDate, Utc, Weekday};

use crate::day::Day;
use crate::document::{AgreementDocument, DAY_NAMES, WindowRule};
use crate::order::sort_by_key;
use crate::wall_time::{WallTime, resolve_on};
use crate::zone::Tz;

#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    pub(crate) zone: Tz,
    pub(crate) first: Day,
    first_week: i32,
    /// Indexed by days from Monday.
    weekdays: [Vec<Regular>; 7],
    /// Disjoint, in order, both ends included.
    away: Vec<(Day, Day)>,
    /// In order of day.
    extra: Vec<(Day, Hours)>,
}

/// A window's wall times on the day on which it opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Hours {
    pub(crate) opens: WallTime,
    pub(crate) closes: WallTime,
}

#[derive(Clone, Copy, Debug)]
struct Regular {
    hours: Hours,
    every_weeks: i32,
}

impl Hours {
    /// The day on which the window closes.
    pub(crate) fn closing_day(self, day: Day) -> Day {
        day.plus(i32::from(self.closes < self.opens))
    }

    /// The date on which the window closes, if the calendar reaches it.
    pub(crate) fn closing_date(self, date: NaiveDate) -> Option<NaiveDate> {
        self.closing_day(Day::of(date)).date()
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
        let mut extra: Vec<(Day, Hours)> = document
            .extra
            .iter()
            .map(|window| {
                let (opens, closes) = (window.opens, window.closes);
                (Day::of(window.date), Hours { opens, closes })
            })
            .collect();
        let first = Day::of(document.effective_from);
        sort_by_key(&mut extra, |(day, hours)| (*day, hours.opens));
        Self {
            zone,
            first,
            first_week: first.week(),
            weekdays: DAY_NAMES.map(|(_, day)| regular_on(&document.windows, day)),
            away: merged(
                document
                    .away
                    .iter()
                    .map(|away| (Day::of(away.from), Day::of(away.until))),
            ),
            extra,
        }
    }

    /// The same without any time away.
    pub(crate) fn without_away(&self) -> Self {
        let mut schedule = self.clone();
        schedule.away.clear();
        schedule
    }

    /// Local midnight of the first day.
    pub(crate) fn starts(&self) -> DateTime<Utc> {
        self.midnight(self.first)
    }

    /// Local midnight of a day.
    pub(crate) fn midnight(&self, day: Day) -> DateTime<Utc> {
        resolve_on(self.zone, day, WallTime::MIDNIGHT)
    }

    /// The spans away, disjoint and in order.
    pub(crate) fn away(&self) -> &[(Day, Day)] {
        &self.away
    }

    /// The windows that open on `day`.
    pub(crate) fn on(&self, day: Day) -> impl Iterator<Item = Hours> {
        let begun = day >= self.first;
        let extra = self.extra[self.extra_from(day)..]
            .iter()
            .take_while(move |(extra, _)| begun && *extra == day)
            .map(|(_, hours)| *hours);
        self.regular_on(day).chain(extra)
    }

    /// The windows that come again and open on `day`.
    pub(crate) fn regular_on(&self, day: Day) -> impl Iterator<Item = Hours> {
        let open = day >= self.first && self.away_on(day).is_none();
        let week = day.week() - self.first_week;
        self.weekdays[day.weekday()]
            .iter()
            .filter(move |regular| open && week % regular.every_weeks == 0)
            .map(|regular| regular.hours)
    }

    /// The first day after `day` that may have windows: spans away are crossed
    /// in one step, stopping only at extra windows.
    pub(crate) fn day_after(&self, day: Day) -> Day {
        let next = day.plus(1);
        let Some((_, until)) = self.away_on(next) else {
            return next;
        };
        let back = until.plus(1);
        let extra = self.extra.get(self.extra_from(next));
        extra.map_or(back, |(extra, _)| back.min(*extra))
    }

    /// Where the extra windows of `day` and later are.
    fn extra_from(&self, day: Day) -> usize {
        self.extra.partition_point(|(extra, _)| *extra < day)
    }

    fn away_on(&self, day: Day) -> Option<(Day, Day)> {
        let index = self.away.partition_point(|(_, until)| *until < day);
        self.away
            .get(index)
            .copied()
            .filter(|(from, _)| *from <= day)
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
            every_weeks: i32::try_from(rule.every_weeks.max(1)).unwrap_or(i32::MAX),
        })
        .collect();
    sort_by_key(&mut regular, |regular| regular.hours.opens);
    regular
}

fn merged(spans: impl Iterator<Item = (Day, Day)>) -> Vec<(Day, Day)> {
    let mut spans: Vec<_> = spans.collect();
    sort_by_key(&mut spans, |span| *span);
    let mut disjoint: Vec<(Day, Day)> = Vec::new();
    for (from, until) in spans {
        match disjoint.last_mut() {
            Some((_, last)) if from <= last.plus(1) => *last = until.max(*last),
            _ => disjoint.push((from, until)),
        }
    }
    disjoint
}
