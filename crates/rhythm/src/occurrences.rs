//! The windows of a schedule in order, starting anywhere.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};

use crate::day::{Calendar, Day};
use crate::schedule::{Hours, Schedule};
use crate::window::{Occurrence, SkipReason, Skipped, Window};
use crate::zone::Clock;

/// A window lasts into the next day at most, and clocks have been put forward
/// by a whole day: what opened before so many days is over.
const DAYS_BACK: i32 = 2;

/// The occurrences that overlap `[from, to)`, ordered by opening.
pub(crate) struct Occurrences<'a> {
    schedule: &'a Schedule,
    clock: Clock,
    calendar: Calendar,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// The last minute not after `from` and the first after `to`.
    from_minute: i64,
    to_minute: i64,
    /// The next day to look at.
    day: Day,
    /// Found and not yet handed out, in order.
    found: VecDeque<Found>,
}

/// A window on its day, in minutes since 1970.
#[derive(Clone, Copy)]
struct Found {
    opens: i64,
    closes: i64,
    day: Day,
    hours: Hours,
}

impl<'a> Occurrences<'a> {
    pub(crate) fn new(schedule: &'a Schedule, from: DateTime<Utc>, to: DateTime<Utc>) -> Self {
        let clock = Clock::new(schedule.zone);
        let back = clock.day_at(from).plus(-DAYS_BACK);
        Self {
            schedule,
            clock,
            calendar: Calendar::default(),
            from,
            to,
            from_minute: from.timestamp().div_euclid(60),
            to_minute: to.timestamp().div_euclid(60) + 1,
            day: back.max(schedule.first),
            found: VecDeque::new(),
        }
    }

    fn look_at(&mut self, day: Day) {
        let schedule = self.schedule;
        for hours in schedule.on(day) {
            let found = Found {
                opens: self.clock.resolve(day, hours.opens),
                closes: self.clock.resolve(hours.closing_day(day), hours.closes),
                day,
                hours,
            };
            if found.opens.max(found.closes) < self.from_minute {
                continue;
            }
            match self.found.back() {
                Some(last) if last.opens >= found.opens => self.insert(found),
                _ => self.found.push_back(found),
            }
        }
    }

    /// A gap in the clocks can turn the order of wall times around, and move
    /// one window exactly onto another.
    fn insert(&mut self, found: Found) {
        let in_order = |known: &Found| known.opens <= found.opens;
        let place = self.found.partition_point(in_order);
        if !self.found.iter().any(|known| known.is_same_window(&found)) {
            self.found.insert(place, found);
        }
    }

    /// The next window, whether or not it overlaps what is asked for.
    fn advance(&mut self) -> Option<Found> {
        loop {
            let earliest = self.clock.earliest(self.day);
            if let Some(first) = self.found.front()
                && first.opens < earliest
            {
                return self.found.pop_front();
            }
            if earliest >= self.to_minute {
                return self.found.pop_front();
            }
            self.look_at(self.day);
            self.day = self.schedule.day_after(self.day);
        }
    }
}

impl Found {
    fn is_same_window(&self, other: &Self) -> bool {
        self.opens < self.closes && (self.opens, self.closes) == (other.opens, other.closes)
    }

    /// As it is told; nothing beyond the calendar's end.
    fn occurrence(self, calendar: &mut Calendar) -> Option<Occurrence> {
        let opens = calendar.instant(self.opens)?;
        Some(if self.opens < self.closes {
            let closes = calendar.instant(self.closes)?;
            Occurrence::Open(Window { opens, closes })
        } else {
            Occurrence::Skipped(Skipped {
                date: self.day.date()?,
                opens: self.hours.opens,
                closes: self.hours.closes,
                at: opens,
                reason: SkipReason::ClocksPutForward,
            })
        })
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        loop {
            let occurrence = self.advance()?.occurrence(&mut self.calendar)?;
            if occurrence.overlaps(self.from, self.to) {
                return Some(occurrence);
            }
        }
    }
}
