//! The week where the clocks change, at its edges, and where versions follow
//! each other.

use super::in_chart;
use crate::{
    components::tide::{MarkKind, WindowKind},
    pages::rhythm::{tests::*, time_away::times_away},
};

/// Every night 01:30–02:30 in New York: on 14 March 2027 the clocks jump over
/// part of it, over the second window over all of it.
const NIGHTS: &str = r#"{
    "version": 1, "zone": "America/New_York", "effective_from": "2026-11-16",
    "windows": [{ "days": ["sun"], "opens": "02:00", "closes": "03:00" },
                { "days": ["wed"], "opens": "22:30", "closes": "00:30" }]
}"#;

#[test]
fn days_that_are_longer_or_shorter_are_told_and_hours_stand_by_the_clock() {
    let mut pages = Pages::under(Role::Patient, NIGHTS);
    let short = pages.week("2027-03-10T12:00:00Z");
    assert_eq!(short.until - short.from, TimeDelta::hours(7 * 24 - 1));
    assert_eq!(short.clocks.len(), 1);
    assert_eq!(short.clocks[0].at, at("2027-03-14T05:00:00Z"));
    assert_eq!(short.clocks[0].label, "Clocks(-60)");
    let noon = short.hours.iter().rev().nth(1).expect("a noon");
    assert_eq!(
        (noon.at, noon.label.as_str()),
        (at("2027-03-14T16:00:00Z"), "12:00")
    );
    // The window that would have opened then is said, and is no window.
    let skipped: Vec<_> = short
        .marks
        .iter()
        .map(|mark| (mark.kind, mark.label.as_str()))
        .collect();
    assert_eq!(skipped, [(MarkKind::Skipped, "Skipped(\"02:00–03:00\")")]);
    assert_eq!(in_chart(&short), [("22:30–00:30", WindowKind::Agreed)]);

    let long = pages.week("2026-11-01T12:00:00Z");
    assert_eq!(long.clocks[0].label, "Clocks(60)");
    assert!(pages.week("2026-11-20T12:00:00Z").clocks.is_empty());
}

#[test]
fn a_window_across_midnight_is_one_window_with_both_its_hours() {
    let mut pages = Pages::under(Role::Patient, NIGHTS);
    let chart = pages.week("2026-11-25T12:00:00Z");
    assert_eq!(
        in_chart(&chart),
        [
            ("22:30–00:30", WindowKind::Agreed),
            ("02:00–03:00", WindowKind::Agreed),
        ]
    );
}

#[test]
fn what_lies_outside_the_week_is_left_out_but_arcs_that_cross_it() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-17T20:00:00Z");
    pages.reply("2026-11-19T14:30:00Z", "2026-11-19T14:30:00Z");
    pages.letter("2026-11-20T20:00:00Z");
    pages.reply("2026-11-23T14:30:00Z", "2026-11-23T14:30:00Z");
    let chart = pages.week("2026-11-24T21:00:00Z");
    assert_eq!(chart.marks.len(), 1);
    assert_eq!(chart.arcs.len(), 1);
    assert_eq!(chart.arcs[0].from, at("2026-11-20T20:00:00Z"));
}

#[test]
fn a_promise_stands_where_the_new_version_has_no_such_window() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-23T20:00:00Z");
    let fridays = Agreement::parse(FRIDAYS).expect("an agreement");
    pages
        .conversation
        .timeline
        .accept(fridays, at("2026-11-23T21:00:00Z"));
    let chart = pages.week("2026-11-24T12:00:00Z");
    assert_eq!(
        in_chart(&chart),
        [
            ("09:00–11:00", WindowKind::Agreed),
            ("09:00–11:00", WindowKind::Promised),
            ("04:00–05:00", WindowKind::Agreed),
        ]
    );
    let change = chart.change.expect("a change to come");
    assert_eq!(change.at, at("2026-11-25T23:00:00Z"));
    // Once it has come it is no change any more.
    assert_eq!(pages.week("2026-11-26T12:00:00Z").change, None);
}

#[test]
fn time_away_ends_where_another_version_begins() {
    let mut pages = Pages::of(Role::Patient);
    let chart = pages.week("2026-12-22T12:00:00Z");
    assert_eq!(chart.away.len(), 1);
    assert_eq!(chart.away[0].from, at("2026-12-23T23:00:00Z"));
    assert_eq!(chart.away[0].until, at("2027-01-01T23:00:00Z"));
    assert_eq!(chart.away[0].label, "Away until 1 January 2027");
    let fridays = Agreement::parse(FRIDAYS).expect("an agreement");
    pages
        .conversation
        .timeline
        .accept(fridays, at("2026-11-20T00:00:00Z"));
    assert!(pages.week("2026-12-22T12:00:00Z").away.is_empty());
}

#[test]
fn time_away_that_a_new_version_goes_on_with_is_one_stretch() {
    let mut pages = Pages::of(Role::Patient);
    let still = FRIDAYS.replace("2026-11-26", "2026-12-28").replace(
        "]\n}",
        r#"], "away": [{ "from": "2026-12-24", "until": "2027-01-03" }] }"#,
    );
    let still = Agreement::parse(&still).expect("an agreement");
    let timeline = &mut pages.conversation.timeline;
    timeline.accept(still, at("2026-11-20T00:00:00Z"));
    let away = times_away(timeline);
    assert_eq!(away.len(), 1);
    assert_eq!(
        (away[0].from, away[0].until),
        (at("2026-12-23T23:00:00Z"), at("2027-01-03T23:00:00Z"))
    );
    let dates = [away[0].first, away[0].last].map(|date| date.to_string());
    assert_eq!(dates, ["2026-12-24", "2027-01-03"]);
}

#[test]
fn an_answer_at_the_very_beginning_of_the_week_has_its_arc_in_the_week_before() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-17T00:00:00Z");
    pages.reply("2026-11-23T05:00:00Z", "2026-11-23T05:00:00Z");
    let chart = pages.week("2026-11-23T06:00:00Z");
    assert_eq!(chart.from, at("2026-11-23T05:00:00Z"));
    assert!(chart.arcs.is_empty());
    assert_eq!(chart.marks.len(), 1);
}
