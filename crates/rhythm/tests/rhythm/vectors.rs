//! Against facts computed elsewhere (see `../data/README.md`).

use super::common::{agreement, windows};
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use chrono::{MappedLocalTime, Offset as _, TimeZone as _, Weekday};
use holdfast_rhythm::{Tz, WallTime, parse_zone, resolve};
use serde_json::{Value, json};

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

#[test]
fn wall_times_in_gaps_and_overlaps_resolve_as_elsewhere() {
    let vectors = read(include_str!("../data/dst_vectors.json"));
    let instants = vectors["single_instants"].as_array().expect("a list");
    assert_eq!(instants.len(), 12);
    for vector in instants {
        let zone = parse_zone(text(&vector["zone"])).expect("a zone");
        let local: NaiveDateTime = text(&vector["local"]).parse().expect("a local time");
        let time: WallTime = local.format("%H:%M").to_string().parse().expect("a time");
        let expected: DateTime<Utc> = text(&vector["compatible"]).parse().expect("an instant");
        assert_eq!(resolve(zone, local.date(), time), expected, "{vector}");
        assert_eq!(
            other_reading(zone, local, expected),
            vector["other"],
            "{vector}"
        );
    }
}

/// The reading that is not taken: with the offset after the gap, or the second
/// of the two.
fn other_reading(zone: Tz, local: NaiveDateTime, taken: DateTime<Utc>) -> String {
    let other = match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::None => zone.offset_from_utc_datetime(&taken.naive_utc()),
        MappedLocalTime::Single(offset) | MappedLocalTime::Ambiguous(_, offset) => offset,
    };
    let instant = (local - other.fix()).and_utc();
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[test]
fn one_berlin_window_seen_from_new_york() {
    let vectors = read(include_str!("../data/dst_vectors.json"));
    let berlin = agreement(&super::common::with(
        super::common::afternoons(),
        "effective_from",
        json!("2026-01-01"),
    ));
    let seen = vectors["berlin_window_in_new_york"]
        .as_array()
        .expect("a list");
    assert_eq!(seen.len(), 8);
    for vector in seen {
        let date = text(&vector["date"]);
        let found = windows(
            &berlin,
            &format!("{date}T00:00:00Z"),
            &format!("{date}T23:00:00Z"),
        );
        let shown: Vec<String> = found
            .iter()
            .map(|window| {
                let clock = |instant: DateTime<Utc>| {
                    let local = instant.with_timezone(&Tz::America__New_York);
                    local.format("%H:%M").to_string()
                };
                format!("{}-{}", clock(window.opens), clock(window.closes))
            })
            .collect();
        assert_eq!(shown, [text(&vector["patient_new_york"])], "{vector}");
    }
}

/// The table promises an answer by a time; with one cut-off of three hours,
/// windows that close at or before those times keep it for every minute.
#[test]
fn a_published_reply_table_can_be_agreed() {
    let table = read(include_str!("../data/talkspace_grt.json"));
    for (part, windows) in [
        (
            "morning",
            [("05:00", "10:00"), ("10:00", "14:00"), ("14:00", "19:00")],
        ),
        (
            "evening",
            [("08:00", "12:00"), ("12:00", "17:00"), ("17:00", "22:00")],
        ),
    ] {
        let windows = windows.map(|(opens, closes)| {
            json!({ "days": ["mon", "tue", "wed", "thu", "fri"], "opens": opens, "closes": closes })
        });
        let agreed = agreement(&json!({
            "version": 1, "zone": "America/New_York", "effective_from": "2026-03-02",
            "windows": windows, "cutoff_minutes": 180,
        }));
        let rows = table[part].as_array().expect("rows");
        assert_eq!(rows.len(), 3);
        for row in rows {
            // The fortnight holds a weekend on which the clocks change.
            let first: NaiveDate = "2026-03-02".parse().expect("a date");
            for date in first.iter_days().take(14).filter(|date| is_work_day(*date)) {
                check_row(&agreed, date, row);
            }
        }
    }
}

fn check_row(agreed: &holdfast_rhythm::Agreement, date: NaiveDate, row: &Value) {
    let time = |column: usize| text(&row[column]).parse::<WallTime>().expect("a time");
    let (asked_from, asked_until, reply_by) = (time(0), time(1), time(2));
    let overnight = asked_until < asked_from;
    let reply_date = if row[3] == 1 {
        next_work_day(date)
    } else {
        date
    };
    let until_date = if overnight { next_work_day(date) } else { date };
    let zone = agreed.zone();
    let from = resolve(zone, date, asked_from);
    let until = resolve(zone, until_date, asked_until);
    let deadline = resolve(zone, reply_date, reply_by);
    let mut asked = from + Duration::minutes(1);
    while asked <= until {
        let promised = agreed.promise(asked).expect("a promise");
        assert!(promised.closes <= deadline, "{date} {row} asked {asked}");
        asked += Duration::minutes(7);
    }
}

fn is_work_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn next_work_day(date: NaiveDate) -> NaiveDate {
    let mut days = date.iter_days().skip(1);
    days.find(|date| is_work_day(*date)).expect("a work day")
}
