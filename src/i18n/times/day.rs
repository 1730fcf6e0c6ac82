//! Days and dates in words.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::Reader;
use super::names::{month_name, month_short, weekday_name, weekday_short};
use crate::i18n::Language;

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
        let near = match (self.days_until(date), self.language) {
            _ if self.dated => return self.named_day(date),
            (0, Language::English) => "today",
            (1, Language::English) => "tomorrow",
            (-1, Language::English) => "yesterday",
            (0, Language::German) => "heute",
            (1, Language::German) => "morgen",
            (-1, Language::German) => "gestern",
            _ => return self.named_day(date),
        };
        near.to_owned()
    }

    /// The heading of a day: "Thursday, 26 November".
    #[must_use]
    pub fn heading(&self, instant: DateTime<Utc>) -> String {
        let date = self.date_of(instant);
        let weekday = weekday_name(date.weekday(), self.language);
        format!("{weekday}, {}", self.date(date))
    }

    /// A date without its weekday: "26 November", "1 January 2027".
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        let month = month_name(date.month(), self.language);
        self.with_year(date, self.day_and_month(date, month))
    }

    /// Dates from the first to the last, both included: "25 to 31 October",
    /// "24 December to 1 January 2027"; one date alone if they are the same.
    #[must_use]
    pub fn dates(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            return self.date(first);
        }
        let month = |date: NaiveDate| month_name(date.month(), self.language);
        let whole = |date: NaiveDate| {
            let words = self.day_and_month(date, month(date));
            format!("{words} {}", date.year())
        };
        let to = self.to();
        if first.year() != last.year() {
            let begins = if first.year() == self.today().year() {
                self.date(first)
            } else {
                whole(first)
            };
            return format!("{begins} {to} {}", whole(last));
        }
        let begins = if first.month() == last.month() {
            self.day_and_month(first, "")
        } else {
            self.day_and_month(first, month(first))
        };
        format!("{} {to} {}", begins.trim_end(), self.date(last))
    }

    /// A weekday's name if it is near, else a short date: never a word that
    /// depends on whose today it is.
    pub(super) fn named_day(&self, date: NaiveDate) -> String {
        if self.is_near(date) {
            return weekday_name(date.weekday(), self.language).to_owned();
        }
        let weekday = weekday_short(date.weekday(), self.language);
        let month = month_short(date.month(), self.language);
        let short = self.day_and_month(date, month);
        let short = match self.language {
            Language::English => format!("{weekday} {short}"),
            Language::German => format!("{weekday}., {short}"),
        };
        self.with_year(date, short)
    }

    /// What stands between a day's words and the clock: "Thursday 15:00", "Thu
    /// 26 Nov, 15:00".
    pub(super) fn day_then(&self, date: NaiveDate) -> &'static str {
        if self.is_near(date) { " " } else { ", " }
    }

    /// Whether the day has a name instead of a date.
    pub(super) fn is_near(&self, date: NaiveDate) -> bool {
        !self.dated && DAYS_BY_NAME.contains(&self.days_until(date))
    }

    pub(super) const fn to(&self) -> &'static str {
        match self.language {
            Language::English => "to",
            Language::German => "bis",
        }
    }

    /// From the reader's today to `date`, negative for the past.
    pub(super) fn days_until(&self, date: NaiveDate) -> i64 {
        date.signed_duration_since(self.today()).num_days()
    }

    fn day_and_month(&self, date: NaiveDate, month: &str) -> String {
        match self.language {
            Language::English => format!("{} {month}", date.day()),
            Language::German => format!("{}. {month}", date.day()),
        }
    }

    fn with_year(&self, date: NaiveDate, words: String) -> String {
        if date.year() == self.today().year() {
            words
        } else {
            format!("{words} {}", date.year())
        }
    }
}
