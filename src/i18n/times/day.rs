//! Days and dates in words.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::Reader;
use super::names::{month_name, month_short, weekday_name, weekday_short};
use crate::i18n::Language;

/// Up to this many days away a weekday's name alone says which one is meant.
const DAYS_BY_NAME: i64 = 6;

impl Reader {
    /// The day of `instant`: "today", "tomorrow", "yesterday", a weekday's name
    /// within six days, else a short date such as "Thu 26 Nov", with the year
    /// if it is not the reader's.
    #[must_use]
    pub fn day(&self, instant: DateTime<Utc>) -> String {
        self.day_on(self.date_of(instant))
    }

    /// As [`day`](Self::day), of a date in the reader's zone.
    #[must_use]
    pub fn day_on(&self, date: NaiveDate) -> String {
        let near = match (self.days_until(date), self.language) {
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

    /// Dates from the first to the last, both included: "24 December to
    /// 1 January 2027"; one date alone if they are the same.
    #[must_use]
    pub fn dates(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            return self.date(first);
        }
        let to = self.to();
        format!("{} {to} {}", self.date(first), self.date(last))
    }

    /// A weekday's name within six days, else a short date: never a word that
    /// depends on whose today it is.
    pub(super) fn named_day(&self, date: NaiveDate) -> String {
        if self.days_until(date).abs() <= DAYS_BY_NAME {
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
        if self.days_until(date).abs() <= DAYS_BY_NAME {
            " "
        } else {
            ", "
        }
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
