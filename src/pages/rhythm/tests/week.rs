//! The week and the strip.

use super::*;
use crate::components::tide::{ArcKind, MarkKind, WindowKind};
use crate::pages::rhythm::picture::strip;
use crate::pages::rhythm::time_away::times_away;

fn in_chart(chart: &TideChart) -> Vec<(&str, WindowKind)> {
    chart
        .windows
        .iter()
        .filter(|window| chart.from < window.closes && window.opens < chart.until)
        .map(|window| (window.label.as_str(), window.kind))
        .collect()
}

#[test]
fn a_week_begins_on_the_readers_monday() {
    let now = at("2026-11-23T02:00:00Z");
    // Still Sunday evening in New York.
    let there = Week::of(now, Tz::America__New_York);
    assert_eq!(there.first_day().to_string(), "2026-11-16");
    let here = Week::of(now, Tz::Europe__Berlin);
    assert_eq!(here.first_day().to_string(), "2026-11-23");
    assert_eq!(here.later(-1), there);
    assert_eq!(here.last_day().to_string(), "2026-11-29");
    // The week in which the clocks are put back has an hour more.
    let long = Week::of(at("2026-10-20T12:00:00Z"), Tz::Europe__Berlin);
    let span = long.span(Tz::Europe__Berlin);
    assert_eq!(span.closes - span.opens, TimeDelta::hours(7 * 24 + 1));
}

#[test]
fn windows_stand_in_the_readers_zone_and_the_promised_one_is_named() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-24T20:00:00Z");
    let chart = pages.week("2026-11-24T21:00:00Z");
    assert_eq!(
        in_chart(&chart),
        [
            ("09:00–11:00", WindowKind::Agreed),
            ("09:00–11:00", WindowKind::Promised)
        ]
    );
    assert_eq!(chart.from, at("2026-11-23T05:00:00Z"));
    assert_eq!(chart.until, at("2026-11-30T05:00:00Z"));
    let names: Vec<_> = chart.ticks.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(names[..2], ["Mon 23", "Tue 24"]);
    assert_eq!(chart.ticks[0].at, chart.from);
}

#[test]
fn arcs_lead_to_the_answer_or_to_the_middle_of_the_promised_window() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    pages.reply("2026-11-23T14:30:00Z", "2026-11-23T14:30:00Z");
    pages.letter("2026-11-24T20:00:00Z");
    let chart = pages.week("2026-11-24T21:00:00Z");
    let arcs: Vec<_> = chart.arcs.iter().map(|arc| (arc.kind, arc.until)).collect();
    assert_eq!(
        arcs,
        [
            (ArcKind::Answered, at("2026-11-23T14:30:00Z")),
            (ArcKind::Promised, at("2026-11-26T15:00:00Z")),
        ]
    );
    let marks: Vec<_> = chart
        .marks
        .iter()
        .map(|mark| (mark.kind, mark.when.as_str(), mark.label.as_str()))
        .collect();
    assert_eq!(
        marks,
        [
            (MarkKind::Reply, "yesterday 09:30", "Wrote(Them)"),
            (
                MarkKind::Letter,
                "today 15:00",
                "Wrote(Me); Promised(\"Thursday 09:00–11:00\")"
            ),
        ]
    );
}

#[test]
fn a_held_reply_stands_where_it_leaves() {
    let mut pages = Pages::of(Role::Therapist);
    pages.letter("2026-11-24T20:00:00Z");
    let leaves = at("2026-11-26T14:00:00Z");
    pages.write(
        THERAPIST,
        "2026-11-25T09:00:00Z",
        Release::HeldUntil(leaves),
    );
    let chart = pages.week("2026-11-25T10:00:00Z");
    let held = &chart.marks[1];
    assert_eq!((held.kind, held.at), (MarkKind::Held, leaves));
    assert_eq!(held.label, "Leaves(\"tomorrow 09:00\")");
}

