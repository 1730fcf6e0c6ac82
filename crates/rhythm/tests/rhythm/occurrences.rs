//! Which windows there are, by example.

mod clocks;

use super::common::{afternoons, agreement, at, local, window, windows, with};
use holdfast_rhythm::Agreement;
use serde_json::{Value, json};

/// The agreement of the design page.
fn full() -> Agreement {
    agreement(&json!({
        "version": 3,
        "zone": "Europe/Berlin",
        "effective_from": "2026-11-23",
        "windows": [
            { "days": ["mon", "tue", "wed", "thu", "fri"], "opens": "15:00", "closes": "17:00" },
            { "days": ["sat"], "opens": "22:30", "closes": "00:30", "every_weeks": 2 },
        ],
        "away": [{ "from": "2026-12-24", "until": "2027-01-01", "note": "Winter break" }],
        "extra": [{ "date": "2026-12-28", "opens": "10:00", "closes": "10:30" }],
        "cutoff_minutes": 29,
    }))
}

fn openings(agreement: &Agreement, from: &str, to: &str) -> Vec<String> {
    windows(agreement, from, to)
        .into_iter()
        .map(|window| local(agreement, window).0)
        .collect()
}

fn single(zone: &str, days: &[&str], opens: &str, closes: &str, from: &str) -> Value {
    json!({
        "version": 1, "zone": zone, "effective_from": from,
        "windows": [{ "days": days, "opens": opens, "closes": closes }],
    })
}

#[test]
fn a_fortnight_with_every_other_saturday() {
    assert_eq!(
        openings(&full(), "2026-11-26T00:00:00Z", "2026-12-08T00:00:00Z"),
        [
            "Thu 2026-11-26 15:00",
            "Fri 2026-11-27 15:00",
            "Sat 2026-11-28 22:30",
            "Mon 2026-11-30 15:00",
            "Tue 2026-12-01 15:00",
            "Wed 2026-12-02 15:00",
            "Thu 2026-12-03 15:00",
            "Fri 2026-12-04 15:00",
            "Mon 2026-12-07 15:00",
        ]
    );
}

#[test]
fn time_away_drops_by_opening_date_and_extra_windows_stand() {
    assert_eq!(
        openings(&full(), "2026-12-23T00:00:00Z", "2027-01-05T00:00:00Z"),
        [
            "Wed 2026-12-23 15:00",
            "Mon 2026-12-28 10:00",
            "Mon 2027-01-04 15:00",
        ]
    );
    let nights = with(
        single(
            "Europe/Berlin",
            &["wed", "thu"],
            "23:00",
            "01:00",
            "2026-12-01",
        ),
        "away",
        json!([{ "from": "2026-12-24", "until": "2026-12-24" }]),
    );
    // Wednesday's window closes on the date away and still takes place.
    let found = windows(
        &agreement(&nights),
        "2026-12-23T00:00:00Z",
        "2026-12-26T00:00:00Z",
    );
    assert_eq!(
        found,
        [window("2026-12-23T22:00:00Z", "2026-12-24T00:00:00Z")]
    );
}

#[test]
fn nothing_opens_before_the_first_date() {
    let from_thursday = agreement(&with(afternoons(), "effective_from", json!("2026-11-26")));
    assert_eq!(from_thursday.starts(), at("2026-11-25T23:00:00Z"));
    assert_eq!(
        openings(
            &from_thursday,
            "2020-01-01T00:00:00Z",
            "2026-11-28T00:00:00Z"
        ),
        ["Thu 2026-11-26 15:00", "Fri 2026-11-27 15:00"]
    );
}

#[test]
fn weeks_count_from_the_week_of_the_first_date() {
    // 2026-11-26 is a Thursday: the Monday of its week lies before it.
    let document = json!({
        "version": 1, "zone": "UTC", "effective_from": "2026-11-26",
        "windows": [{ "days": ["mon", "sun"], "opens": "10:00", "closes": "11:00", "every_weeks": 3 }],
    });
    assert_eq!(
        openings(
            &agreement(&document),
            "2026-11-01T00:00:00Z",
            "2027-01-08T00:00:00Z"
        ),
        [
            "Sun 2026-11-29 10:00",
            "Mon 2026-12-14 10:00",
            "Sun 2026-12-20 10:00",
            "Mon 2027-01-04 10:00",
        ]
    );
}

#[test]
fn ranges_are_half_open_and_list_what_overlaps() {
    let agreed = agreement(&afternoons());
    let monday = window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    for (from, to, found) in [
        ("2026-11-23T15:00:00Z", "2026-11-23T15:00:01Z", true),
        ("2026-11-23T15:59:59Z", "2026-11-23T20:00:00Z", true),
        ("2026-11-23T10:00:00Z", "2026-11-23T14:00:01Z", true),
        ("2026-11-23T10:00:00Z", "2026-11-23T14:00:00Z", false),
        ("2026-11-23T16:00:00Z", "2026-11-23T20:00:00Z", false),
        ("2026-11-23T15:00:00Z", "2026-11-23T15:00:00Z", false),
        ("2026-11-23T15:30:00Z", "2026-11-23T15:00:00Z", false),
    ] {
        let expected = if found { vec![monday] } else { vec![] };
        assert_eq!(windows(&agreed, from, to), expected, "{from} {to}");
    }
    let nights = agreement(&single("UTC", &["tue"], "00:00", "01:00", "2026-11-23"));
    for (to, found) in [("2026-11-24T00:00:00Z", 0), ("2026-11-24T00:00:00.001Z", 1)] {
        assert_eq!(
            windows(&nights, "2026-11-23T12:00:00Z", to).len(),
            found,
            "{to}"
        );
    }
}

