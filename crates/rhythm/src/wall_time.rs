//! Times on a clock on the wall, and the instants they stand for.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::day::{Day, instant};
use crate::zone::{Clock, Tz};

/// A time of day to the minute, `00:00` to `24:00` (the end of the day).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct WallTime {
    minutes: u16,
}

/// The text is no time of day.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{value:?} is no time of day: expected HH:MM from 00:00 to 24:00")]
pub struct WallTimeError {
    value: String,
}

impl WallTime {
    /// The start of a day, `00:00`.
    pub const MIDNIGHT: Self = Self { minutes: 0 };
    /// The end of a day, `24:00`.
    pub const END_OF_DAY: Self = Self { minutes: 24 * 60 };

    /// The time `hour:minute`, or `None` beyond `24:00`.
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 || hour == 24 && minute == 0 {
            Some(Self {
                minutes: hour * 60 + minute,
            })
        } else {
            None
        }
    }

    /// The hour, 0 to 24.
    pub const fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u16 {
        self.minutes % 60
    }

    /// Minutes since the start of the day, 0 to 1440.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for WallTime {
    type Err = WallTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |index: usize| {
            let byte = text.as_bytes().get(index)?;
            byte.is_ascii_digit().then(|| u16::from(byte - b'0'))
        };
        let pair = |index: usize| Some(digit(index)? * 10 + digit(index + 1)?);
        let written = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
        written
            .then(|| Self::new(pair(0)?, pair(3)?))
            .flatten()
            .ok_or_else(|| WallTimeError {
                value: text.to_owned(),
            })
    }
}

impl From<WallTime> for String {
    fn from(time: WallTime) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for WallTime {
    type Error = WallTimeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The instant at which a clock in `zone` shows `time` on `date`, by the
/// "compatible" rule (RFC 5545, section 3.3.5): a time that the clocks skip is
/// read with the offset before the gap, so it moves later by the gap; of a time
/// that comes twice, the first is taken. `24:00` is midnight of the next day.
///
/// ```
/// use holdfast_rhythm::{WallTime, Tz, resolve};
/// let date = "2026-03-29".parse().expect("a date");
/// let skipped = resolve(Tz::Europe__Berlin, date, "02:30".parse()?);
/// assert_eq!(skipped.to_rfc3339(), "2026-03-29T01:30:00+00:00");
/// # Ok::<(), holdfast_rhythm::WallTimeError>(())
/// ```
pub fn resolve(zone: Tz, date: NaiveDate, time: WallTime) -> DateTime<Utc> {
    resolve_on(zone, Day::of(date), time)
}

/// As [`resolve`], of a day.
pub(crate) fn resolve_on(zone: Tz, day: Day, time: WallTime) -> DateTime<Utc> {
    let minute = Clock::new(zone).resolve(day, time);
    let beyond = if minute < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    };
    instant(minute).unwrap_or(beyond)
}

/// What the clock shows at `time` on `date`; at `24:00`, midnight of the next
/// day.
pub(crate) fn on_the_wall(date: NaiveDate, time: WallTime) -> NaiveDateTime {
    if time == WallTime::END_OF_DAY {
        let next = date
            .checked_add_days(Days::new(1))
            .unwrap_or(NaiveDate::MAX);
        next.and_time(NaiveTime::MIN)
    } else {
        let since_midnight = TimeDelta::minutes(i64::from(time.minutes()));
        date.and_time(NaiveTime::MIN + since_midnight)
    }
}
