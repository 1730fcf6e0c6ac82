use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use holdfast_rhythm::{Tz, Window};

use super::{Reader, month_name, sentence_start, weekday_name, weekday_short, zone_name};
use crate::i18n::Language::{self, English, German};

/// Monday, 23 November 2026, noon in Berlin.
pub(super) const NOW: &str = "2026-11-23T11:00:00Z";

pub(super) fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().expect(instant)
}

pub(super) fn date(date: &str) -> NaiveDate {
    date.parse().expect(date)
}

pub(super) fn window(opens: &str, closes: &str) -> Window {
    Window {
        opens: at(opens),
        closes: at(closes),
    }
}

pub(super) fn reader(language: Language, now: &str) -> Reader {
    Reader {
        language,
        zone: Tz::Europe__Berlin,
        other: None,
        now: at(now),
        dated: false,
    }
}

/// Asserts what is said in English and in German.
#[track_caller]
fn assert_said(now: &str, english: &str, german: &str, say: impl Fn(&Reader) -> String) {
    assert_eq!(say(&reader(English, now)), english);
    assert_eq!(say(&reader(German, now)), german);
}

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
fn on_paper_a_day_is_a_date() {
    let window = window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    assert_said(
        "2026-11-23T11:00:00Z",
        "Mon 23 Nov, 15:00–17:00",
        "Mo., 23. Nov., 15:00–17:00 Uhr",
        |reader| reader.on_paper().interval(window),
    );
    assert_said(
        "2026-11-23T11:00:00Z",
        "Tue 24 Nov, 15:00",
        "Di., 24. Nov., 15:00 Uhr",
        |reader| reader.on_paper().moment(at("2026-11-24T14:00:00Z")),
    );
}

#[test]
fn days_by_word_by_name_and_by_date() {
    for (instant, english, german) in [
        ("2026-11-23T22:59:59Z", "today", "heute"),
        ("2026-11-23T23:00:00Z", "tomorrow", "morgen"),
        ("2026-11-24T22:59:59Z", "tomorrow", "morgen"),
        ("2026-11-24T23:00:00Z", "Wednesday", "Mittwoch"),
        ("2026-11-29T12:00:00Z", "Sunday", "Sonntag"),
        ("2026-11-30T12:00:00Z", "Mon 30 Nov", "Mo., 30. Nov."),
        ("2026-12-31T22:59:59Z", "Thu 31 Dec", "Do., 31. Dez."),
        (
            "2026-12-31T23:00:00Z",
            "Fri 1 Jan 2027",
            "Fr., 1. Jan. 2027",
        ),
        ("2026-11-22T23:00:00Z", "today", "heute"),
        ("2026-11-22T22:59:59Z", "yesterday", "gestern"),
        // "Saturday" is the one to come.
        ("2026-11-21T12:00:00Z", "Sat 21 Nov", "Sa., 21. Nov."),
        ("2026-11-28T12:00:00Z", "Saturday", "Samstag"),
        (
            "2025-03-05T12:00:00Z",
            "Wed 5 Mar 2025",
            "Mi., 5. März 2025",
        ),
    ] {
        assert_said(NOW, english, german, |reader| reader.day(at(instant)));
    }
}

#[test]
fn days_are_those_of_the_readers_zone() {
    // Five past midnight in Berlin on the 24th, still the 23rd in UTC.
    assert_said("2026-11-23T23:05:00Z", "today", "heute", |reader| {
        reader.day(at("2026-11-24T12:00:00Z"))
    });
    // On the day of 25 hours, its end is still today.
    assert_said("2026-10-24T22:00:00Z", "today", "heute", |reader| {
        reader.day(at("2026-10-25T22:59:00Z"))
    });
    // From the last evening of a year.
    assert_said("2026-12-31T20:00:00Z", "tomorrow", "morgen", |reader| {
        reader.day(at("2027-01-01T12:00:00Z"))
    });
    assert_said("2026-12-31T20:00:00Z", "Sunday", "Sonntag", |reader| {
        reader.day(at("2027-01-03T12:00:00Z"))
    });
}

