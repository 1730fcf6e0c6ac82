//! Windows where the clocks change, and at midnight.

use super::single;
use crate::common::{agreement, at, window, windows};
use holdfast_rhythm::{Occurrence, SkipReason};
use serde_json::json;

#[test]
fn a_whole_day_and_midnight_closings() {
    let whole = agreement(&single(
        "Europe/Berlin",
        &["sun"],
        "00:00",
        "24:00",
        "2026-10-01",
    ));
    assert_eq!(
        windows(&whole, "2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z"),
        [window("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")],
        "the day on which the clocks go back lasts 25 hours"
    );
    let until_midnight = |closes| single("Europe/Berlin", &["tue"], "22:00", closes, "2026-11-01");
    let expected = [window("2026-11-24T21:00:00Z", "2026-11-24T23:00:00Z")];
    for closes in ["24:00", "00:00"] {
        let agreed = agreement(&until_midnight(closes));
        let found = windows(&agreed, "2026-11-24T00:00:00Z", "2026-11-26T00:00:00Z");
        assert_eq!(found, expected, "{closes}");
    }
}

#[test]
fn a_window_lost_to_the_clocks_is_announced() {
    let nights = agreement(&single(
        "Europe/Berlin",
        &["sun"],
        "02:00",
        "03:00",
        "2026-03-01",
    ));
    let found: Vec<Occurrence> = nights
        .occurrences(at("2026-03-22T00:00:00Z"), at("2026-04-06T00:00:00Z"))
        .collect();
    assert_eq!(found.len(), 3);
    assert_eq!(
        found[0].window(),
        Some(window("2026-03-22T01:00:00Z", "2026-03-22T02:00:00Z"))
    );
    let Occurrence::Skipped(skipped) = found[1] else {
        panic!("{:?} is no skipped window", found[1]);
    };
    assert_eq!(skipped.date.to_string(), "2026-03-29");
    assert_eq!(skipped.opens.to_string(), "02:00");
    assert_eq!(skipped.closes.to_string(), "03:00");
    assert_eq!(skipped.reason, SkipReason::ClocksPutForward);
    assert_eq!(
        found[2].window(),
        Some(window("2026-04-05T00:00:00Z", "2026-04-05T01:00:00Z"))
    );

    let arrived = at("2026-03-25T00:00:00Z");
    assert_eq!(nights.promise(arrived), found[2].window());
    assert_eq!(nights.release(arrived), Some(at("2026-04-05T00:00:00Z")));
}

#[test]
fn each_end_resolves_on_its_own() {
    let berlin = |opens, closes| {
        agreement(&single(
            "Europe/Berlin",
            &["sun"],
            opens,
            closes,
            "2026-01-01",
        ))
    };
    let spring = ("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z");
    let autumn = ("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z");
    for (opens, closes, (from, to), expected) in [
        // closes in the gap: read with the winter offset
        (
            "01:00",
            "02:30",
            spring,
            ("2026-03-29T00:00:00Z", "2026-03-29T01:30:00Z"),
        ),
        // opens in the gap
        (
            "02:15",
            "04:00",
            spring,
            ("2026-03-29T01:15:00Z", "2026-03-29T02:00:00Z"),
        ),
        // closes in the overlap: the first of the two
        (
            "01:00",
            "02:30",
            autumn,
            ("2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"),
        ),
        // opens in the overlap: the first of the two, so it lasts longer
        (
            "02:30",
            "04:00",
            autumn,
            ("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z"),
        ),
    ] {
        let expected = [window(expected.0, expected.1)];
        assert_eq!(
            windows(&berlin(opens, closes), from, to),
            expected,
            "{opens}–{closes}"
        );
    }
}

#[test]
fn windows_turned_around_by_a_gap_come_in_order_of_opening() {
    let agreed = agreement(&json!({
        "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-03-01",
        "windows": [
            { "days": ["sun"], "opens": "02:45", "closes": "03:05" },
            { "days": ["sun"], "opens": "03:10", "closes": "04:00" },
        ],
    }));
    let found: Vec<Occurrence> = agreed
        .occurrences(at("2026-03-28T00:00:00Z"), at("2026-03-30T00:00:00Z"))
        .collect();
    let openings: Vec<_> = found.iter().map(Occurrence::at).collect();
    assert_eq!(
        openings,
        [at("2026-03-29T01:10:00Z"), at("2026-03-29T01:45:00Z")]
    );
    assert!(matches!(found[1], Occurrence::Skipped(_)));
}
