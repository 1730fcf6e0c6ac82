//! What comes again every week, in words.

use chrono::{NaiveDate, Offset as _, TimeZone as _, Weekday};
use holdfast_rhythm::{Tz, WallTime, WindowRule, resolve, sort_by_key};

use super::Reader;
use super::names::weekday_name;
use super::zone::in_zone;
use crate::i18n::{Language, listed};

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
    let (to, all) = match language {
        Language::English => ("to", "every day"),
        Language::German => ("bis", "jeden Tag"),
    };
    let mut indices: Vec<u32> = days.iter().map(Weekday::num_days_from_monday).collect();
    sort_by_key(&mut indices, |index| *index);
    indices.dedup();
    if indices.len() == 7 {
        return all.to_owned();
    }
    let name = |index: u32| {
        let day = Weekday::try_from(u8::try_from(index).unwrap_or(0)).unwrap_or(Weekday::Mon);
        weekday_name(day, language)
    };
    let mut parts: Vec<String> = Vec::new();
    for run in indices.chunk_by(|one, next| one + 1 == *next) {
        match run {
            [first, .., last] if run.len() >= DAYS_IN_A_ROW => {
                parts.push(format!("{} {to} {}", name(*first), name(*last)));
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
        match (rule.every_weeks, self.language) {
            (1, _) => said,
            (2, Language::English) => format!("{said}, every other week"),
            (2, Language::German) => format!("{said}, jede zweite Woche"),
            (weeks, Language::English) => format!("{said}, every {weeks} weeks"),
            (weeks, Language::German) => format!("{said}, alle {weeks} Wochen"),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, German};
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

    #[test]
    fn days_in_a_row_are_said_as_one() {
        for (days, english, german) in [
            (&[Tue][..], "Tuesday", "Dienstag"),
            (&[Fri, Tue], "Tuesday and Friday", "Dienstag und Freitag"),
            (
                &[Mon, Tue, Wed, Thu, Fri],
                "Monday to Friday",
                "Montag bis Freitag",
            ),
            (
                &[Mon, Tue, Wed, Fri, Sun],
                "Monday to Wednesday, Friday and Sunday",
                "Montag bis Mittwoch, Freitag und Sonntag",
            ),
            (&[Sat, Sun], "Saturday and Sunday", "Samstag und Sonntag"),
            (
                &[Mon, Tue, Wed, Thu, Fri, Sat, Sun],
                "every day",
                "jeden Tag",
            ),
        ] {
            assert_eq!(weekdays(days, English), english);
            assert_eq!(weekdays(days, German), german);
        }
    }

    fn rule(days: &[Weekday], opens: &str, closes: &str, every_weeks: u32) -> WindowRule {
        WindowRule {
            days: days.to_vec(),
            opens: opens.parse().unwrap(),
            closes: closes.parse().unwrap(),
            every_weeks,
        }
    }

    fn reader(language: Language, zone: Tz, other: Option<Tz>) -> Reader {
        Reader {
            language,
            zone,
            other,
            now: "2026-11-23T11:00:00Z".parse().unwrap(),
            dated: false,
        }
    }

    fn said(reader: Reader, rule: &WindowRule, around: &str) -> String {
        reader.weekly(rule, Tz::Europe__Berlin, around.parse().unwrap())
    }

    #[test]
    fn a_weekly_window_in_both_zones() {
        let afternoons = rule(&[Mon, Tue, Wed, Thu, Fri], "15:00", "17:00", 1);
        let patient = |language| reader(language, Tz::America__New_York, Some(Tz::Europe__Berlin));
        assert_eq!(
            said(patient(English), &afternoons, "2026-11-23"),
            "Monday to Friday 09:00–11:00 (15:00–17:00 in Berlin)"
        );
        assert_eq!(
            said(patient(German), &afternoons, "2026-11-23"),
            "Montag bis Freitag 09:00–11:00 Uhr (15:00–17:00 Uhr in Berlin)"
        );
        // The last week of October 2026: Berlin is back on winter time.
        assert_eq!(
            said(patient(English), &afternoons, "2026-10-26"),
            "Monday to Friday 10:00–12:00 (15:00–17:00 in Berlin)"
        );
        let at_home = reader(English, Tz::Europe__Berlin, None);
        assert_eq!(
            said(at_home, &afternoons, "2026-11-23"),
            "Monday to Friday 15:00–17:00"
        );
    }

    #[test]
    fn as_written_down_the_hours_are_the_same_in_every_week_and_name_their_place() {
        let afternoons = rule(&[Mon, Tue], "15:00", "24:00", 2);
        let written = |language, zone| {
            reader(language, zone, Some(Tz::America__New_York))
                .weekly_as_written(&afternoons, Tz::Europe__Berlin)
        };
        assert_eq!(
            written(English, Tz::America__New_York),
            "Monday and Tuesday 15:00–24:00 in Berlin, every other week"
        );
        assert_eq!(
            written(German, Tz::Europe__Berlin),
            "Montag und Dienstag 15:00–24:00 Uhr, jede zweite Woche"
        );
    }

    #[test]
    fn another_day_there_is_named() {
        let late = rule(&[Sat], "22:30", "24:00", 2);
        let tokyo = reader(English, Tz::Asia__Tokyo, Some(Tz::Europe__Berlin));
        assert_eq!(
            said(tokyo, &late, "2026-11-23"),
            "Sunday 06:30–08:00 (Saturday 22:30–24:00 in Berlin), every other week"
        );
        let across = rule(&[Sat], "22:30", "00:30", 3);
        assert_eq!(
            said(
                reader(German, Tz::Europe__Berlin, None),
                &across,
                "2026-11-23"
            ),
            "Samstag 22:30–00:30 Uhr, alle 3 Wochen"
        );
    }

    #[test]
    fn the_hours_are_those_of_one_date_even_in_a_week_of_change() {
        // On Sunday 25 October Berlin goes back, New York a week later.
        let afternoons = rule(&[Mon, Tue, Wed, Thu, Fri], "15:00", "17:00", 1);
        let patient = reader(English, Tz::America__New_York, Some(Tz::Europe__Berlin));
        assert_eq!(
            said(patient, &afternoons, "2026-10-22"),
            "Monday to Friday 09:00–11:00 (15:00–17:00 in Berlin)"
        );
        // Sunday's window lies in the gap of that week, and only of that.
        let night = rule(&[Sun], "02:30", "04:00", 1);
        for (language, expected) in [
            (English, "Sunday 02:30–04:00"),
            (German, "Sonntag 02:30–04:00 Uhr"),
        ] {
            let at_home = reader(language, Tz::Europe__Berlin, None);
            assert_eq!(said(at_home, &night, "2026-03-23"), expected);
        }
    }

    #[test]
    fn days_move_with_the_clock() {
        let in_apia = |rule: &WindowRule, seen: Tz| {
            let reader = reader(English, seen, Some(seen));
            reader.weekly(rule, Tz::Pacific__Kiritimati, "2026-11-23".parse().unwrap())
        };
        let early = rule(&[Mon, Sun], "00:30", "01:00", 1);
        assert_eq!(
            in_apia(&early, Tz::Pacific__Niue),
            "Friday and Saturday 23:30–24:00",
            "25 hours behind"
        );
        let late = rule(&[Sat, Mon], "23:30", "00:30", 1);
        let niue = Tz::Pacific__Niue;
        let reader = reader(German, Tz::Pacific__Kiritimati, None);
        assert_eq!(
            reader.weekly(&late, niue, "2026-11-23".parse().unwrap()),
            "Montag und Mittwoch 00:30–01:30 Uhr (Montag und Samstag 23:30–00:30 Uhr in Niue)"
        );
    }

    #[test]
    fn the_weeks_in_which_the_clocks_part_are_announced() {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let january = date(2026, 1, 5);
        let shifts = |zone| reader(English, zone, None).shifts(Tz::Europe__Berlin, january);
        let shift = |first, last| Shift {
            first,
            last,
            minutes: 60,
        };
        assert_eq!(
            shifts(Tz::America__New_York),
            [
                shift(date(2026, 3, 8), date(2026, 3, 28)),
                shift(date(2026, 10, 25), date(2026, 10, 31)),
            ]
        );
        assert_eq!(shifts(Tz::Europe__Paris), []);
        let tokyo = shifts(Tz::Asia__Tokyo);
        assert_eq!(tokyo[0].minutes, -60);
        assert_eq!(tokyo[0].last, date(2026, 10, 24));
    }
}
