//! Days and dates in words.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::Reader;
use super::names::{month_name, month_short, weekday_name, weekday_short};
use crate::i18n::{Key, fill, names::times, say_in};

/// So many days ahead, a weekday's name alone says which one is meant. Of those
/// gone by, only yesterday: "Thursday" is the one to come.
const DAYS_BY_NAME: core::ops::RangeInclusive<i64> = -1..=6;

impl Reader {
    /// The day of `instant`: "today", "tomorrow", "yesterday", a weekday's name
    /// for the six days to come, else a short date such as "Thu 26 Nov", with the
    /// year if it is not the reader's.
    #[must_use]
    pub fn day(&self, instant: DateTime<Utc>) -> String {
        self.day_on(self.date_of(instant))
    }

    /// As [`day`](Self::day), of a date in the reader's zone.
    #[must_use]
    pub fn day_on(&self, date: NaiveDate) -> String {
        let near = match self.days_until(date) {
            _ if self.dated => return self.named_day(date),
            0 => times::today,
            1 => times::tomorrow,
            -1 => times::yesterday,
            _ => return self.named_day(date),
        };
        self.says(near).to_owned()
    }

    /// The heading of a day: "Thursday, 26 November".
    #[must_use]
    pub fn heading(&self, instant: DateTime<Utc>) -> String {
        let date = self.date_of(instant);
        self.dated_weekday(date)
    }

    pub(super) fn dated_weekday(&self, date: NaiveDate) -> String {
        let weekday = weekday_name(date.weekday(), self.language);
        let values = [("weekday", weekday), ("date", &self.date(date))];
        fill(self.says(times::heading), &values)
    }

    /// A date without its weekday: "26 November", "1 January 2027".
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        let month = month_name(date.month(), self.language);
        self.with_year(date, self.day_and_month(date, month), times::date_year)
    }

    /// Dates from the first to the last, both included: "25 to 31 October",
    /// "24 December to 1 January 2027"; one date alone if they are the same.
    #[must_use]
    pub fn dates(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            return fill(self.says(times::on_heading), &[("date", &self.date(first))]);
        }
        let month = |date: NaiveDate| month_name(date.month(), self.language);
        let whole = |date: NaiveDate| {
            let words = self.day_and_month(date, month(date));
            self.in_year(date, &words, times::date_year)
        };
        let to = |first: &str, last: &str| {
            fill(self.says(times::dates), &[("first", first), ("last", last)])
        };
        if first.year() != last.year() {
            let begins = if first.year() == self.today().year() {
                self.date(first)
            } else {
                whole(first)
            };
            return to(&begins, &whole(last));
        }
        let begins = if first.month() == last.month() {
            fill(
                self.says(times::day_alone),
                &[("day", &self.day_number(first))],
            )
        } else {
            self.day_and_month(first, month(first))
        };
        to(&begins, &self.date(last))
    }

    /// A weekday's name if it is near, else a short date: never a word that
    /// depends on whose today it is.
    pub(super) fn named_day(&self, date: NaiveDate) -> String {
        if self.is_near(date) {
            return self.on_weekday(date);
        }
        let date = self.short_date(date);
        fill(self.says(times::on_short), &[("date", &date)])
    }

    /// A weekday's name, as the day on which something is: "el jueves".
    pub(super) fn on_weekday(&self, date: NaiveDate) -> String {
        let day = weekday_name(date.weekday(), self.language);
        fill(self.says(times::on_weekday), &[("day", day)])
    }

    /// "Thu 26 Nov", with the year if it is not the reader's.
    pub(super) fn short_date(&self, date: NaiveDate) -> String {
        let values = [
            ("weekday", weekday_short(date.weekday(), self.language)),
            ("day", &self.day_number(date)),
            ("month", month_short(date.month(), self.language)),
        ];
        let short = fill(self.says(times::short), &values);
        self.with_year(date, short, times::short_year)
    }

    /// What the reader's language says for this key.
    pub(super) fn says(&self, key: Key) -> &'static str {
        say_in(self.language, key)
    }

    /// Whether the day has a name instead of a date.
    pub(super) fn is_near(&self, date: NaiveDate) -> bool {
        !self.dated && DAYS_BY_NAME.contains(&self.days_until(date))
    }

    /// From the reader's today to `date`, negative for the past.
    pub(super) fn days_until(&self, date: NaiveDate) -> i64 {
        date.signed_duration_since(self.today()).num_days()
    }

    fn day_and_month(&self, date: NaiveDate, month: &str) -> String {
        let values = [("day", &*self.day_number(date)), ("month", month)];
        fill(self.says(times::date), &values)
    }

    /// The day of the month: French counts its first one.
    #[must_use]
    pub fn day_number(&self, date: NaiveDate) -> String {
        match date.day() {
            1 => self.says(times::first_day).to_owned(),
            day => day.to_string(),
        }
    }

    fn with_year(&self, date: NaiveDate, words: String, key: Key) -> String {
        if date.year() == self.today().year() {
            words
        } else {
            self.in_year(date, &words, key)
        }
    }

    fn in_year(&self, date: NaiveDate, words: &str, key: Key) -> String {
        let year = date.year().to_string();
        fill(self.says(key), &[("date", words), ("year", &year)])
    }
}
