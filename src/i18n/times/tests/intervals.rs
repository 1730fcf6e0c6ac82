//! From when until when, in one zone and in two.

use super::{NOW, assert_said, at, reader, window};
use crate::i18n::{
    Language::{English, German},
    times::Reader,
};
use chrono::TimeDelta;
use holdfast_rhythm::{Tz, Window};

#[track_caller]
fn assert_said_between(zones: (Tz, Tz), now: &str, window: Window, english: &str, german: &str) {
    for (language, expected) in [(English, english), (German, german)] {
        let reader = Reader {
            zone: zones.0,
            other: Some(zones.1),
            ..reader(language, now)
        };
        assert_eq!(reader.interval_in_both(window), expected);
    }
}

#[test]
fn intervals_in_the_readers_zone() {
    for (opens, closes, english, german) in [
        (
            "2026-11-23T14:00:00Z",
            "2026-11-23T16:00:00Z",
            "today 15:00–17:00",
            "heute 15:00–17:00 Uhr",
        ),
        (
            "2026-11-26T14:00:00Z",
            "2026-11-26T16:00:00Z",
            "Thursday 15:00–17:00",
            "Donnerstag 15:00–17:00 Uhr",
        ),
        (
            "2026-12-03T14:00:00Z",
            "2026-12-03T16:00:00Z",
            "Thu 3 Dec, 15:00–17:00",
            "Do., 3. Dez., 15:00–17:00 Uhr",
        ),
        // across midnight
        (
            "2026-11-23T21:30:00Z",
            "2026-11-23T23:30:00Z",
            "today 22:30 to tomorrow 00:30",
            "heute 22:30 bis morgen 00:30 Uhr",
        ),
        (
            "2026-12-31T21:30:00Z",
            "2026-12-31T23:30:00Z",
            "Thu 31 Dec, 22:30 to Fri 1 Jan 2027, 00:30",
            "Do., 31. Dez., 22:30 bis Fr., 1. Jan. 2027, 00:30 Uhr",
        ),
        // up to midnight
        (
            "2026-11-24T21:00:00Z",
            "2026-11-24T23:00:00Z",
            "tomorrow 22:00–24:00",
            "morgen 22:00–24:00 Uhr",
        ),
        // a whole day
        (
            "2026-11-25T23:00:00Z",
            "2026-11-26T23:00:00Z",
            "Thursday 00:00–24:00",
            "Donnerstag 00:00–24:00 Uhr",
        ),
    ] {
        assert_said(NOW, english, german, |reader| {
            reader.interval(window(opens, closes))
        });
    }
}

#[test]
fn intervals_in_both_zones() {
    let berlin_new_york = (Tz::Europe__Berlin, Tz::America__New_York);
    assert_said_between(
        berlin_new_york,
        NOW,
        window("2026-11-26T14:00:00Z", "2026-11-26T16:00:00Z"),
        "Thursday 15:00–17:00 (09:00–11:00 in New York)",
        "Donnerstag 15:00–17:00 Uhr (09:00–11:00 Uhr in New York)",
    );
    assert_said_between(
        (Tz::America__New_York, Tz::Europe__Vienna),
        NOW,
        window("2026-11-26T14:00:00Z", "2026-11-26T16:00:00Z"),
        "Thursday 09:00–11:00 (15:00–17:00 in Vienna)",
        "Donnerstag 09:00–11:00 Uhr (15:00–17:00 Uhr in Wien)",
    );
    // The other zone is still on the day before.
    assert_said_between(
        berlin_new_york,
        NOW,
        window("2026-11-24T00:00:00Z", "2026-11-24T02:00:00Z"),
        "tomorrow 01:00–03:00 (Monday 19:00–21:00 in New York)",
        "morgen 01:00–03:00 Uhr (Montag 19:00–21:00 Uhr in New York)",
    );
    // The other zone crosses midnight, the reader does not.
    assert_said_between(
        (Tz::Europe__Berlin, Tz::Asia__Tokyo),
        NOW,
        window("2026-11-26T14:00:00Z", "2026-11-26T16:00:00Z"),
        "Thursday 15:00–17:00 (23:00 to Friday 01:00 in Tokyo)",
        "Donnerstag 15:00–17:00 Uhr (23:00 bis Freitag 01:00 Uhr in Tokio)",
    );
    // Both the year and the day differ.
    assert_said_between(
        (Tz::Europe__Berlin, Tz::Asia__Tokyo),
        NOW,
        window("2026-12-31T16:00:00Z", "2026-12-31T17:00:00Z"),
        "Thu 31 Dec, 17:00–18:00 (Fri 1 Jan 2027, 01:00–02:00 in Tokyo)",
        "Do., 31. Dez., 17:00–18:00 Uhr (Fr., 1. Jan. 2027, 01:00–02:00 Uhr in Tokio)",
    );
}

