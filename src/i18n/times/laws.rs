//! What holds for all times, zones and languages.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use holdfast_rhythm::{Agreement, AgreementDocument, Tz, WallTime, Window, WindowRule};
use proptest::prelude::*;

use super::Reader;
use crate::i18n::Language;

/// Minutes from the start of 2024 to the end of 2031, at the full quarter of an
/// hour, so that different times often share a clock.
fn any_instant() -> impl Strategy<Value = DateTime<Utc>> {
    let start = Utc.with_ymd_and_hms(2024, 1, 1, 0, 0, 0).unwrap();
    (0_i64..(8 * 365 * 96)).prop_map(move |quarters| start + TimeDelta::minutes(15 * quarters))
}

/// Within three weeks of another instant, where words are names.
fn near(instant: DateTime<Utc>) -> impl Strategy<Value = DateTime<Utc>> {
    (-21_i64 * 96..21 * 96).prop_map(move |quarters| instant + TimeDelta::minutes(15 * quarters))
}

fn any_zone() -> impl Strategy<Value = Tz> {
    proptest::sample::select(Tz::all().collect::<Vec<_>>())
}

fn any_reader() -> impl Strategy<Value = Reader> {
    let language = proptest::sample::select(Language::ALL.to_vec());
    let other = proptest::option::of(any_zone());
    (language, any_zone(), other, any_instant()).prop_map(|(language, zone, other, now)| Reader {
        language,
        zone,
        other,
        now,
        dated: false,
    })
}

fn reader_and_times() -> impl Strategy<Value = (Reader, DateTime<Utc>, DateTime<Utc>)> {
    any_reader().prop_flat_map(|reader| (Just(reader), near(reader.now), near(reader.now)))
}

/// A window of up to a day.
fn reader_and_window() -> impl Strategy<Value = (Reader, Window)> {
    (reader_and_times(), 1_i64..96).prop_map(|((reader, opens, _), quarters)| {
        let closes = opens + TimeDelta::minutes(15 * quarters);
        (reader, Window { opens, closes })
    })
}

/// The clock times in some words, in order.
fn clocks(words: &str) -> Vec<String> {
    let bytes = words.as_bytes();
    let colons = (0..bytes.len()).filter(|place| bytes[*place] == b':');
    colons
        .map(|colon| words[colon - 2..colon + 3].to_owned())
        .collect()
}

fn wall(reader: &Reader, instant: DateTime<Utc>) -> chrono::NaiveDateTime {
    instant.with_timezone(&reader.zone).naive_local()
}

