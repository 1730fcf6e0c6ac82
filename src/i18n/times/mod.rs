//! The one place where times become words.
//!
//! Everything is said from the point of view of a [`Reader`]: in their
//! language, in their zone, relative to their now. Clock times are always on
//! the 24-hour clock. Day words are written as inside a sentence ("today",
//! "morgen"); [`sentence_start`] makes them begin one.

mod clock;
mod coarse;
mod day;
mod interval;
mod names;
mod weekly;
mod zone;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod laws;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod romance_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono::{Offset as _, TimeZone as _, Timelike as _};
use holdfast_rhythm::Tz;

use crate::i18n::Language;

pub use names::{month_name, weekday_name, weekday_short};
pub use weekly::{Shift, weekdays};
pub use zone::{in_zone, zone_name};

/// Who reads a time: where they are, when, in which language, and whose zone
/// is named beside theirs.
///
/// `now` comes in as an argument, so the words age only when asked again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reader {
    /// The language of the words.
    pub language: Language,
    /// The reader's own zone: always said first.
    pub zone: Tz,
    /// The other person's zone, said second where both are.
    pub other: Option<Tz>,
    /// The instant at which the words are read.
    pub now: DateTime<Utc>,
    /// Whether days have dates only: on paper a "today" grows old.
    pub dated: bool,
}

impl Reader {
    /// The same reader with a date for every day.
    #[must_use]
    pub fn on_paper(self) -> Self {
        Self {
            dated: true,
            ..self
        }
    }

    /// The date of `instant` in the reader's zone.
    #[must_use]
    pub fn date_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        self.local(instant).date()
    }

    /// The clock alone, as on an axis: "15:00".
    #[must_use]
    pub fn clock(&self, instant: DateTime<Utc>) -> String {
        clock_of(self.local(instant).time())
    }

    /// For machines, as in the `datetime` of an HTML `time`:
    /// "2026-11-26T15:00:00+01:00".
    #[must_use]
    pub fn iso(&self, instant: DateTime<Utc>) -> String {
        let local = self.local(instant);
        let (date, clock) = (local.date(), clock_of(local.time()));
        let minutes = local
            .signed_duration_since(instant.naive_utc())
            .num_minutes();
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        format!(
            "{date}T{clock}:{:02}{sign}{hours:02}:{minutes:02}",
            local.second()
        )
    }

    fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        local(instant, self.zone)
    }

    fn today(&self) -> NaiveDate {
        self.date_of(self.now)
    }
}

/// What the clocks of `zone` show at `instant`. A letter may carry any instant
/// at all; at the calendar's very ends, where there is no local time, UTC's.
fn local(instant: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let utc = instant.naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc).fix();
    utc.checked_add_offset(offset).unwrap_or(utc)
}

/// Hours and minutes, as everywhere: chrono's format strings bring every other
/// way of writing time along.
fn clock_of(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The same words with a capital at the start: "Tomorrow afternoon".
#[must_use]
pub fn sentence_start(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        // The letters that our words for times begin with; the tables for
        // every script would weigh as much as all these words.
        let capital = match first {
            'ä' => 'Ä',
            'ö' => 'Ö',
            'ü' => 'Ü',
            'à' => 'À',
            'é' => 'É',
            other => other.to_ascii_uppercase(),
        };
        core::iter::once(capital).chain(characters).collect()
    })
}
