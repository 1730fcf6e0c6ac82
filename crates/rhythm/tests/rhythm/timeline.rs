//! One agreement after the other.

mod promises;

use super::common::{agreement, at, window};
use chrono::TimeDelta;
use holdfast_rhythm::{Agreement, ReleaseAt, Timeline};
use serde_json::json;

/// A daily window in UTC.
fn daily(version: u32, effective_from: &str, opens: &str, closes: &str) -> Agreement {
    agreement(&json!({
        "version": version, "zone": "UTC", "effective_from": effective_from,
        "windows": [{
            "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            "opens": opens, "closes": closes,
        }],
    }))
}

fn timeline(accepted: &[(Agreement, &str)]) -> Timeline {
    let mut timeline = Timeline::new();
    for (agreement, accepted) in accepted {
        timeline.accept(agreement.clone(), at(accepted));
    }
    timeline
}

/// Version 1 at three in the afternoon, version 2 from 2 December at nine.
fn two_versions() -> Timeline {
    timeline(&[
        (
            daily(1, "2026-11-01", "15:00", "17:00"),
            "2026-10-31T12:00:00Z",
        ),
        (
            daily(2, "2026-12-02", "09:00", "11:00"),
            "2026-11-29T18:00:00Z",
        ),
    ])
}

fn version_at(timeline: &Timeline, instant: &str) -> Option<u32> {
    timeline.in_force(at(instant)).map(Agreement::version)
}

fn openings(timeline: &Timeline, from: &str, to: &str) -> Vec<String> {
    timeline
        .windows(at(from), at(to))
        .iter()
        .map(|occurrence| occurrence.at().format("%d %H:%M").to_string())
        .collect()
}

#[test]
fn without_an_agreement_there_is_no_rhythm() {
    let empty = Timeline::new();
    let now = at("2026-11-23T12:00:00Z");
    assert!(empty.is_empty());
    assert_eq!(empty.in_force(now), None);
    assert_eq!(empty.next_change(now), None);
    assert_eq!(empty.windows(now, now + TimeDelta::days(7)), []);
    assert_eq!(empty.window_at(now), None);
    assert_eq!(empty.next_opening(now), None);
    assert_eq!(empty.promise(now), None);
    assert_eq!(empty.release(now), ReleaseAt::Now);
}

#[test]
fn each_version_rules_until_the_next() {
    let timeline = two_versions();
    assert!(!timeline.is_empty());
    assert_eq!(version_at(&timeline, "2026-10-31T23:59:59Z"), None);
    assert_eq!(version_at(&timeline, "2026-11-01T00:00:00Z"), Some(1));
    assert_eq!(version_at(&timeline, "2026-12-01T23:59:59Z"), Some(1));
    assert_eq!(version_at(&timeline, "2026-12-02T00:00:00Z"), Some(2));
    assert_eq!(
        openings(&timeline, "2026-11-30T12:00:00Z", "2026-12-04T00:00:00Z"),
        ["30 15:00", "01 15:00", "02 09:00", "03 09:00"]
    );
    let change = timeline
        .next_change(at("2026-11-15T00:00:00Z"))
        .expect("a change");
    assert_eq!(
        (change.agreement.version(), change.from),
        (2, at("2026-12-02T00:00:00Z"))
    );
    assert_eq!(timeline.next_change(change.from), None);
}

#[test]
fn the_order_of_arrival_does_not_matter_and_repeats_change_nothing() {
    let mut reversed = Timeline::new();
    for there in two_versions()
        .versions()
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        reversed.accept(there.agreement.clone(), there.accepted);
        reversed.accept(there.agreement.clone(), there.accepted + TimeDelta::days(9));
    }
    assert_eq!(reversed, two_versions());
}

#[test]
fn a_late_acceptance_rules_from_then() {
    let timeline = timeline(&[
        (
            daily(1, "2026-11-01", "15:00", "17:00"),
            "2026-10-31T12:00:00Z",
        ),
        (
            daily(2, "2026-12-02", "09:00", "11:00"),
            "2026-12-04T12:00:00Z",
        ),
    ]);
    assert_eq!(version_at(&timeline, "2026-12-04T11:59:59Z"), Some(1));
    assert_eq!(version_at(&timeline, "2026-12-04T12:00:00Z"), Some(2));
    assert_eq!(
        openings(&timeline, "2026-12-03T00:00:00Z", "2026-12-06T00:00:00Z"),
        ["03 15:00", "05 09:00"],
        "the fourth has neither the old afternoon nor the new morning"
    );
}

