//! The week and the strip.

mod edges;

use super::*;
use crate::{
    components::tide::{ArcKind, MarkKind, WindowKind},
    pages::rhythm::picture::strip,
};

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
