//! A patient in New York, a therapist in Berlin, one week of November 2026.

use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    AccountId, Answer, ConversationId, EnvelopeId, Letter, Receipt, Release, Role,
};
use holdfast_rhythm::{Agreement, Outcome, Tz};

use super::picture::{Week, Words, strip, table, week};
use crate::components::tide::{ArcKind, MarkKind, TideChart, WindowKind};
use crate::i18n::{Language, times::Reader};
use crate::state::{Author, Conversation, Opened};

const PATIENT: AccountId = AccountId::from_bytes([1; 16]);
const THERAPIST: AccountId = AccountId::from_bytes([2; 16]);

/// Mondays and Thursdays 15:00–17:00 in Berlin.
const TWICE: &str = r#"{
    "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-16",
    "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
    "away": [{ "from": "2026-12-24", "until": "2027-01-01", "note": "Winter" }]
}"#;
/// Fridays instead, from the 27th on.
const FRIDAYS: &str = r#"{
    "version": 2, "zone": "Europe/Berlin", "effective_from": "2026-11-26",
    "windows": [{ "days": ["fri"], "opens": "10:00", "closes": "11:00" }]
}"#;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect(text)
}

struct English;

impl Words for English {
    fn now(&self) -> String {
        "Now".into()
    }
    fn wrote(&self, author: Author, when: &str) -> String {
        match author {
            Author::Me => format!("You wrote, {when}"),
            Author::Them => format!("They wrote, {when}"),
        }
    }
    fn held(&self, leaves: Option<&str>) -> String {
        leaves.map_or_else(|| "Waits".into(), |when| format!("Leaves {when}"))
    }
    fn away_until(&self, last_day: &str) -> String {
        format!("Away until {last_day}")
    }
    fn new_rhythm(&self) -> String {
        "New rhythm".into()
    }
    fn window(&self, kind: WindowKind) -> String {
        match kind {
            WindowKind::Agreed => "Window".into(),
            WindowKind::Promised => "Promised".into(),
        }
    }
}

fn reader(now: &str) -> Reader {
    Reader {
        language: Language::English,
        zone: Tz::America__New_York,
        other: Some(Tz::Europe__Berlin),
        now: at(now),
    }
}

struct Pages {
    conversation: Conversation,
    next: u8,
}

impl Pages {
    fn of(role: Role) -> Self {
        let me = match role {
            Role::Patient => PATIENT,
            Role::Therapist => THERAPIST,
        };
        let mut conversation = Conversation::new(ConversationId::from_bytes([7; 16]), me, role);
        conversation.timeline.accept(
            Agreement::parse(TWICE).expect("an agreement"),
            at("2026-11-10T00:00:00Z"),
        );
        Self {
            conversation,
            next: 0,
        }
    }

    fn write(&mut self, from: AccountId, written: &str, release: Release) -> EnvelopeId {
        self.next += 1;
        let id = EnvelopeId::from_bytes([self.next; 16]);
        let arrived = at(written) + TimeDelta::minutes(1);
        self.conversation.apply(Opened::Letter {
            id,
            from,
            letter: Letter {
                text: "words".into(),
                written: at(written),
                answer: Answer::Wanted,
                noticed: None,
            },
            receipt: Some(Receipt { arrived, release }),
        });
        for (letter, arrived) in self.conversation.without_promise() {
            if let Some(promise) = self.conversation.timeline.promise_record(arrived) {
                self.conversation.promise(letter, promise);
            }
        }
        id
    }

    fn letter(&mut self, written: &str) -> EnvelopeId {
        let left = at(written) + TimeDelta::minutes(1);
        self.write(PATIENT, written, Release::Left(left))
    }

    fn reply(&mut self, written: &str, left: &str) -> EnvelopeId {
        self.write(THERAPIST, written, Release::Left(at(left)))
    }

