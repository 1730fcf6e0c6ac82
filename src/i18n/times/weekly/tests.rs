//! Weeks in words, in both languages.

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
