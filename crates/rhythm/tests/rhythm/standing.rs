//! A promise once given stands, whatever is agreed afterwards (product rule 5).

mod laws;

use super::common::{agreement, at, window};
use holdfast_rhythm::{Agreement, Occurrence, ReleaseAt, Timeline, Window};
use serde_json::{Value, json};

/// Windows in UTC on some days of the week.
fn weekly(version: u32, effective_from: &str, days: &Value, hours: (&str, &str)) -> Agreement {
    agreement(&json!({
        "version": version, "zone": "UTC", "effective_from": effective_from,
        "windows": [{ "days": days, "opens": hours.0, "closes": hours.1 }],
    }))
}

/// Fridays in the afternoon, and from Tuesday 1 December on Tuesdays in the
/// morning, accepted on Saturday 28 November.
fn moved_to_tuesdays() -> Timeline {
    let mut timeline = Timeline::new();
    timeline.accept(
        weekly(1, "2026-11-01", &json!(["fri"]), ("15:00", "17:00")),
        at("2026-10-31T12:00:00Z"),
    );
    timeline.accept(
        weekly(2, "2026-12-01", &json!(["tue"]), ("09:00", "11:00")),
        at("2026-11-28T12:00:00Z"),
    );
    timeline
}

fn friday() -> Window {
    window("2026-12-04T15:00:00Z", "2026-12-04T17:00:00Z")
}

fn openings(timeline: &Timeline, from: &str, to: &str) -> Vec<String> {
    let windows = timeline.windows(at(from), at(to));
    let openings = windows.iter().map(Occurrence::at);
    openings
        .map(|opens| opens.format("%d %H:%M").to_string())
        .collect()
}

#[test]
fn a_promised_window_of_the_earlier_version_stands() {
    let mut timeline = moved_to_tuesdays();
    let written = at("2026-11-28T11:00:00Z");
    assert_eq!(timeline.promise(written), Some(friday()));
    let fortnight = ("2026-11-27T18:00:00Z", "2026-12-09T00:00:00Z");
    assert_eq!(
        openings(&timeline, fortnight.0, fortnight.1),
        ["01 09:00", "08 09:00"]
    );

    timeline.take_letter(written);
    assert_eq!(
        openings(&timeline, fortnight.0, fortnight.1),
        ["01 09:00", "04 15:00", "08 09:00"]
    );
    let (before, inside, after) = (
        at("2026-12-02T00:00:00Z"),
        at("2026-12-04T16:59:59Z"),
        at("2026-12-04T17:00:00Z"),
    );
    assert_eq!(timeline.next_opening(before), Some(friday()));
    assert_eq!(
        timeline.release(before),
        ReleaseAt::At(at("2026-12-04T15:00:00Z"))
    );
    assert_eq!(timeline.window_at(inside), Some(friday()));
    assert_eq!(timeline.release(inside), ReleaseAt::Now);
    assert_eq!(timeline.window_at(after), None);
    assert_eq!(
        timeline.release(after),
        ReleaseAt::At(at("2026-12-08T09:00:00Z"))
    );
}

#[test]
fn only_letters_from_before_the_acceptance_make_windows_stand() {
    let without = moved_to_tuesdays();
    for arrived in [
        // Its promise was over before the change.
        "2026-11-26T12:00:00Z",
        // These knew of the change.
        "2026-11-28T12:00:00Z",
        "2026-11-30T12:00:00Z",
        "2026-12-02T12:00:00Z",
    ] {
        let mut timeline = moved_to_tuesdays();
        timeline.take_letter(at(arrived));
        let (from, to) = (at("2026-11-01T00:00:00Z"), at("2027-02-01T00:00:00Z"));
        assert_eq!(
            timeline.windows(from, to),
            without.windows(from, to),
            "{arrived}"
        );
    }
}

#[test]
fn a_letter_of_the_very_instant_does_not_hide_the_one_before() {
    let mut timeline = moved_to_tuesdays();
    timeline.take_letter(at("2026-11-28T12:00:00Z"));
    timeline.take_letter(at("2026-11-28T11:00:00Z"));
    assert_eq!(timeline.window_at(friday().opens), Some(friday()));
}

#[test]
fn a_window_that_closed_before_its_version_was_accepted_does_not_appear() {
    let mut timeline = Timeline::new();
    let first = weekly(1, "2026-11-27", &json!(["fri"]), ("15:00", "17:00"));
    let closing = at("2026-11-27T17:00:00Z");
    timeline.accept(first, closing);
    timeline.take_letter(closing);
    timeline.accept(
        weekly(2, "2026-12-01", &json!(["tue"]), ("09:00", "11:00")),
        at("2026-11-28T12:00:00Z"),
    );
    assert_eq!(
        openings(&timeline, "2026-11-27T00:00:00Z", "2026-12-02T00:00:00Z"),
        ["01 09:00"]
    );
}

