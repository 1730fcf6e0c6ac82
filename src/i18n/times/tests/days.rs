//! Days: by word, by name and by date.

use super::{NOW, assert_said, at, date, window};
use crate::i18n::{
    Language::{English, German},
    times::{month_name, weekday_name, weekday_short},
};

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

#[test]
fn names_of_days_and_months() {
    let thursday = chrono::Weekday::Thu;
    assert_eq!(weekday_name(thursday, English), "Thursday");
    assert_eq!(weekday_short(thursday, German), "Do");
    assert_eq!(month_name(12, German), "Dezember");
    assert_eq!(month_name(13, German), "");
    assert_eq!(month_name(0, English), "");
}