#[test]
fn the_same_clock_is_said_once() {
    let interval = window("2026-11-26T14:00:00Z", "2026-11-26T16:00:00Z");
    for other in [Tz::Europe__Berlin, Tz::Europe__Paris, Tz::Africa__Lagos] {
        assert_said_between(
            (Tz::Europe__Berlin, other),
            NOW,
            interval,
            "Thursday 15:00–17:00",
            "Donnerstag 15:00–17:00 Uhr",
        );
    }
    // Lagos keeps its clock in summer, Berlin does not.
    assert_said_between(
        (Tz::Europe__Berlin, Tz::Africa__Lagos),
        "2026-06-01T10:00:00Z",
        window("2026-06-01T13:00:00Z", "2026-06-01T15:00:00Z"),
        "today 15:00–17:00 (14:00–16:00 in Lagos)",
        "heute 15:00–17:00 Uhr (14:00–16:00 Uhr in Lagos)",
    );
    // The clocks part while the window is open: 29 March, 01:00 UTC.
    assert_said_between(
        (Tz::Europe__Berlin, Tz::Africa__Lagos),
        "2026-03-28T12:00:00Z",
        window("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
        "tomorrow 01:30–03:30 (01:30–02:30 in Lagos)",
        "morgen 01:30–03:30 Uhr (01:30–02:30 Uhr in Lagos)",
    );
}

#[test]
fn clocks_that_change_on_different_dates_show_it() {
    for (opens, new_york) in [
        ("2026-03-06T14:00:00Z", "09:00–11:00"),
        ("2026-03-09T14:00:00Z", "10:00–12:00"),
        ("2026-03-30T13:00:00Z", "09:00–11:00"),
        ("2026-10-26T14:00:00Z", "10:00–12:00"),
        ("2026-11-02T14:00:00Z", "09:00–11:00"),
    ] {
        let opens = at(opens);
        let reader = Reader {
            other: Some(Tz::America__New_York),
            now: opens,
            ..reader(English, NOW)
        };
        let closes = opens + TimeDelta::hours(2);
        assert_eq!(
            reader.interval_in_both(Window { opens, closes }),
            format!("today 15:00–17:00 ({new_york} in New York)")
        );
    }
}

/// Where the clocks go back over an open window, its end can seem to lie before
/// its beginning: Berlin on 25 October, 00:30 and 01:15 UTC.
#[test]
fn an_interval_over_which_the_clocks_go_back() {
    let before = "2026-10-24T10:00:00Z";
    let night = window("2026-10-25T00:30:00Z", "2026-10-25T01:15:00Z");
    assert_said(
        before,
        "tomorrow 02:30 to 02:15 after the clocks go back",
        "morgen 02:30 bis 02:15 Uhr nach der Zeitumstellung",
        |reader| reader.interval(night),
    );
    assert_said_between(
        (Tz::America__New_York, Tz::Europe__Berlin),
        before,
        night,
        "today 20:30–21:15 (Sunday 02:30 to 02:15 after the clocks go back in Berlin)",
        "heute 20:30–21:15 Uhr (Sonntag 02:30 bis 02:15 Uhr nach der Zeitumstellung in Berlin)",
    );
    assert_said(
        before,
        "tomorrow 02:30–04:00",
        "morgen 02:30–04:00 Uhr",
        |reader| reader.interval(window("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z")),
    );
    // A whole day of 25 hours, and one of 23.
    assert_said(
        before,
        "tomorrow 00:00–24:00",
        "morgen 00:00–24:00 Uhr",
        |reader| reader.interval(window("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")),
    );
    assert_said(
        "2026-03-28T10:00:00Z",
        "tomorrow 00:00–24:00",
        "morgen 00:00–24:00 Uhr",
        |reader| reader.interval(window("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")),
    );
}

/// Where a day's first hour is missing, what closes at its midnight closes when
/// its clocks show one: Santiago on 6 September.
#[test]
fn an_end_at_a_midnight_that_is_missing() {
    let santiago = |language| Reader {
        zone: Tz::America__Santiago,
        ..reader(language, "2026-09-05T15:00:00Z")
    };
    let evening = window("2026-09-06T02:00:00Z", "2026-09-06T04:00:00Z");
    for (language, expected) in [
        (English, "today 22:00 to tomorrow 01:00"),
        (German, "heute 22:00 bis morgen 01:00 Uhr"),
    ] {
        assert_eq!(santiago(language).interval(evening), expected);
    }
}