#[test]
fn a_window_holds_its_opening_and_not_its_closing() {
    let monday = window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    assert!(monday.contains(monday.opens));
    assert!(!monday.contains(monday.closes));
}

#[test]
fn promise_counts_from_arrival_and_honours_the_cutoff() {
    let agreed = agreement(&afternoons());
    let monday = window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    let tuesday = window("2026-11-24T14:00:00Z", "2026-11-24T16:00:00Z");
    for (arrived, promised) in [
        ("2026-11-23T08:00:00Z", monday),
        ("2026-11-23T15:00:00Z", monday),
        ("2026-11-23T15:30:00Z", monday),
        ("2026-11-23T15:30:01Z", tuesday),
        ("2026-11-23T16:00:00Z", tuesday),
    ] {
        assert_eq!(agreed.promise(at(arrived)), Some(promised), "{arrived}");
    }
    let without_cutoff = agreement(&with(afternoons(), "cutoff_minutes", json!(0)));
    assert_eq!(without_cutoff.promise(monday.closes), Some(monday));
}

#[test]
fn nothing_is_promised_beyond_reach() {
    let agreed = agreement(&afternoons());
    let opens = at("2026-11-23T14:00:00Z");
    let reach = chrono::TimeDelta::days(60);
    assert!(agreed.promise(opens - reach).is_some());
    assert_eq!(
        agreed.promise(opens - reach - chrono::TimeDelta::seconds(1)),
        None
    );
}

#[test]
fn release_is_at_once_inside_and_at_the_next_opening_outside() {
    let agreed = agreement(&afternoons());
    for (written, released) in [
        ("2026-11-23T13:59:59Z", "2026-11-23T14:00:00Z"),
        ("2026-11-23T14:00:00Z", "2026-11-23T14:00:00Z"),
        ("2026-11-23T15:59:59Z", "2026-11-23T15:59:59Z"),
        ("2026-11-23T16:00:00Z", "2026-11-24T14:00:00Z"),
        ("2026-11-27T16:00:00Z", "2026-11-30T14:00:00Z"),
        ("2026-01-01T00:00:00Z", "2026-11-23T14:00:00Z"),
    ] {
        assert_eq!(agreed.release(at(written)), Some(at(released)), "{written}");
    }
}

#[test]
fn documents_survive_being_written() {
    let agreed = full();
    assert_eq!(Agreement::parse(&agreed.to_json()).as_ref(), Ok(&agreed));
    let timing = Agreement::parse(&agreed.timing()).expect("the timing");
    assert_eq!(timing.timing(), agreed.timing());
    assert_eq!(timing.document().away[0].note, None);
    assert_eq!(timing.document().notice_hours, 48);
    assert_eq!(timing.cutoff(), agreed.cutoff());
    assert_ne!(timing, agreed, "the note is gone");
}

#[test]
fn documents_are_written_the_same_way_to_the_byte() {
    let json = r#"{
        "notice_hours": 24, "cutoff_minutes": 30, "version": 7, "zone": "Europe/Berlin",
        "extra": [{"closes": "12:00", "opens": "10:00", "date": "2026-12-28"}],
        "away": [
            {"until": "2026-12-27", "note": "\u0007 \"Ferien\"\nam \u00dcbersee\\", "from": "2026-12-21"},
            {"from": "2027-02-01", "until": "2027-02-01"}
        ],
        "effective_from": "2026-11-23",
        "windows": [
            {"days": ["thu", "mon"], "opens": "15:00", "closes": "24:00", "every_weeks": 2},
            {"days": ["tue"], "opens": "09:05", "closes": "10:00", "every_weeks": 1}
        ]
    }"#;
    let agreed = Agreement::parse(json).expect("an agreement");
    let written = concat!(
        r#"{"version":7,"zone":"Europe/Berlin","effective_from":"2026-11-23","windows":["#,
        r#"{"days":["thu","mon"],"opens":"15:00","closes":"24:00","every_weeks":2},"#,
        r#"{"days":["tue"],"opens":"09:05","closes":"10:00"}],"away":[NOTED,"#,
        r#"{"from":"2027-02-01","until":"2027-02-01"}],"#,
        r#""extra":[{"date":"2026-12-28","opens":"10:00","closes":"12:00"}],"#,
        r#""cutoff_minutes":30,"notice_hours":24}"#
    );
    let timing = r#"{"from":"2026-12-21","until":"2026-12-27"}"#;
    let noted =
        r#"{"from":"2026-12-21","until":"2026-12-27","note":"\u0007 \"Ferien\"\nam Übersee\\"}"#;
    assert_eq!(agreed.to_json(), written.replace("NOTED", noted));
    assert_eq!(agreed.timing(), written.replace("NOTED", timing));
}