#[test]
fn a_window_open_at_acceptance_counts_and_an_open_one_stays_whole() {
    let first = timeline(&[(
        daily(1, "2026-11-23", "15:00", "17:00"),
        "2026-11-23T15:30:00Z",
    )]);
    let today = window("2026-11-23T15:00:00Z", "2026-11-23T17:00:00Z");
    let now = at("2026-11-23T15:31:00Z");
    assert_eq!(first.window_at(now), Some(today));
    assert_eq!(first.promise(now), Some(today));
    assert_eq!(first.release(now), ReleaseAt::Now);
    assert_eq!(first.window_at(at("2026-11-23T15:29:00Z")), None);

    let nights = timeline(&[
        (
            daily(1, "2026-11-01", "23:00", "01:00"),
            "2026-10-31T12:00:00Z",
        ),
        (
            daily(2, "2026-12-02", "09:00", "11:00"),
            "2026-11-29T18:00:00Z",
        ),
    ]);
    let last = window("2026-12-01T23:00:00Z", "2026-12-02T01:00:00Z");
    assert_eq!(nights.window_at(at("2026-12-02T00:30:00Z")), Some(last));
    assert_eq!(
        openings(&nights, "2026-12-02T00:15:00Z", "2026-12-02T12:00:00Z"),
        ["01 23:00", "02 09:00"]
    );
}

#[test]
fn a_window_shared_by_two_versions_is_listed_once() {
    let same = |version| daily(version, "2026-11-23", "15:00", "17:00");
    let timeline = timeline(&[
        (same(1), "2026-11-22T12:00:00Z"),
        (same(2), "2026-11-25T16:00:00Z"),
    ]);
    assert_eq!(
        openings(&timeline, "2026-11-24T00:00:00Z", "2026-11-27T00:00:00Z"),
        ["24 15:00", "25 15:00", "26 15:00"]
    );
}

#[test]
fn what_opens_at_the_moment_of_a_change_belongs_to_the_new_version() {
    let timeline = timeline(&[
        (
            daily(1, "2026-11-01", "00:00", "02:00"),
            "2026-10-31T12:00:00Z",
        ),
        (
            daily(2, "2026-12-02", "09:00", "11:00"),
            "2026-11-29T18:00:00Z",
        ),
    ]);
    assert_eq!(
        openings(&timeline, "2026-12-01T00:00:00Z", "2026-12-03T00:00:00Z"),
        ["01 00:00", "02 09:00"]
    );
    let midnight = at("2026-12-02T00:00:00Z");
    assert_eq!(timeline.window_at(midnight), None);
    let morning = window("2026-12-02T09:00:00Z", "2026-12-02T11:00:00Z");
    assert_eq!(timeline.promise(at("2026-12-01T12:00:00Z")), Some(morning));
    assert_eq!(
        timeline.next_opening(at("2026-12-01T12:00:00Z")),
        Some(morning)
    );
}

#[test]
fn a_version_overtaken_before_its_start_never_rules() {
    let timeline = timeline(&[
        (
            daily(1, "2026-11-01", "15:00", "17:00"),
            "2026-10-31T12:00:00Z",
        ),
        (
            daily(2, "2026-12-10", "09:00", "11:00"),
            "2026-11-20T18:00:00Z",
        ),
        (
            daily(3, "2026-12-02", "20:00", "21:00"),
            "2026-11-21T18:00:00Z",
        ),
    ]);
    assert_eq!(version_at(&timeline, "2026-12-20T00:00:00Z"), Some(3));
    let change = timeline
        .next_change(at("2026-11-25T00:00:00Z"))
        .expect("a change");
    assert_eq!(change.agreement.version(), 3);
    assert_eq!(
        openings(&timeline, "2026-12-09T00:00:00Z", "2026-12-12T00:00:00Z"),
        ["09 20:00", "10 20:00", "11 20:00"]
    );
    assert_eq!(timeline.versions().count(), 3);
}
