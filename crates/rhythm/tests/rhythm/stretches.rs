//! How long nobody reads, and what the clocks will swallow.

use super::common::{agreement, at, window, with};
use super::strategies::any_agreement;
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_rhythm::{Agreement, Occurrence, Window};
use proptest::prelude::*;
use serde_json::json;

/// Mondays and Thursdays at three, two weeks away at the turn of the year.
fn with_a_break() -> Agreement {
    agreement(&json!({
        "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
        "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
        "away": [{ "from": "2026-12-22", "until": "2027-01-03" }],
    }))
}

#[test]
fn a_break_is_a_stretch_from_the_last_closing_to_the_next_opening() {
    let agreed = with_a_break();
    let (from, until) = (agreed.starts(), at("2027-03-01T00:00:00Z"));
    let whole = window("2026-12-21T16:00:00Z", "2027-01-04T14:00:00Z");
    for (longer_than_days, found) in [(4, &[whole][..]), (13, &[whole]), (14, &[])] {
        assert_eq!(
            agreed.stretches_without(longer_than_days, from, until),
            found,
            "{longer_than_days}"
        );
    }
    // Between two windows it is three days or four, less two hours.
    let before = agreed.stretches_without(3, from, at("2026-12-07T14:00:00Z"));
    assert_eq!(
        before,
        [
            window("2026-11-26T16:00:00Z", "2026-11-30T14:00:00Z"),
            window("2026-12-03T16:00:00Z", "2026-12-07T14:00:00Z"),
        ]
    );
}

#[test]
fn an_extra_window_cuts_a_break_in_two() {
    let document: serde_json::Value =
        serde_json::from_str(&with_a_break().to_json()).expect("JSON");
    let extra = json!([{ "date": "2026-12-29", "opens": "10:00", "closes": "10:30" }]);
    let agreed = agreement(&with(document, "extra", extra));
    assert_eq!(
        agreed.stretches_without(5, agreed.starts(), at("2027-03-01T00:00:00Z")),
        [
            window("2026-12-21T16:00:00Z", "2026-12-29T09:00:00Z"),
            window("2026-12-29T09:30:00Z", "2027-01-04T14:00:00Z"),
        ]
    );
}

#[test]
fn a_stretch_is_cut_at_the_ends_of_the_question() {
    let agreed = with_a_break();
    let (from, until) = (at("2026-12-24T00:00:00Z"), at("2026-12-31T00:00:00Z"));
    let asked = Window {
        opens: from,
        closes: until,
    };
    assert_eq!(agreed.stretches_without(6, from, until), [asked]);
    assert_eq!(agreed.stretches_without(7, from, until), []);
    assert_eq!(agreed.stretches_without(0, until, from), []);
    assert_eq!(agreed.stretches_without(u32::MAX, from, until), []);
    let inside = at("2026-12-21T15:00:00Z");
    assert_eq!(
        agreed.stretches_without(1, inside, from),
        [window("2026-12-21T16:00:00Z", "2026-12-24T00:00:00Z")],
        "begins at the closing"
    );
}

#[test]
fn a_stretch_begins_at_the_last_closing_even_where_the_clocks_nest_windows() {
    // The night's window closes in the gap, so half an hour after the other.
    let agreed = agreement(&json!({
        "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-03-01",
        "windows": [
            { "days": ["sun"], "opens": "01:30", "closes": "02:50" },
            { "days": ["sun"], "opens": "03:00", "closes": "03:20" },
        ],
    }));
    let stretches =
        agreed.stretches_without(0, at("2026-03-29T00:30:00Z"), at("2026-03-30T00:00:00Z"));
    assert_eq!(
        stretches,
        [window("2026-03-29T01:50:00Z", "2026-03-30T00:00:00Z")]
    );
}

/// Windows that vanish in the coming half year are known half a year ahead.
#[test]
fn what_the_clocks_swallow_can_be_announced() {
    let nights = agreement(&json!({
        "version": 1, "zone": "America/New_York", "effective_from": "2026-01-01",
        "windows": [
            { "days": ["sun"], "opens": "02:00", "closes": "03:00" },
            { "days": ["mon"], "opens": "02:00", "closes": "03:00" },
        ],
    }));
    let swallowed = |from: DateTime<Utc>| {
        let ahead = nights.occurrences(from, from + TimeDelta::weeks(26));
        ahead
            .filter_map(|occurrence| match occurrence {
                Occurrence::Skipped(skipped) => Some(skipped.date.to_string()),
                Occurrence::Open(_) => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(swallowed(at("2026-01-01T12:00:00Z")), ["2026-03-08"]);
    assert_eq!(swallowed(at("2026-03-08T07:00:00Z")), ["2026-03-08"]);
    assert_eq!(swallowed(at("2026-03-08T07:00:01Z")), [""; 0]);
    assert_eq!(swallowed(at("2026-10-01T12:00:00Z")), ["2027-03-14"]);
}

proptest! {
    #[test]
    fn stretches_are_what_the_windows_leave(
        agreement in any_agreement(), start in -50_i64..200, days in 0_i64..120, longer_than in 0_u32..20,
    ) {
        let from = agreement.starts() + TimeDelta::days(start);
        let until = from + TimeDelta::days(days);
        let windows: Vec<Window> = agreement
            .occurrences(from, until)
            .filter_map(|occurrence| occurrence.window())
            .collect();
        let found = agreement.stretches_without(longer_than, from, until);
        for stretch in &found {
            let lasts = stretch.closes - stretch.opens;
            prop_assert!(lasts > TimeDelta::days(longer_than.into()));
            prop_assert!(from <= stretch.opens && stretch.closes <= until);
            prop_assert!(!windows.iter().any(|window| window.overlaps(stretch.opens, stretch.closes)));
            let closes = windows.iter().any(|window| window.closes == stretch.opens);
            prop_assert!(stretch.opens == from || closes);
            let opens = windows.iter().any(|window| window.opens == stretch.closes);
            prop_assert!(stretch.closes == until || opens);
        }
        prop_assert!(found.is_sorted_by_key(|stretch| stretch.opens));
        // Outside of them a window is never further than that.
        let hours = (0..days * 24).map(|hour| from + TimeDelta::hours(hour));
        for hour in hours.filter(|hour| !found.iter().any(|stretch| stretch.contains(*hour))) {
            let reach = hour + TimeDelta::days(longer_than.into());
            let near = windows.iter().any(|window| window.closes > hour && window.opens <= reach);
            prop_assert!(near || until <= reach, "{hour}");
        }
    }
}