proptest! {
    /// Nobody is told the same words for two times, but for an hour that comes
    /// twice.
    #[test]
    fn the_same_words_mean_the_same_time((reader, one, other) in reader_and_times()) {
        let same = wall(&reader, one) == wall(&reader, other);
        prop_assert_eq!(reader.moment(one) == reader.moment(other), same);
        prop_assert_eq!(reader.ending(one) == reader.ending(other), same);
        let same_day = wall(&reader, one).date() == wall(&reader, other).date();
        prop_assert_eq!(reader.day(one) == reader.day(other), same_day);
        prop_assert_eq!(reader.heading(one) == reader.heading(other), same_day);
        let (one, other) = (one.min(reader.now), other.min(reader.now));
        let same = wall(&reader, one) == wall(&reader, other);
        prop_assert_eq!(reader.past(one) == reader.past(other), same);
    }

    #[test]
    fn the_clock_is_that_of_the_readers_zone((reader, instant, _) in reader_and_times()) {
        let clock = wall(&reader, instant).format("%H:%M").to_string();
        prop_assert_eq!(&reader.clock(instant), &clock);
        prop_assert_eq!(clocks(&reader.moment(instant)), [clock.as_str()]);
        let at_midnight = clock == "00:00";
        let end = if at_midnight { "24:00" } else { &clock };
        prop_assert_eq!(clocks(&reader.ending(instant)), [end]);
        prop_assert_eq!(clocks(&reader.until(instant)), [end]);
        prop_assert_eq!(clocks(&reader.starting(instant)).is_empty(), at_midnight);
        prop_assert!(DateTime::parse_from_rfc3339(&reader.iso(instant)).unwrap() == instant);
    }

    /// They stand before the end of a sentence as well.
    #[test]
    fn nothing_ends_in_a_point((reader, window) in reader_and_window()) {
        let at = window.opens;
        for words in [
            reader.moment(at), reader.ending(at), reader.until(at), reader.starting(at),
            reader.past(at), reader.interval(window), reader.interval_in_both(window),
            reader.date(reader.date_of(at)), reader.heading(at),
        ] {
            prop_assert!(!words.ends_with('.'), "{words}");
        }
    }

    #[test]
    fn every_language_says_the_same_clocks((reader, window) in reader_and_window()) {
        let other = Reader { language: Language::English, ..reader };
        let said = [
            (reader.interval(window), other.interval(window)),
            (reader.interval_in_both(window), other.interval_in_both(window)),
            (reader.moment_in_both(window.opens), other.moment_in_both(window.opens)),
            (reader.past(window.opens), other.past(window.opens)),
        ];
        for (one, two) in said {
            prop_assert_eq!(clocks(&one), clocks(&two), "{} / {}", one, two);
        }
    }

    #[test]
    fn an_interval_has_both_its_ends((reader, window) in reader_and_window()) {
        let words = reader.interval(window);
        let closes = match reader.clock(window.closes) {
            midnight if midnight == "00:00" => "24:00".to_owned(),
            closes => closes,
        };
        prop_assert_eq!(clocks(&words), [reader.clock(window.opens), closes]);
        prop_assert!(words.starts_with(&reader.day(window.opens)), "{}", words);
        // Only over clocks that go back do words stand for a time run backwards.
        let back = wall(&reader, window.closes) <= wall(&reader, window.opens);
        let told = [
            "after the clocks", "nach der Zeitumstellung", "tras el cambio de hora",
            "après le changement d’heure", "depois da mudança da hora",
        ].iter().any(|after| words.contains(after));
        prop_assert_eq!(told, back && wall(&reader, window.opens).date() == wall(&reader, window.closes).date(), "{}", words);
    }

    #[test]
    fn the_other_zone_is_said_where_its_clock_differs((reader, window) in reader_and_window()) {
        let both = reader.interval_in_both(window);
        let alone = reader.interval(window);
        let same = reader.other.is_none_or(|other| {
            let there = Reader { zone: other, ..reader };
            [window.opens, window.closes]
                .into_iter()
                .all(|at| wall(&reader, at) == wall(&there, at))
        });
        prop_assert_eq!(both == alone, same);
        prop_assert!(both.starts_with(&alone));
        if let (Some(other), false) = (reader.other, same) {
            let turned = Reader { zone: other, other: Some(reader.zone), ..reader };
            let mut here = clocks(&both);
            here.rotate_left(2);
            prop_assert_eq!(here, clocks(&turned.interval_in_both(window)));
        }
    }

    #[test]
    fn spans_of_dates_are_told_apart(
        reader in any_reader(), first in -400_i64..400, one in 0_i64..400, other in 0_i64..400,
    ) {
        let first = reader.date_of(reader.now) + TimeDelta::days(first);
        let last = |days| first + TimeDelta::days(days);
        let same = reader.dates(first, last(one)) == reader.dates(first, last(other));
        prop_assert_eq!(same, one == other);
        let later = reader.dates(first + TimeDelta::days(1), last(one) + TimeDelta::days(1));
        prop_assert_ne!(reader.dates(first, last(one)), later);
    }

    /// The hours said of a rule are those of its next window, as long as no
    /// clock is changed in between.
    #[test]
    fn what_comes_again_is_what_comes_next(
        reader in any_reader(), zone in any_zone(), weekday in 0_u8..7,
        opens in 0_u16..96, lasts in 1_u16..95,
    ) {
        let time = |quarters: u16| WallTime::new(quarters % 96 / 4, quarters % 4 * 15).unwrap();
        let rule = WindowRule {
            days: vec![chrono::Weekday::try_from(weekday).unwrap()],
            opens: time(opens),
            closes: time(opens + lasts),
            every_weeks: 1,
        };
        let around = reader.now.with_timezone(&zone).date_naive();
        let agreement = Agreement::new(AgreementDocument {
            version: 1,
            zone: zone.name().to_owned(),
            effective_from: around,
            windows: vec![rule.clone()],
            away: vec![],
            extra: vec![],
            cutoff_minutes: 0,
            notice_hours: 48,
            escalation: None,
            check_ins: Vec::new(),
        }).unwrap();
        let next = agreement.next_opening(agreement.starts() - TimeDelta::nanoseconds(1)).unwrap();
        let change = [reader.zone, zone].into_iter().any(|zone| changes_within(zone, around, 9));
        prop_assume!(!change);
        let there = Reader { other: None, ..reader };
        let words = there.weekly(&rule, zone, around);
        let expected = clocks(&there.interval(next));
        prop_assert_eq!(&clocks(&words)[..2], &expected[..], "{}", words);
        let day = super::weekday_name(wall(&reader, next.opens).weekday(), reader.language);
        prop_assert!(words.starts_with(day), "{} {}", words, day);
    }

    #[test]
    fn shifts_are_where_the_clocks_are_further_apart_or_closer(
        reader in any_reader(), zone in any_zone(),
    ) {
        let around = reader.date_of(reader.now);
        let noon = WallTime::new(12, 0).unwrap();
        let ahead = |date: NaiveDate| {
            let noon = holdfast_rhythm::resolve(zone, date, noon);
            wall(&reader, noon) - date.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap())
        };
        let shifts = reader.shifts(zone, around);
        for pair in shifts.windows(2) {
            prop_assert!(pair[0].last < pair[1].first);
        }
        for date in around.iter_days().take(366) {
            let shift = shifts.iter().find(|shift| shift.first <= date && date <= shift.last);
            let minutes = shift.map_or(0, |shift| shift.minutes);
            prop_assert_eq!(ahead(date) - ahead(around), TimeDelta::minutes(minutes.into()));
        }
    }
}

/// Whether the zone's clocks change within so many days around the date.
fn changes_within(zone: Tz, date: NaiveDate, days: i64) -> bool {
    let noon = date.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let ahead = |days: i64| {
        let at = noon + TimeDelta::days(days);
        at.with_timezone(&zone).naive_local() - at.naive_utc()
    };
    (-days..days).any(|day| ahead(day) != ahead(day + 1))
}