#[test]
fn a_letter_whose_window_was_missed_leads_to_the_window_named_anew() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    let chart = pages.week("2026-11-24T21:00:00Z");
    assert_eq!(
        in_chart(&chart),
        [
            ("09:00–11:00", WindowKind::Missed),
            ("09:00–11:00", WindowKind::Promised)
        ]
    );
    let arcs: Vec<_> = chart.arcs.iter().map(|arc| (arc.kind, arc.until)).collect();
    assert_eq!(arcs, [(ArcKind::Promised, at("2026-11-26T15:00:00Z"))]);
    assert_eq!(
        chart.arcs[0].label,
        "Wrote(Me); NotCome; Promised(\"Thursday 09:00–11:00\")"
    );
}

#[test]
fn replies_outside_the_rhythm_and_ended_exchanges_have_marks_of_their_own() {
    let mut pages = Pages::of(Role::Patient);
    let first = pages.letter("2026-11-23T10:00:00Z");
    pages.close("2026-11-23T14:20:00Z", vec![first]);
    pages.letter("2026-11-23T20:00:00Z");
    pages.outside("2026-11-24T09:00:00Z");
    let chart = pages.week("2026-11-24T21:00:00Z");
    let marks: Vec<_> = chart
        .marks
        .iter()
        .map(|mark| (mark.kind, mark.label.as_str()))
        .collect();
    assert_eq!(
        marks,
        [
            (MarkKind::Letter, "Wrote(Me); NoAnswer"),
            (MarkKind::Ended, "Ended(Them)"),
            (MarkKind::Letter, "Wrote(Me); Answered(\"today 04:00\")"),
            (MarkKind::Outside, "WroteOutside(Them)"),
        ]
    );
    // What was ended has no arc.
    assert_eq!(chart.arcs.len(), 1);
    assert_eq!(chart.arcs[0].until, at("2026-11-24T09:00:00Z"));
}

#[test]
fn a_reply_says_what_it_owns() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    let missed = window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    pages.conversation.give_promises(at("2026-11-24T12:00:00Z"));
    pages.owning("2026-11-26T14:10:00Z", missed);
    let chart = pages.week("2026-11-26T15:00:00Z");
    assert_eq!(
        chart.marks[0].label,
        "Wrote(Them); Owns(\"Mon 23 Nov, 09:00–11:00\")"
    );
    assert_eq!(in_chart(&chart)[0].1, WindowKind::Missed);
}

#[test]
fn a_letter_that_waits_on_the_device_is_a_mark_without_an_arc() {
    let mut pages = Pages::of(Role::Patient);
    let id = pages.id();
    pages.conversation.apply(Opened::Letter {
        id,
        from: PATIENT,
        letter: Letter {
            text: "words".into(),
            written: at("2026-11-24T20:00:00Z"),
            answer: Answer::Wanted,
            noticed: None,
        },
        receipt: None,
    });
    let chart = pages.week("2026-11-24T21:00:00Z");
    assert_eq!(chart.marks[0].kind, MarkKind::NotSent);
    assert_eq!(chart.marks[0].label, "Wrote(Me); NotSent");
    assert!(chart.arcs.is_empty());
}

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
fn the_strip_reaches_from_the_letter_that_waits_past_its_window() {
    let mut pages = Pages::of(Role::Patient);
    let now = "2026-11-24T22:00:00Z";
    let closes = at("2026-11-26T16:00:00Z");
    let chart = strip(&pages.conversation, &reader(now), &Plain).expect("a strip");
    assert!(chart.from < at(now) && at("2026-11-24T12:00:00Z") < chart.from);
    assert!(closes < chart.until);
    pages.letter("2026-11-24T20:00:00Z");
    let chart = strip(&pages.conversation, &reader(now), &Plain).expect("a strip");
    assert!(chart.from < at("2026-11-24T20:00:00Z"));
    assert!(
        chart
            .windows
            .iter()
            .any(|window| { window.closes == closes && window.kind == WindowKind::Promised })
    );
}

#[test]
fn without_an_agreement_there_is_no_strip() {
    let conversation =
        Conversation::new(ConversationId::from_bytes([7; 16]), PATIENT, Role::Patient);
    let reader = reader("2026-11-24T22:00:00Z");
    assert_eq!(strip(&conversation, &reader, &Plain), None);
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