#[test]
fn dates_and_headings() {
    assert_said(
        NOW,
        "Thursday, 26 November",
        "Donnerstag, 26. November",
        |reader| reader.heading(at("2026-11-26T12:00:00Z")),
    );
    assert_said(
        NOW,
        "Friday, 1 January 2027",
        "Freitag, 1. Januar 2027",
        |reader| reader.heading(at("2027-01-01T12:00:00Z")),
    );
    for (first, last, english, german) in [
        ("2026-12-24", "2026-12-24", "24 December", "24. Dezember"),
        (
            "2026-10-25",
            "2026-10-31",
            "25 to 31 October",
            "25. bis 31. Oktober",
        ),
        (
            "2026-11-30",
            "2026-12-01",
            "30 November to 1 December",
            "30. November bis 1. Dezember",
        ),
        (
            "2026-12-24",
            "2027-01-01",
            "24 December to 1 January 2027",
            "24. Dezember bis 1. Januar 2027",
        ),
        (
            "2027-01-04",
            "2027-01-08",
            "4 to 8 January 2027",
            "4. bis 8. Januar 2027",
        ),
        (
            "2027-03-29",
            "2027-04-02",
            "29 March to 2 April 2027",
            "29. März bis 2. April 2027",
        ),
        (
            "2025-12-29",
            "2026-01-02",
            "29 December 2025 to 2 January 2026",
            "29. Dezember 2025 bis 2. Januar 2026",
        ),
        (
            "2027-12-27",
            "2028-01-07",
            "27 December 2027 to 7 January 2028",
            "27. Dezember 2027 bis 7. Januar 2028",
        ),
    ] {
        assert_said(NOW, english, german, |reader| {
            reader.dates(date(first), date(last))
        });
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

#[test]
fn moments_to_come() {
    for (instant, english, german) in [
        ("2026-11-23T15:30:00Z", "today 16:30", "heute 16:30 Uhr"),
        ("2026-11-23T23:00:00Z", "tomorrow 00:00", "morgen 00:00 Uhr"),
        (
            "2026-11-26T15:30:00Z",
            "Thursday 16:30",
            "Donnerstag 16:30 Uhr",
        ),
        (
            "2026-12-03T15:30:00Z",
            "Thu 3 Dec, 16:30",
            "Do., 3. Dez., 16:30 Uhr",
        ),
        (
            "2026-12-31T23:00:00Z",
            "Fri 1 Jan 2027, 00:00",
            "Fr., 1. Jan. 2027, 00:00 Uhr",
        ),
    ] {
        assert_said(NOW, english, german, |reader| reader.moment(at(instant)));
    }
    // Over the turn of the year, and over both changes of the clocks.
    for (now, instant, english, german) in [
        (
            "2026-12-31T20:00:00Z",
            "2027-01-01T09:00:00Z",
            "tomorrow 10:00",
            "morgen 10:00 Uhr",
        ),
        (
            "2026-03-28T20:00:00Z",
            "2026-03-29T01:00:00Z",
            "tomorrow 03:00",
            "morgen 03:00 Uhr",
        ),
        (
            "2026-10-24T20:00:00Z",
            "2026-10-25T01:00:00Z",
            "tomorrow 02:00",
            "morgen 02:00 Uhr",
        ),
    ] {
        assert_said(now, english, german, |reader| reader.moment(at(instant)));
    }
}

#[test]
fn moments_gone_by() {
    for (instant, english, german) in [
        ("2026-11-23T08:12:00Z", "09:12", "09:12 Uhr"),
        ("2026-11-22T23:00:00Z", "00:00", "00:00 Uhr"),
        (
            "2026-11-22T20:32:00Z",
            "yesterday 21:32",
            "gestern 21:32 Uhr",
        ),
        (
            "2026-11-19T14:04:00Z",
            "Thursday 15:04",
            "Donnerstag 15:04 Uhr",
        ),
        (
            "2026-11-17T14:04:00Z",
            "Tuesday 15:04",
            "Dienstag 15:04 Uhr",
        ),
        (
            "2026-11-16T14:04:00Z",
            "Mon 16 Nov, 15:04",
            "Mo., 16. Nov., 15:04 Uhr",
        ),
        (
            "2025-12-31T14:04:00Z",
            "Wed 31 Dec 2025, 15:04",
            "Mi., 31. Dez. 2025, 15:04 Uhr",
        ),
    ] {
        assert_said(NOW, english, german, |reader| reader.past(at(instant)));
    }
    // What has not come yet says its day as well: a letter from a device whose
    // clock is ahead.
    assert_said(NOW, "tomorrow 15:04", "morgen 15:04 Uhr", |reader| {
        reader.past(at("2026-11-24T14:04:00Z"))
    });
    // On the first of January the evening before is yesterday.
    assert_said(
        "2026-12-31T23:30:00Z",
        "yesterday 23:45",
        "gestern 23:45 Uhr",
        |reader| reader.past(at("2026-12-31T22:45:00Z")),
    );
}

#[test]
fn ends_count_midnight_to_the_day_before() {
    for (instant, ending, until, endend, bis) in [
        (
            "2026-11-23T15:30:00Z",
            "today 16:30",
            "16:30",
            "heute 16:30 Uhr",
            "16:30 Uhr",
        ),
        (
            "2026-11-23T23:00:00Z",
            "today 24:00",
            "24:00",
            "heute 24:00 Uhr",
            "24:00 Uhr",
        ),
        (
            "2026-11-23T23:30:00Z",
            "tomorrow 00:30",
            "tomorrow 00:30",
            "morgen 00:30 Uhr",
            "morgen 00:30 Uhr",
        ),
        (
            "2026-11-29T23:00:00Z",
            "Sunday 24:00",
            "Sunday 24:00",
            "Sonntag 24:00 Uhr",
            "Sonntag 24:00 Uhr",
        ),
        (
            "2026-12-31T23:00:00Z",
            "Thu 31 Dec, 24:00",
            "Thu 31 Dec, 24:00",
            "Do., 31. Dez., 24:00 Uhr",
            "Do., 31. Dez., 24:00 Uhr",
        ),
    ] {
        assert_said(NOW, ending, endend, |reader| reader.ending(at(instant)));
        assert_said(NOW, until, bis, |reader| reader.until(at(instant)));
    }
}

#[test]
fn what_counts_from_midnight_counts_from_the_day() {
    for (instant, english, german) in [
        ("2026-11-23T23:00:00Z", "tomorrow", "morgen"),
        (
            "2026-12-01T23:00:00Z",
            "Wednesday, 2 December",
            "Mittwoch, 2. Dezember",
        ),
        (
            "2026-12-31T23:00:00Z",
            "Friday, 1 January 2027",
            "Freitag, 1. Januar 2027",
        ),
        (
            "2026-11-25T05:00:00Z",
            "Wednesday 06:00",
            "Mittwoch 06:00 Uhr",
        ),
    ] {
        assert_said(NOW, english, german, |reader| reader.starting(at(instant)));
    }
}

#[test]
fn hours_of_the_clock() {
    assert_said(NOW, "02:00–03:00", "02:00–03:00 Uhr", |reader| {
        reader.hours("02:00", "03:00")
    });
    let evening = window("2026-11-23T21:00:00Z", "2026-11-23T23:00:00Z");
    assert_said(NOW, "22:00–24:00", "22:00–24:00", |reader| {
        reader.clocks(evening)
    });
}

#[test]
fn moments_in_both_zones() {
    let with_other = |other| {
        move |reader: &Reader| Reader {
            other: Some(other),
            ..*reader
        }
    };
    let to_new_york = with_other(Tz::America__New_York);
    assert_said(
        NOW,
        "Thursday 15:00 (09:00 in New York)",
        "Donnerstag 15:00 Uhr (09:00 Uhr in New York)",
        |reader| to_new_york(reader).moment_in_both(at("2026-11-26T14:00:00Z")),
    );
    assert_said(
        NOW,
        "Thursday 03:00 (Wednesday 21:00 in New York)",
        "Donnerstag 03:00 Uhr (Mittwoch 21:00 Uhr in New York)",
        |reader| to_new_york(reader).moment_in_both(at("2026-11-26T02:00:00Z")),
    );
    let to_paris = with_other(Tz::Europe__Paris);
    assert_said(NOW, "Thursday 15:00", "Donnerstag 15:00 Uhr", |reader| {
        to_paris(reader).moment_in_both(at("2026-11-26T14:00:00Z"))
    });
}

#[test]
fn coarse_words_are_calm() {
    for (instant, english, german) in [
        // today, Berlin being one hour ahead of UTC
        ("2026-11-23T03:00:00Z", "early this morning", "heute Nacht"),
        ("2026-11-23T04:00:00Z", "this morning", "heute Morgen"),
        ("2026-11-23T09:00:00Z", "this morning", "heute Vormittag"),
        ("2026-11-23T11:00:00Z", "this afternoon", "heute Mittag"),
        ("2026-11-23T14:00:00Z", "this afternoon", "heute Nachmittag"),
        ("2026-11-23T17:00:00Z", "this evening", "heute Abend"),
        ("2026-11-23T20:59:00Z", "this evening", "heute Abend"),
        (
            "2026-11-23T21:00:00Z",
            "late this evening",
            "heute am späten Abend",
        ),
        // tomorrow
        (
            "2026-11-24T01:00:00Z",
            "early tomorrow morning",
            "heute Nacht",
        ),
        ("2026-11-24T07:00:00Z", "tomorrow morning", "morgen früh"),
        (
            "2026-11-24T10:00:00Z",
            "tomorrow morning",
            "morgen Vormittag",
        ),
        (
            "2026-11-24T12:00:00Z",
            "tomorrow afternoon",
            "morgen Mittag",
        ),
        (
            "2026-11-24T14:00:00Z",
            "tomorrow afternoon",
            "morgen Nachmittag",
        ),
        ("2026-11-24T18:00:00Z", "tomorrow evening", "morgen Abend"),
        (
            "2026-11-24T21:30:00Z",
            "late tomorrow evening",
            "morgen am späten Abend",
        ),
        // later this week
        (
            "2026-11-26T01:00:00Z",
            "early Thursday morning",
            "in der Nacht auf Donnerstag",
        ),
        (
            "2026-11-26T07:00:00Z",
            "Thursday morning",
            "Donnerstagmorgen",
        ),
        (
            "2026-11-26T14:00:00Z",
            "Thursday afternoon",
            "Donnerstagnachmittag",
        ),
        (
            "2026-11-26T22:00:00Z",
            "late Thursday evening",
            "Donnerstag am späten Abend",
        ),
        // further away
        (
            "2026-12-03T01:00:00Z",
            "Thu 3 Dec, early morning",
            "in der Nacht auf Do., 3. Dez.",
        ),
        (
            "2026-12-03T14:00:00Z",
            "Thu 3 Dec, afternoon",
            "Do., 3. Dez., nachmittags",
        ),
        (
            "2027-01-07T22:00:00Z",
            "Thu 7 Jan 2027, late evening",
            "Do., 7. Jan. 2027, am späten Abend",
        ),
        // before
        (
            "2026-11-22T07:00:00Z",
            "yesterday morning",
            "gestern Morgen",
        ),
        ("2026-11-22T20:00:00Z", "yesterday evening", "gestern Abend"),
    ] {
        assert_said(NOW, english, german, |reader| reader.coarse(at(instant)));
    }
}

#[test]
fn the_night_that_has_begun_is_not_the_next_one() {
    let after_midnight = "2026-11-23T00:30:00Z";
    for (instant, english, german) in [
        ("2026-11-23T02:00:00Z", "early this morning", "heute Nacht"),
        (
            "2026-11-24T02:00:00Z",
            "early tomorrow morning",
            "in der Nacht auf Dienstag",
        ),
    ] {
        assert_said(after_midnight, english, german, |reader| {
            reader.coarse(at(instant))
        });
    }
}

/// A letter carries the instant that its writer's device says.
#[test]
fn no_instant_is_too_strange() {
    for instant in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        for zone in [Tz::Pacific__Kiritimati, Tz::Pacific__Niue, Tz::UTC] {
            for language in Language::ALL {
                let reader = Reader {
                    zone,
                    other: Some(Tz::Europe__Berlin),
                    ..reader(language, NOW)
                };
                assert!(!reader.moment_in_both(instant).is_empty());
                assert!(!reader.past(instant).is_empty());
                assert!(!reader.coarse(instant).is_empty());
                assert!(!reader.iso(instant).is_empty());
            }
        }
    }
}

#[test]
fn clocks_and_machines() {
    let berlin = reader(English, NOW);
    assert_eq!(berlin.clock(at("2026-11-23T08:05:00Z")), "09:05");
    assert_eq!(berlin.clock(at("2026-11-22T23:00:00Z")), "00:00");
    assert_eq!(
        berlin.iso(at("2026-11-26T14:00:00Z")),
        "2026-11-26T15:00:00+01:00"
    );
    assert_eq!(
        berlin.iso(at("2026-07-01T14:00:00Z")),
        "2026-07-01T16:00:00+02:00"
    );
}

#[test]
fn zones_are_named_as_places() {
    for (zone, english, german) in [
        (Tz::America__New_York, "New York", "New York"),
        (
            Tz::America__Argentina__Buenos_Aires,
            "Buenos Aires",
            "Buenos Aires",
        ),
        (Tz::America__Sao_Paulo, "São Paulo", "São Paulo"),
        (Tz::Europe__Vienna, "Vienna", "Wien"),
        (Tz::Europe__Zurich, "Zurich", "Zürich"),
        (Tz::Europe__Kiev, "Kyiv", "Kyjiw"),
        (Tz::Asia__Calcutta, "Kolkata", "Kolkata"),
        (
            Tz::Asia__Ho_Chi_Minh,
            "Ho Chi Minh City",
            "Ho-Chi-Minh-Stadt",
        ),
        (Tz::UTC, "UTC", "UTC"),
        (Tz::Etc__UTC, "UTC", "UTC"),
        (Tz::Etc__GMTPlus5, "UTC−5", "UTC−5"),
        (Tz::Etc__GMTMinus14, "UTC+14", "UTC+14"),
        (Tz::GMT0, "UTC", "UTC"),
        (Tz::Etc__GMTPlus0, "UTC", "UTC"),
    ] {
        assert_eq!(zone_name(zone, English), english);
        assert_eq!(zone_name(zone, German), german);
    }
    let reader = Reader {
        other: Some(Tz::UTC),
        ..reader(English, NOW)
    };
    assert_eq!(
        reader.moment_in_both(at("2026-11-23T15:30:00Z")),
        "today 16:30 (15:30 UTC)"
    );
}

#[test]
fn every_zone_has_a_name_fit_to_be_read() {
    for zone in holdfast_rhythm::Tz::all() {
        for language in Language::ALL {
            let name = zone_name(zone, language);
            assert!(
                !name.is_empty() && !name.contains(['_', '/']),
                "{zone}: {name}"
            );
        }
    }
}

#[test]
fn names_of_days_and_months() {
    let thursday = chrono::Weekday::Thu;
    assert_eq!(weekday_name(thursday, English), "Thursday");
    assert_eq!(weekday_short(thursday, German), "Do");
    assert_eq!(month_name(12, German), "Dezember");
    assert_eq!(month_name(13, German), "");
    assert_eq!(month_name(0, English), "");
}

#[test]
fn sentences_start_with_a_capital() {
    assert_eq!(sentence_start("tomorrow afternoon"), "Tomorrow afternoon");
    assert_eq!(sentence_start("übermorgen"), "Übermorgen");
    assert_eq!(sentence_start("15:00"), "15:00");
    assert_eq!(sentence_start(""), "");
}