    fn week(&self, now: &str) -> TideChart {
        let reader = reader(now);
        let this = Week::of(reader.now, reader.zone);
        week(&self.conversation, this, &reader, &English)
    }
}

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
        .map(|mark| (mark.kind, mark.label.as_str()))
        .collect();
    assert_eq!(
        marks,
        [
            (MarkKind::Letter, "You wrote, Sunday 15:00"),
            (MarkKind::Reply, "They wrote, yesterday 09:30"),
            (MarkKind::Letter, "You wrote, today 15:00"),
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
    assert_eq!(held.label, "Leaves tomorrow 09:00");
}

#[test]
fn a_missed_letter_has_no_arc_and_its_window_no_promise() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    let chart = pages.week("2026-11-24T21:00:00Z");
    assert!(chart.arcs.is_empty());
    assert!(
        in_chart(&chart)
            .iter()
            .all(|(_, kind)| *kind == WindowKind::Agreed)
    );
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
    let chart = strip(&pages.conversation, &reader(now), &English).expect("a strip");
    assert!(chart.from < at(now) && at("2026-11-24T12:00:00Z") < chart.from);
    assert!(closes < chart.until);
    pages.letter("2026-11-24T20:00:00Z");
    let chart = strip(&pages.conversation, &reader(now), &English).expect("a strip");
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
    assert_eq!(strip(&conversation, &reader, &English), None);
}

#[test]
fn the_table_says_what_the_picture_shows_in_order() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-24T20:00:00Z");
    let now = "2026-11-24T21:00:00Z";
    let rows = table(&pages.week(now), &reader(now), &English);
    assert_eq!(
        rows,
        [
            ["yesterday 09:00–11:00 (15:00–17:00 in Berlin)", "Window"],
            ["today 15:00", "You wrote, today 15:00"],
            ["Thursday 09:00–11:00 (15:00–17:00 in Berlin)", "Promised"],
        ]
    );
}

#[test]
fn the_ledger_has_one_entry_for_each_promised_window() {
    let mut pages = Pages::of(Role::Patient);
    // Kept: both letters were answered in the window they share.
    pages.letter("2026-11-15T20:00:00Z");
    pages.letter("2026-11-15T21:00:00Z");
    pages.reply("2026-11-16T14:10:00Z", "2026-11-16T14:10:00Z");
    // Missed, and answered afterwards.
    pages.letter("2026-11-17T20:00:00Z");
    pages.reply("2026-11-23T14:05:00Z", "2026-11-23T14:05:00Z");
    // Waiting.
    pages.letter("2026-11-24T20:00:00Z");
    let now = at("2026-11-24T21:00:00Z");
    let entries: Vec<_> = pages
        .conversation
        .ledger(now)
        .into_iter()
        .map(|entry| (entry.window.opens, entry.outcome, entry.answered))
        .collect();
    assert_eq!(
        entries,
        [
            (at("2026-11-26T14:00:00Z"), Outcome::Waiting, None),
            (
                at("2026-11-19T14:00:00Z"),
                Outcome::Missed,
                Some(at("2026-11-23T14:05:00Z"))
            ),
            (
                at("2026-11-16T14:00:00Z"),
                Outcome::Kept,
                Some(at("2026-11-16T14:10:00Z"))
            ),
        ]
    );
}

#[test]
fn an_answer_that_is_here_counts_although_the_page_lags_behind() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    pages.reply("2026-11-23T14:10:30Z", "2026-11-23T14:10:30Z");
    let entries = pages.conversation.ledger(at("2026-11-23T14:10:00Z"));
    assert_eq!(entries[0].outcome, Outcome::Kept);
}

#[test]
fn a_second_letter_in_the_same_window_keeps_its_promise_open() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    pages.reply("2026-11-23T14:10:00Z", "2026-11-23T14:10:00Z");
    pages.letter("2026-11-23T14:30:00Z");
    let outcome_at = |now| pages.conversation.ledger(at(now))[0].outcome;
    assert_eq!(outcome_at("2026-11-23T15:00:00Z"), Outcome::Waiting);
    assert_eq!(outcome_at("2026-11-23T16:00:00Z"), Outcome::Missed);
}
