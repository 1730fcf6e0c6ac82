//! The windows of a schedule in order, starting anywhere.

use std::collections::VecDeque;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::schedule::{Hours, Schedule};
use crate::wall_time::resolve;
use crate::window::{Occurrence, SkipReason, Skipped, Window};

/// No clock on earth is further than this from UTC; zones have been at most
/// 15 h 14 min away.
const FARTHEST_OFFSET: TimeDelta = TimeDelta::hours(16);

/// A window lasts into the next date at most and an offset moves it by less
/// than a day: what opened on an earlier date than this many days ago is over.
const DAYS_BACK: Days = Days::new(3);

/// The occurrences that overlap `[from, to)`, ordered by opening.
pub(crate) struct Occurrences<'a> {
    schedule: &'a Schedule,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// The next date to look at.
    date: Option<NaiveDate>,
    /// Found and not yet handed out, in order.
    found: VecDeque<Occurrence>,
}

impl<'a> Occurrences<'a> {
    pub(crate) fn new(schedule: &'a Schedule, from: DateTime<Utc>, to: DateTime<Utc>) -> Self {
        let back = from.date_naive().checked_sub_days(DAYS_BACK);
        let date = back.unwrap_or(NaiveDate::MIN).max(schedule.first_date);
        Self {
            schedule,
            from,
            to,
            date: Some(date),
            found: VecDeque::new(),
        }
    }

    fn look_at(&mut self, date: NaiveDate) {
        let schedule = self.schedule;
        for hours in schedule.on(date) {
            let Some(occurrence) = occurrence(schedule, date, hours) else {
                continue;
            };
            // A gap in the clocks can move one window exactly onto another.
            if occurrence.overlaps(self.from, self.to) && !self.found.contains(&occurrence) {
                // A gap in the clocks can turn the order of wall times around.
                let before = |known: &Occurrence| known.at() <= occurrence.at();
                let place = self.found.iter().rposition(before);
                let place = place.map_or(0, |before| before + 1);
                self.found.insert(place, occurrence);
            }
        }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        loop {
            let Some(date) = self.date else {
                return self.found.pop_front();
            };
            let earliest = earliest_opening(date);
            if let Some(first) = self.found.front()
                && first.at() < earliest
            {
                return self.found.pop_front();
            }
            if earliest >= self.to {
                self.date = None;
                continue;
            }
            self.look_at(date);
            self.date = self.schedule.date_after(date);
        }
    }
}

/// A bound: no window of this or a later date opens before it.
fn earliest_opening(date: NaiveDate) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN).and_utc();
    midnight
        .checked_sub_signed(FARTHEST_OFFSET)
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}

fn occurrence(schedule: &Schedule, date: NaiveDate, hours: Hours) -> Option<Occurrence> {
    let opens = resolve(schedule.zone, date, hours.opens);
    let closes = resolve(schedule.zone, hours.closing_date(date)?, hours.closes);
    Some(if opens < closes {
        Occurrence::Open(Window { opens, closes })
    } else {
        Occurrence::Skipped(Skipped {
            date,
            opens: hours.opens,
            closes: hours.closes,
            at: opens,
            reason: SkipReason::ClocksPutForward,
        })
    })
}
