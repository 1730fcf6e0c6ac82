//! Moments: exact and coarse, to come and gone by.

use super::{NOW, assert_said, at, reader, window};
use crate::i18n::{
    Language::{self, English},
    times::Reader,
};
use chrono::{DateTime, Utc};
use holdfast_rhythm::Tz;

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