#[test]
fn a_letter_after_the_change_is_promised_what_was_agreed_then() {
    let mut timeline = moved_to_tuesdays();
    timeline.take_letter(at("2026-11-28T11:00:00Z"));
    let tuesday = window("2026-12-08T09:00:00Z", "2026-12-08T11:00:00Z");
    assert_eq!(timeline.promise(at("2026-12-02T12:00:00Z")), Some(tuesday));
}

#[test]
fn each_of_several_changes_in_a_row_leaves_its_promise_standing() {
    let mut timeline = moved_to_tuesdays();
    timeline.accept(
        weekly(3, "2026-12-01", &json!(["wed"]), ("20:00", "21:00")),
        at("2026-11-29T12:00:00Z"),
    );
    timeline.take_letter(at("2026-11-28T11:00:00Z"));
    timeline.take_letter(at("2026-11-29T11:00:00Z"));
    timeline.take_letter(at("2026-11-30T11:00:00Z"));
    assert_eq!(
        openings(&timeline, "2026-11-28T00:00:00Z", "2026-12-10T00:00:00Z"),
        ["01 09:00", "02 20:00", "04 15:00", "09 20:00"],
        "Tuesday by the version that never ruled, Friday by the one before it"
    );
}

#[test]
fn a_window_open_at_the_change_stays_whole_without_standing() {
    let mut timeline = Timeline::new();
    timeline.accept(
        weekly(1, "2026-11-01", &json!(["mon"]), ("23:00", "01:00")),
        at("2026-10-31T12:00:00Z"),
    );
    timeline.accept(
        weekly(2, "2026-12-01", &json!(["tue"]), ("00:30", "00:45")),
        at("2026-11-28T12:00:00Z"),
    );
    timeline.take_letter(at("2026-11-27T12:00:00Z"));
    assert_eq!(
        openings(&timeline, "2026-11-30T00:00:00Z", "2026-12-02T00:00:00Z"),
        ["30 23:00", "01 00:30"]
    );
    let both_open = at("2026-12-01T00:40:00Z");
    assert_eq!(
        timeline.window_at(both_open),
        Some(window("2026-11-30T23:00:00Z", "2026-12-01T01:00:00Z")),
        "the one that is open longest"
    );
}

#[test]
fn two_promises_stand_where_the_clocks_are_put_forward_over_a_window() {
    // In the night to 29 March the window lasts an hour and a half, its cut-off
    // two: a letter half an hour before it opens is promised the next one.
    let nights = |version, effective_from, hours: (&str, &str)| {
        agreement(&json!({
            "version": version, "zone": "Europe/Berlin", "effective_from": effective_from,
            "windows": [{ "days": ["sun"], "opens": hours.0, "closes": hours.1 }],
            "cutoff_minutes": if version == 1 { 120 } else { 0 },
        }))
    };
    let mut timeline = Timeline::new();
    timeline.accept(
        nights(1, "2026-03-01", ("01:30", "04:00")),
        at("2026-02-28T12:00:00Z"),
    );
    let (early, late) = (at("2026-03-28T23:00:00Z"), at("2026-03-29T00:10:00Z"));
    let first = window("2026-03-29T00:30:00Z", "2026-03-29T02:00:00Z");
    let second = window("2026-04-04T23:30:00Z", "2026-04-05T02:00:00Z");
    assert_eq!(timeline.promise(early), Some(first));
    assert_eq!(timeline.promise(late), Some(second));
    timeline.accept(
        nights(2, "2026-03-29", ("10:00", "11:00")),
        at("2026-03-29T00:20:00Z"),
    );
    // The last letter is enough to know of both.
    timeline.take_letter(late);
    assert_eq!(timeline.window_at(first.opens), Some(first));
    assert_eq!(timeline.window_at(second.opens), Some(second));
}

#[test]
fn a_standing_window_that_is_listed_anyway_is_listed_once() {
    // Both open at three when the clocks go from two to three.
    let nights = |version, effective_from| {
        agreement(&json!({
            "version": version, "zone": "Europe/Berlin", "effective_from": effective_from,
            "windows": [
                { "days": ["sun"], "opens": "02:00", "closes": "02:30" },
                { "days": ["sun"], "opens": "03:00", "closes": "04:00" },
            ],
        }))
    };
    let mut timeline = Timeline::new();
    timeline.accept(nights(1, "2026-03-01"), at("2026-02-28T12:00:00Z"));
    timeline.accept(nights(2, "2026-04-01"), at("2026-03-28T12:00:00Z"));
    timeline.take_letter(at("2026-03-28T11:00:00Z"));
    assert_eq!(
        openings(&timeline, "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"),
        ["29 01:00", "29 01:00"]
    );
}
