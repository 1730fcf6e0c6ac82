//! Changes of the agreement and what is held: a promise given before stands
//! (product rule 5), and nothing else of what was agreed before does.

use super::model::Model;
use crate::{
    fixtures::{
        AFTER, BEFORE, PATIENT, THERAPIST, accept, at, id, propose, replace, send, send_kind,
        send_outside, send_regardless, timing_of,
    },
    mailbox::{Fate, Hold},
};
use holdfast_protocol::{EnvelopeKind, Event, Release};

const FRIDAYS: &str = r#"{"days":["fri"],"opens":"15:00","closes":"17:00"}"#;
const TUESDAYS: &str = r#"{"days":["tue"],"opens":"09:00","closes":"11:00"}"#;

/// The Friday that a letter of Monday is promised.
const FRIDAY: &str = "2026-11-27T15:00:00Z";
/// The first Tuesday after the change.
const TUESDAY: &str = "2026-12-01T09:00:00Z";

/// Two people with Fridays, of whom the therapist proposes on Monday morning
/// to go over to Tuesdays on Thursday. Uses the id 900.
fn fridays() -> Model {
    let mut model = Model::new();
    let accepted = at("2026-11-01T00:00:00Z");
    let fridays = timing_of(1, "2026-11-01", FRIDAYS);
    model.agreed.accept(&fridays, accepted).unwrap();
    model.accepted(BEFORE, THERAPIST, propose(900, &tuesdays()));
    model
}

fn tuesdays() -> String {
    timing_of(2, "2026-11-26", TUESDAYS)
}

/// The patient accepts on Monday evening. Uses the id 901.
fn change(model: &mut Model) {
    model.accepted(AFTER, PATIENT, accept(901, &tuesdays()));
}

fn until(hour: &str) -> Release {
    Release::HeldUntil(at(hour))
}

#[test]
fn a_promised_window_lets_a_reply_out_though_a_change_took_it_away() {
    let mut model = fridays();
    model.accepted(BEFORE, PATIENT, send(PATIENT.account, 1));
    change(&mut model);
    let thursday = "2026-11-26T12:00:00Z";
    let release = model.accepted(thursday, THERAPIST, send(THERAPIST.account, 2));
    assert_eq!(release, until(FRIDAY));
    model.release(at(FRIDAY));
    assert_eq!(model.shown(PATIENT).last(), Some(&id(2)));

    // It is open like any other, and closes like any other.
    let inside = "2026-11-27T16:00:00Z";
    let left = Release::Left(at(inside));
    let reply = model.accepted(inside, THERAPIST, send(THERAPIST.account, 3));
    assert_eq!(reply, left);
    let outside = model.accepted(inside, THERAPIST, send_outside(4, None));
    assert_eq!(outside, left);
    let late = "2026-11-27T17:00:00Z";
    let reply = model.accepted(late, THERAPIST, send(THERAPIST.account, 5));
    assert_eq!(reply, until(TUESDAY));
}

#[test]
fn a_window_that_nobody_was_promised_lets_nothing_out() {
    let mut model = fridays();
    // A draft is promised nothing, and what the therapist writes neither.
    let draft = send_kind(PATIENT.account, 1, EnvelopeKind::Own);
    model.accepted(BEFORE, PATIENT, draft);
    let reply = model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 2));
    assert_eq!(reply, until(FRIDAY));
    change(&mut model);
    let moved = Event::Moved {
        id: id(2),
        release: until(TUESDAY),
    };
    assert_eq!(model.told(THERAPIST).last(), Some(&moved), "it has an hour");
    let other = model.accepted(AFTER, THERAPIST, send(THERAPIST.account, 3));
    assert_eq!(other, until(TUESDAY));
    model.release(at(FRIDAY));
    assert_eq!(model.fate(id(2)), Fate::Held(Hold::Until(at(TUESDAY))));
    // Even one that was given the hour before hours were looked at again.
    model.letters[2].kept.fate = Fate::Held(Hold::Until(at(FRIDAY)));
    model.release(at(FRIDAY));
    assert_eq!(model.fate(id(2)), Fate::Held(Hold::Until(at(TUESDAY))));
    model.release(at(TUESDAY));
    let shown = model.shown(PATIENT);
    assert!(shown.contains(&id(2)) && shown.contains(&id(3)));
}

#[test]
fn a_held_reply_keeps_its_hour_where_that_was_promised() {
    let mut model = fridays();
    model.accepted(BEFORE, PATIENT, send(PATIENT.account, 1));
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 2));
    change(&mut model);
    assert_eq!(model.fate(id(2)), Fate::Held(Hold::Until(at(FRIDAY))));
    let moved = |event: &Event| matches!(event, Event::Moved { .. });
    assert!(!model.told(THERAPIST).iter().any(moved), "nothing to tell");
    let release = model.accepted(AFTER, THERAPIST, replace(3, 2));
    assert_eq!(release, until(FRIDAY));
    // A later letter is promised what is agreed now, and takes nothing away.
    model.accepted(AFTER, PATIENT, send(PATIENT.account, 4));
    let release = model.accepted(AFTER, THERAPIST, send_regardless(5, 3));
    assert_eq!(release, until(FRIDAY));
}

#[test]
fn a_letter_that_knew_of_the_change_makes_no_window_stand() {
    let mut model = fridays();
    change(&mut model);
    model.accepted(AFTER, PATIENT, send(PATIENT.account, 1));
    let later = "2026-11-24T10:00:00Z";
    model.accepted(later, PATIENT, send(PATIENT.account, 2));
    let release = model.accepted(later, THERAPIST, send(THERAPIST.account, 3));
    assert_eq!(release, until(TUESDAY));
}

#[test]
fn an_earlier_window_of_the_new_version_is_the_next_one() {
    let mut model = Model::new();
    let fridays = timing_of(1, "2026-11-01", FRIDAYS);
    let accepted = at("2026-11-01T00:00:00Z");
    model.agreed.accept(&fridays, accepted).unwrap();
    let daily = FRIDAYS.replace(r#""fri""#, r#""thu","fri""#);
    let daily = timing_of(2, "2026-11-26", &daily);
    model.accepted(BEFORE, THERAPIST, propose(900, &daily));
    model.accepted(BEFORE, PATIENT, send(PATIENT.account, 1));
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 2));
    model.accepted(AFTER, PATIENT, accept(901, &daily));
    let thursday = "2026-11-26T15:00:00Z";
    let moved = Event::Moved {
        id: id(2),
        release: until(thursday),
    };
    assert_eq!(model.told(THERAPIST).last(), Some(&moved));
    model.release(at(thursday));
    assert!(model.shown(PATIENT).contains(&id(2)));
}
