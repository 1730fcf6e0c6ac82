//! Replies that wait for their writer's word.

use super::{WAITS, letter, reply};
use crate::{
    fixtures::{
        AFTER, BEFORE, INSIDE, NEXT, OPENS, PATIENT, THERAPIST, at, id, replace, send, send_kind,
        send_regardless,
    },
    mailbox::{Change, Fate, Hold, Member, Origin, decide, read, tests::model::Model},
};
use holdfast_protocol::{AccountId, EnvelopeKind, Event, Outcome, Release, Role};

#[test]
fn a_reply_waits_when_they_have_written_since() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    model.accepted(BEFORE, PATIENT, letter(2));
    model.accepted(BEFORE, PATIENT, letter(3));
    let moved = Event::Moved {
        id: id(1),
        release: WAITS,
    };
    let each = [moved.clone(), moved];
    assert_eq!(model.told(THERAPIST), each, "told of every letter");
    model.release(at(INSIDE));
    assert!(model.shown(PATIENT).iter().all(|shown| *shown != id(1)));
}

#[test]
fn what_is_no_letter_makes_no_reply_wait() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    let own = send_kind(PATIENT.account, 2, EnvelopeKind::Own);
    model.accepted(BEFORE, PATIENT, own);
    assert_eq!(model.fate(id(1)), Fate::Held(Hold::Until(at(OPENS))));
}

#[test]
fn sending_regardless_gives_a_waiting_reply_its_window_back() {
    for (now, release) in [
        (BEFORE, Release::HeldUntil(at(OPENS))),
        (INSIDE, Release::Left(at(INSIDE))),
        (AFTER, Release::HeldUntil(at(NEXT))),
    ] {
        let mut model = Model::agreed();
        model.accepted(BEFORE, THERAPIST, reply(1));
        model.accepted(BEFORE, PATIENT, letter(2));
        let told = model.told(THERAPIST).len();
        assert_eq!(
            model.accepted(now, THERAPIST, send_regardless(3, 1)),
            release
        );
        let moved = Event::Moved { id: id(1), release };
        assert_eq!(model.told(THERAPIST)[told..], [moved]);
        let there = model.shown(PATIENT).contains(&id(1));
        assert_eq!(there, matches!(release, Release::Left(_)));
    }
}

#[test]
fn sending_regardless_what_does_not_wait_changes_nothing() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    let release = model.accepted(BEFORE, THERAPIST, send_regardless(2, 1));
    assert_eq!(release, Release::HeldUntil(at(OPENS)));
    assert!(model.told(THERAPIST).is_empty());
}

#[test]
fn a_colleagues_letter_makes_no_reply_wait() {
    let colleague = AccountId::from_bytes([0xCC; 16]);
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    let mut facts = model.facts();
    facts.members.push(Member {
        account: colleague,
        role: Role::Therapist,
    });
    let origin = Origin {
        account: colleague,
        device: THERAPIST.device,
        cursor: 0,
    };
    let parcel = read(colleague, send(colleague, 2)).unwrap();
    let plan = decide(at(BEFORE), origin, parcel, &facts).unwrap();
    let moves = |change: &Change| matches!(change, Change::Move { .. });
    assert!(!plan.changes.iter().any(moves), "{:?}", plan.changes);
}

#[test]
fn a_replacement_is_the_word_that_a_waiting_reply_waits_for() {
    for (now, release) in [
        (BEFORE, Release::HeldUntil(at(OPENS))),
        (INSIDE, Release::Left(at(INSIDE))),
        (AFTER, Release::HeldUntil(at(NEXT))),
    ] {
        let mut model = Model::agreed();
        model.accepted(BEFORE, THERAPIST, reply(1));
        model.accepted(BEFORE, PATIENT, letter(2));
        assert_eq!(model.accepted(now, THERAPIST, replace(3, 1)), release);
        assert_eq!(model.fate(id(1)), Fate::Withdrawn);
    }
}

#[test]
fn a_replacement_written_before_their_letter_was_read_waits_too() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    let cursor = model.feed(THERAPIST).len() as u64;
    model.accepted(BEFORE, PATIENT, letter(2));
    let outcome = model.submit_at(at(BEFORE), THERAPIST, cursor, replace(3, 1));
    let Outcome::Accepted(receipt) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(receipt.release, WAITS);
    model.release(at(INSIDE));
    assert_eq!(model.shown(PATIENT), [id(2)]);
    let release = model.accepted(INSIDE, THERAPIST, send_regardless(4, 3));
    assert_eq!(release, Release::Left(at(INSIDE)));
    assert_eq!(model.shown(PATIENT), [id(2), id(3)]);
}
