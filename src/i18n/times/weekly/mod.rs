//! What comes again every week, in words.

use chrono::{NaiveDate, Offset as _, TimeZone as _, Weekday};
use holdfast_rhythm::{Tz, WallTime, WindowRule, resolve, sort_by_key};

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

use super::Reader;
use super::names::weekday_name;
use super::zone::in_zone;
use crate::i18n::{Language, fill, listed, names::times, say_in};

/// From this many days in a row on, only the first and the last are named.
const DAYS_IN_A_ROW: usize = 3;
/// How far ahead shifts of the clocks are told.
const DAYS_ANNOUNCED: usize = 366;
const MINUTES_PER_DAY: i32 = 24 * 60;
/// Far from the hours at which clocks are changed.
const NOON: WallTime = match WallTime::new(12, 0) {
    Some(noon) => noon,
    None => WallTime::MIDNIGHT,
};

/// Days of the week, Monday first: "Monday to Friday", "Tuesday and Friday",
/// "every day".
#[must_use]
pub fn weekdays(days: &[Weekday], language: Language) -> String {
    let mut indices: Vec<u32> = days.iter().map(Weekday::num_days_from_monday).collect();
    sort_by_key(&mut indices, |index| *index);
    indices.dedup();
    if indices.len() == 7 {
        return say_in(language, times::every_day).to_owned();
    }
    let name = |index: u32| {
        let day = Weekday::try_from(u8::try_from(index).unwrap_or(0)).unwrap_or(Weekday::Mon);
        weekday_name(day, language)
    };
    let mut parts: Vec<String> = Vec::new();
    for run in indices.chunk_by(|one, next| one + 1 == *next) {
        match run {
            [first, .., last] if run.len() >= DAYS_IN_A_ROW => {
                let ends = [("first", name(*first)), ("last", name(*last))];
                parts.push(fill(say_in(language, times::days_run), &ends));
            }
            _ => parts.extend(run.iter().map(|index| name(*index).to_owned())),
        }
    }
    listed(&parts, language)
}

/// The days and hours of a window that comes again, on the clocks of one zone.
#[derive(PartialEq)]
struct Hours {
    days: Vec<Weekday>,
    opens: String,
    closes: String,
}

impl Reader {
    /// A window that comes again, written down in `zone`, in the reader's zone
    /// and then in the other: "Monday to Friday 15:00–17:00 (09:00–11:00 in New
    /// York)". The hours are those by the clocks of the date `around`; where the
    /// two zones change their clocks on different days, they move.
    #[must_use]
    pub fn weekly(&self, rule: &WindowRule, zone: Tz, around: NaiveDate) -> String {
        let seen_from = |seen: Tz| hours(rule, apart(seen, zone, around));
        let in_words = |hours: &Hours| {
            let days = weekdays(&hours.days, self.language);
            format!("{days} {}", self.hours(&hours.opens, &hours.closes))
        };
        let other = self.other.unwrap_or(zone);
        let (own, theirs) = (seen_from(self.zone), seen_from(other));
        let first = in_words(&own);
        let both = if theirs == own {
            first
        } else {
            let second = if theirs.days == own.days {
                self.hours(&theirs.opens, &theirs.closes)
            } else {
                in_words(&theirs)
            };
            format!("{first} ({second} {})", in_zone(other, self.language))
        };
        self.in_its_weeks(rule, both)
    }

    /// A window that comes again, as it is written down in `zone`, whatever the
    /// week: "Monday to Friday 15:00–17:00 in Berlin". The place is left out
    /// where it is the reader's own zone.
    #[must_use]
    pub fn weekly_as_written(&self, rule: &WindowRule, zone: Tz) -> String {
        let Hours {
            days,
            opens,
            closes,
        } = hours(rule, 0);
        let mut said = weekdays(&days, self.language);
        said.push(' ');
        said.push_str(&self.hours(&opens, &closes));
        if zone != self.zone {
            said.push(' ');
            said.push_str(&in_zone(zone, self.language));
        }
        self.in_its_weeks(rule, said)
    }

    fn in_its_weeks(&self, rule: &WindowRule, said: String) -> String {
        let key = match rule.every_weeks {
            1 => return said,
            2 => times::every_other,
            _ => times::every_weeks,
        };
        let weeks = rule.every_weeks.to_string();
        fill(self.says(key), &[("hours", &said), ("weeks", &weeks)])
    }
}

/// The rule's hours on a clock that is so many minutes ahead of its own.
fn hours(rule: &WindowRule, ahead: i32) -> Hours {
    let clock = |time: WallTime| i32::from(time.minutes()) + ahead;
    let opens = clock(rule.opens);
    let day_moves = opens.div_euclid(MINUTES_PER_DAY);
    let moved = |day: &Weekday| {
        let later = (0..day_moves).fold(*day, |day, _| day.succ());
        (day_moves..0).fold(later, |day, _| day.pred())
    };
    let said = |minutes: i32| {
        let minutes = minutes.rem_euclid(MINUTES_PER_DAY);
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let closes = match said(clock(rule.closes)) {
        midnight if midnight == "00:00" => "24:00".to_owned(),
        closes => closes,
    };
    Hours {
        days: rule.days.iter().map(moved).collect(),
        opens: said(opens),
        closes,
    }
}

/// How many minutes the clocks of `seen` are ahead of those of `zone` on this
/// date of `zone`'s.
fn apart(seen: Tz, zone: Tz, date: NaiveDate) -> i32 {
    let noon = resolve(zone, date, NOON).naive_utc();
    let offset = |zone: Tz| zone.offset_from_utc_datetime(&noon).fix().local_minus_utc();
    (offset(seen) - offset(zone)) / 60
}

/// A stretch of dates on which the reader's clock and another are further apart,
/// or closer, than on the day it is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Its first date.
    pub first: NaiveDate,
    /// Its last date.
    pub last: NaiveDate,
    /// How many minutes later the reader's clock shows the other's hours;
    /// negative for earlier.
    pub minutes: i32,
}

impl Reader {
    /// The dates within a year from `around` on which hours written down in
    /// `zone` stand elsewhere on the reader's clock, to be announced ahead.
    #[must_use]
    pub fn shifts(&self, zone: Tz, around: NaiveDate) -> Vec<Shift> {
        let usual = apart(self.zone, zone, around);
        let mut shifts: Vec<Shift> = Vec::new();
        for date in around.iter_days().take(DAYS_ANNOUNCED) {
            let minutes = apart(self.zone, zone, date) - usual;
            match shifts.last_mut() {
                _ if minutes == 0 => {}
                Some(shift) if shift.minutes == minutes && shift.last.succ_opt() == Some(date) => {
                    shift.last = date;
                }
                _ => shifts.push(Shift {
                    first: date,
                    last: date,
                    minutes,
                }),
            }
        }
        shifts
    }
}
