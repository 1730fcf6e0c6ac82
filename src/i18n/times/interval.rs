//! Exact times in words, in one zone or in both.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Offset as _, TimeZone as _, Utc};
use holdfast_rhythm::{Tz, Window};

use super::zone::in_zone;
use super::{Reader, clock_of};
use crate::i18n::Language;

/// Where an interval lies on the wall of one zone.
struct OnTheWall {
    opens_on: NaiveDate,
    opens: String,
    closes_on: NaiveDate,
    closes: String,
}

impl OnTheWall {
    /// Midnight at the end counts as 24:00 of the day before.
    fn new(window: Window, zone: Tz) -> Self {
        let opens = window.opens.with_timezone(&zone).naive_local();
        let closes = window.closes.with_timezone(&zone).naive_local();
        let day_before = closes.date().checked_sub_days(Days::new(1));
        let (closes_on, closes) = match day_before {
            Some(day_before) if closes.time() == NaiveTime::MIN && window.opens < window.closes => {
                (day_before, "24:00".to_owned())
            }
            _ => (closes.date(), clock_of(closes.time())),
        };
        Self {
            opens_on: opens.date(),
            opens: clock_of(opens.time()),
            closes_on,
            closes,
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
        let date = self.date_of(instant);
        format!(
            "{}{}{}",
            self.day_on(date),
            self.day_then(date),
            self.clock_words(&self.clock(instant))
        )
    }

    /// A moment in the reader's zone, then in the other: "Thursday 16:30 (10:30
    /// in New York)". Said once if both clocks show the same.
    #[must_use]
    pub fn moment_in_both(&self, instant: DateTime<Utc>) -> String {
        let first = self.moment(instant);
        let Some(zone) = self.other_clock(&[instant]) else {
            return first;
        };
        let there = Self { zone, ..*self };
        let date = there.date_of(instant);
        let clock = self.clock_words(&there.clock(instant));
        let second = if date == self.date_of(instant) {
            clock
        } else {
            format!("{}{}{clock}", self.named_day(date), self.day_then(date))
        };
        format!("{first} ({second} {})", in_zone(zone, self.language))
    }

    /// A moment that has passed: "Thursday 15:04", "yesterday 21:32"; of today
    /// the clock alone, "21:32".
    #[must_use]
    pub fn past(&self, instant: DateTime<Utc>) -> String {
        if self.days_until(self.date_of(instant)) == 0 {
            self.clock_words(&self.clock(instant))
        } else {
            self.moment(instant)
        }
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
        let day = opens_day.map_or_else(String::new, |day| {
            format!("{day}{}", self.day_then(wall.opens_on))
        });
        let OnTheWall { opens, closes, .. } = wall;
        if wall.opens_on == wall.closes_on {
            return format!("{day}{}", self.clock_words(&format!("{opens}–{closes}")));
        }
        let closes_then = self.day_then(wall.closes_on);
        let closes = self.clock_words(closes);
        format!(
            "{day}{opens} {} {closes_day}{closes_then}{closes}",
            self.to()
        )
    }

    /// German says "Uhr" after the clock.
    fn clock_words(&self, clock: &str) -> String {
        match self.language {
            Language::English => clock.to_owned(),
            Language::German => format!("{clock} Uhr"),
        }
    }
}
