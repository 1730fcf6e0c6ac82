//! Calm words for when: the day and the part of it.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};

use super::Reader;
use super::names::{one_of, weekday_name};
use crate::i18n::{fill, names::times};

/// The hour at which a night that has begun is over.
const NIGHT_ENDS: u32 = 5;

impl Reader {
    /// The day and the part of it: "tomorrow afternoon", "this evening",
    /// "heute Abend", "Donnerstagnachmittag". The exact time is said elsewhere.
    #[must_use]
    pub fn coarse(&self, instant: DateTime<Utc>) -> String {
        let local = self.local(instant);
        let (date, hour) = (local.date(), local.hour());
        let part = self.part_of_day(hour);
        let days = self.days_until(date);
        let night_has_begun = self.local(self.now).hour() < NIGHT_ENDS;
        if days == 1 && part == 0 && !night_has_begun {
            return self.says(times::tonight).to_owned();
        }
        let key = match days {
            -1 => times::part_yesterday,
            0 => times::part_today,
            1 => times::part_tomorrow,
            _ if self.is_near(date) => times::part_near,
            _ => times::part_dated,
        };
        let words = one_of(key, part, self.language);
        let values = [
            ("day", &*self.day_on(date)),
            ("named", &self.named_day(date)),
            ("nights", &self.nights(date)),
        ];
        fill(words, &values)
    }

    /// Which part of the day an hour is in; the first is the night.
    fn part_of_day(&self, hour: u32) -> u32 {
        let begins = |part| one_of(times::parts, part, self.language).parse::<u32>();
        let mut part = 0;
        while begins(part).is_ok_and(|begins| begins <= hour) {
            part += 1;
        }
        part
    }

    /// The night before a date, by the days on both its sides: "de mercredi à
    /// jeudi".
    fn nights(&self, date: NaiveDate) -> String {
        let before = date.pred_opt().unwrap_or(date);
        if !self.is_near(date) {
            return self.dates(before, date);
        }
        let [before, after] =
            [before, date].map(|date| weekday_name(date.weekday(), self.language));
        let values = [("before", before), ("after", after)];
        fill(self.says(times::nights), &values)
    }
}
