//! Clocks in words, alone and after their day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Reader, clock_of};
use crate::i18n::{Key, fill, names::times};

/// An end on the wall: midnight counts as 24:00 of the day before.
pub(super) fn end(local: NaiveDateTime) -> (NaiveDate, String) {
    match local.date().pred_opt() {
        Some(day_before) if local.time() == NaiveTime::MIN => (day_before, "24:00".to_owned()),
        _ => (local.date(), clock_of(local.time())),
    }
}

impl Reader {
    /// Hours that come again, on the clocks of one zone: "15:00–17:00".
    #[must_use]
    pub fn hours(&self, opens: &str, closes: &str) -> String {
        self.with_ends(times::hours, opens, closes)
    }

    pub(super) fn with_ends(&self, key: Key, opens: &str, closes: &str) -> String {
        fill(self.says(key), &[("opens", opens), ("closes", closes)])
    }

    /// A clock as it stands in a sentence: "15:00", "15:00 Uhr", "a las 15:00".
    pub(super) fn at(&self, clock: &str) -> String {
        self.clock_in(times::at, times::at_one, clock)
    }

    /// Today's clock at which something ends, after the word for "until".
    pub(super) fn until_clock(&self, clock: &str) -> String {
        self.clock_in(times::until, times::until_one, clock)
    }

    /// A day's words and what follows them: "Thursday 15:00", "Thu 26 Nov, 15:00".
    pub(super) fn then(&self, date: NaiveDate, day: &str, at: &str) -> String {
        let key = if self.is_near(date) {
            times::near
        } else {
            times::dated
        };
        fill(self.says(key), &[("day", day), ("at", at)])
    }

    /// A day and a clock after the word for "until", with this name for a day
    /// that has one.
    pub(super) fn until_day(&self, date: NaiveDate, day: &str, clock: &str) -> String {
        let at = self.at(clock);
        if self.is_near(date) {
            return fill(self.says(times::until_near), &[("day", day), ("at", &at)]);
        }
        let date = self.short_date(date);
        fill(
            self.says(times::until_dated),
            &[("date", &date), ("at", &at)],
        )
    }

    /// Spanish and Portuguese have another article before one o'clock.
    fn clock_in(&self, key: Key, at_one: Key, clock: &str) -> String {
        let key = if clock.starts_with("01:") {
            at_one
        } else {
            key
        };
        fill(self.says(key), &[("clock", clock)])
    }
}
