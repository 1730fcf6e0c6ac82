//! Replies from a device that has not heard of a letter.

use super::{WAITS, letter, reply};
use crate::{
    fixtures::{
        AFTER, BEFORE, INSIDE, NEXT, OPENS, PATIENT, THERAPIST, at, id, just_after, replace,
        send_kind, send_regardless,
    },
    mailbox::tests::model::Model,
};
use holdfast_protocol::{EnvelopeKind, Event, Outcome, Release, Submission};

/// What a submission of the therapist's leads to that has read `cursor` of the
/// feed.
fn unread(model: &mut Model, now: &str, cursor: u64, submission: Submission) -> Release {
    match model.submit_at(at(now), THERAPIST, cursor, submission) {
        Outcome::Accepted(receipt) => receipt.release,
        Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

#[test]
fn a_reply_written_before_their_letter_was_heard_waits_whatever_the_hour() {
    for now in [BEFORE, INSIDE, AFTER] {
        let mut model = Model::agreed();
        model.accepted(BEFORE, PATIENT, letter(1));
        let cursor = model.feed(THERAPIST).len() as u64;
        model.accepted(BEFORE, PATIENT, letter(2));
        assert_eq!(unread(&mut model, now, cursor, reply(3)), WAITS, "{now}");
        model.release(at("2026-11-24T15:30:00Z"));
        assert_eq!(model.shown(PATIENT), [1, 2].map(id), "{now}");
        let release = model.accepted(NEXT, THERAPIST, send_regardless(4, 3));
        assert_eq!(release, Release::Left(at(NEXT)));
        assert_eq!(model.shown(PATIENT), [1, 2, 3].map(id));
    }
}

#[test]
fn an_old_place_in_the_feed_holds_nothing_if_their_letters_were_read() {
    let mut model = Model::agreed();
    let own = send_kind(PATIENT.account, 1, EnvelopeKind::Own);
    model.accepted(BEFORE, PATIENT, letter(2));
    let cursor = model.feed(THERAPIST).len() as u64;
    model.accepted(BEFORE, PATIENT, own);
    model.accepted(BEFORE, THERAPIST, reply(3));
    model.accepted(BEFORE, THERAPIST, reply(4));
    assert!((model.feed(THERAPIST).len() as u64) > cursor);
    let held = Release::HeldUntil(at(OPENS));
    assert_eq!(unread(&mut model, BEFORE, cursor, reply(5)), held);
    assert_eq!(unread(&mut model, BEFORE, cursor, replace(6, 3)), held);
    let left = Release::Left(at(INSIDE));
    assert_eq!(unread(&mut model, INSIDE, cursor, reply(7)), left);
}

#[test]
fn without_a_rhythm_an_unheard_letter_holds_nothing() {
    let mut model = Model::new();
    model.accepted(BEFORE, PATIENT, letter(1));
    let left = Release::Left(just_after(BEFORE));
    assert_eq!(unread(&mut model, BEFORE, 0, reply(2)), left);
}

#[test]
fn what_rules_being_unknown_an_unheard_letter_is_waited_for_too() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, PATIENT, letter(1));
    model.agreed.accept_damaged();
    assert_eq!(unread(&mut model, INSIDE, 0, reply(2)), WAITS);
}

#[test]
fn a_replacement_from_a_device_that_has_not_heard_their_letter_waits() {
    for now in [BEFORE, INSIDE] {
        let mut model = Model::agreed();
        model.accepted(BEFORE, PATIENT, letter(1));
        // Another device has heard of it.
        let release = model.accepted(BEFORE, THERAPIST, reply(2));
        assert_eq!(release, Release::HeldUntil(at(OPENS)));
        assert_eq!(unread(&mut model, now, 0, replace(3, 2)), WAITS, "{now}");
        model.release(at(INSIDE));
        assert_eq!(model.shown(PATIENT), [id(1)], "{now}");
    }
}

#[test]
fn a_word_given_before_their_letter_was_read_does_not_count() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    model.accepted(BEFORE, PATIENT, letter(2));
    let first = model.feed(THERAPIST).len() as u64;
    // Another letter, which the device that gives its word has not heard of.
    model.accepted(BEFORE, PATIENT, letter(3));
    for (number, stale) in [(4, 0), (5, first)] {
        let told = model.told(THERAPIST).len();
        let word = send_regardless(number, 1);
        let Outcome::Accepted(receipt) = model.submit_at(at(INSIDE), THERAPIST, stale, word) else {
            panic!("refused");
        };
        assert_eq!(receipt.release, WAITS);
        let moved = Event::Moved {
            id: id(1),
            release: WAITS,
        };
        assert_eq!(model.told(THERAPIST)[told..], [moved]);
    }
    let stale = model.submit_at(at(INSIDE), THERAPIST, first, replace(6, 1));
    let Outcome::Accepted(receipt) = stale else {
        panic!("{stale:?}");
    };
    assert_eq!(receipt.release, WAITS);
    assert_eq!(model.shown(PATIENT), [id(2), id(3)]);
    let word = model.accepted(INSIDE, THERAPIST, send_regardless(7, 6));
    assert_eq!(word, Release::Left(at(INSIDE)));
}
