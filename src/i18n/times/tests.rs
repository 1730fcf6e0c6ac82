mod days;
mod intervals;
mod moments;

use super::{Reader, sentence_start, zone_name};
use crate::i18n::Language::{self, English, German};
use chrono::{DateTime, NaiveDate, Utc};
use holdfast_rhythm::{Tz, Window};

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
fn sentences_start_with_a_capital() {
    assert_eq!(sentence_start("tomorrow afternoon"), "Tomorrow afternoon");
    assert_eq!(sentence_start("übermorgen"), "Übermorgen");
    assert_eq!(sentence_start("15:00"), "15:00");
    assert_eq!(sentence_start(""), "");
}
