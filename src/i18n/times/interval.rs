//! Exact times in words, in one zone or in both.

use chrono::{DateTime, NaiveDate, NaiveTime, Offset as _, TimeZone as _, Utc};
use holdfast_rhythm::{Tz, Window};

use super::clock::end;
use super::zone::in_zone;
use super::{Reader, clock_of, local};
use crate::i18n::{fill, names::times};

/// Where an interval lies on the wall of one zone.
struct OnTheWall {
    opens_on: NaiveDate,
    opens: String,
    closes_on: NaiveDate,
    closes: String,
    /// Whether the clocks go back meanwhile, so far that it seems to end before
    /// it begins.
    back: bool,
}

impl OnTheWall {
    fn new(window: Window, zone: Tz) -> Self {
        let opens = local(window.opens, zone);
        let closes = local(window.closes, zone);
        let (closes_on, clock) = end(closes);
        Self {
            opens_on: opens.date(),
            opens: clock_of(opens.time()),
            closes_on,
            closes: clock,
            back: closes <= opens,
        }
    }
}

impl Reader {
    /// An interval in the reader's zone: "Thursday 15:00–17:00", across
    /// midnight "today 22:30 to tomorrow 00:30".
    #[must_use]
    pub fn interval(&self, window: Window) -> String {
        let wall = OnTheWall::new(window, self.zone);
        let opens_day = self.day_on(wall.opens_on);
        let closes_day = self.day_on(wall.closes_on);
        self.between(&wall, Some(&opens_day), &closes_day)
    }

    /// An interval in the reader's zone, then in the other: "Thursday
    /// 15:00–17:00 (09:00–11:00 in New York)". The other's day is named where
    /// it is not the reader's. Said once if both clocks show the same.
    #[must_use]
    pub fn interval_in_both(&self, window: Window) -> String {
        let first = self.interval(window);
        let Some(other) = self.other_clock(&[window.opens, window.closes]) else {
            return first;
        };
        let own = OnTheWall::new(window, self.zone);
        let wall = OnTheWall::new(window, other);
        let opens_day = (wall.opens_on != own.opens_on).then(|| self.named_day(wall.opens_on));
        let closes_day = self.named_day(wall.closes_on);
        let second = self.between(&wall, opens_day.as_deref(), &closes_day);
        format!("{first} ({second} {})", in_zone(other, self.language))
    }

    /// A moment: "Thursday 16:30", "today 16:30".
    #[must_use]
    pub fn moment(&self, instant: DateTime<Utc>) -> String {
        let local = self.local(instant);
        self.on_day(local.date(), &clock_of(local.time()))
    }

    /// A moment before which something is to be done: "today 16:30", "today
    /// 24:00".
    #[must_use]
    pub fn ending(&self, instant: DateTime<Utc>) -> String {
        let (date, clock) = end(self.local(instant));
        self.on_day(date, &clock)
    }

    /// Until when something lasts that goes on now, after the word for "until":
    /// today's clock alone, "17:00", else as [`ending`](Self::ending). French has
    /// its preposition in it, after « jusqu’ »: "à 17:00", "au jeu. 3 déc. à 17:00".
    #[must_use]
    pub fn until(&self, instant: DateTime<Utc>) -> String {
        let (date, clock) = end(self.local(instant));
        if date == self.today() {
            self.until_clock(&clock)
        } else {
            self.until_day(date, &self.day_on(date), &clock)
        }
    }

    /// From when on something counts: the day alone if that is from its very
    /// beginning, "Thursday", "Thursday, 3 December", else the moment.
    #[must_use]
    pub fn starting(&self, instant: DateTime<Utc>) -> String {
        let local = self.local(instant);
        if local.time() != NaiveTime::MIN {
            self.moment(instant)
        } else if self.is_near(local.date()) {
            self.day_on(local.date())
        } else {
            let date = self.dated_weekday(local.date());
            fill(self.says(times::on_heading), &[("date", &date)])
        }
    }

    /// A moment in the reader's zone, then in the other: "Thursday 16:30 (10:30
    /// in New York)". Said once if both clocks show the same.
    #[must_use]
    pub fn moment_in_both(&self, instant: DateTime<Utc>) -> String {
        let first = self.moment(instant);
        let Some(zone) = self.other_clock(&[instant]) else {
            return first;
        };
        let there = local(instant, zone);
        let date = there.date();
        let clock = self.at(&clock_of(there.time()));
        let second = if date == self.date_of(instant) {
            clock
        } else {
            self.then(date, &self.named_day(date), &clock)
        };
        format!("{first} ({second} {})", in_zone(zone, self.language))
    }

    /// A moment that has passed: "yesterday 21:32", within the last six days
    /// "Thursday 15:04"; of today the clock alone, "21:32".
    #[must_use]
    pub fn past(&self, instant: DateTime<Utc>) -> String {
        let date = self.date_of(instant);
        match self.days_until(date) {
            0 => self.at(&self.clock(instant)),
            -6..=-2 => {
                let values = [
                    ("day", &*self.on_weekday(date)),
                    ("at", &self.at(&self.clock(instant))),
                ];
                fill(self.says(times::near), &values)
            }
            _ => self.moment(instant),
        }
    }

    /// An interval's clocks alone, where the day is plain: "15:00–17:00".
    #[must_use]
    pub fn clocks(&self, window: Window) -> String {
        let OnTheWall { opens, closes, .. } = OnTheWall::new(window, self.zone);
        format!("{opens}–{closes}")
    }

    /// The other zone, if its clock shows anything else at one of `instants`.
    fn other_clock(&self, instants: &[DateTime<Utc>]) -> Option<Tz> {
        let other = self.other?;
        let offset = |zone: Tz, instant: &DateTime<Utc>| {
            zone.offset_from_utc_datetime(&instant.naive_utc()).fix()
        };
        instants
            .iter()
            .any(|instant| offset(self.zone, instant) != offset(other, instant))
            .then_some(other)
    }

    fn between(&self, wall: &OnTheWall, opens_day: Option<&str>, closes_day: &str) -> String {
        let OnTheWall { opens, closes, .. } = wall;
        let hours = if wall.opens_on != wall.closes_on {
            let closes = self.until_day(wall.closes_on, closes_day, closes);
            self.with_ends(times::across, opens, &closes)
        } else if wall.back {
            self.with_ends(times::back, opens, closes)
        } else {
            self.hours(opens, closes)
        };
        match opens_day {
            Some(day) => self.then(wall.opens_on, day, &hours),
            None => hours,
        }
    }

    fn on_day(&self, date: NaiveDate, clock: &str) -> String {
        self.then(date, &self.day_on(date), &self.at(clock))
    }
}
