//! A therapist's override: a reply that leaves although no window is open.

use super::model::Model;
use crate::{
    fixtures::{
        AFTER, BEFORE, CONVERSATION, INSIDE, OPENS, PATIENT, THERAPIST, act, at, envelope, id,
        replace, send, send_outside, send_regardless, withdraw,
    },
    mailbox::{Change, Entry, Facts, Fate, Hold, Origin, Topic, decide, read},
    store::SignedIn,
};
use holdfast_protocol::{Act, EnvelopeKind, Event, Outcome, Receipt, Refusal, Release};

/// The receipt with which a letter stands in a feed.
fn shown(model: &Model, who: SignedIn, number: u16) -> Option<Receipt> {
    let mut feed = model.feed(who).iter();
    feed.find_map(|(letter, entry)| match entry {
        Entry::Letter(receipt) if *letter == Some(id(number)) => Some(*receipt),
        Entry::Letter(_) | Entry::Told(_) => None,
    })
}

#[test]
fn it_leaves_at_once_and_both_sides_see_that_it_came_outside() {
    for now in [BEFORE, AFTER] {
        let mut model = Model::agreed();
        let outside = Release::LeftOutside(at(now));
        let release = model.accepted(now, THERAPIST, send_outside(1, None));
        assert_eq!(release, outside);
        for who in [THERAPIST, PATIENT] {
            let receipt = shown(&model, who, 1).unwrap();
            assert_eq!((receipt.arrived, receipt.release), (at(now), outside));
        }
    }
}

#[test]
fn inside_a_window_it_leaves_like_any_other() {
    for now in [OPENS, INSIDE] {
        let mut model = Model::agreed();
        let left = Release::Left(at(now));
        let release = model.accepted(now, THERAPIST, send_outside(1, None));
        assert_eq!(release, left);
        assert_eq!(shown(&model, PATIENT, 1).unwrap().release, left);
    }
}

#[test]
fn before_any_agreement_there_is_nothing_to_override() {
    let mut model = Model::new();
    let release = model.accepted(BEFORE, THERAPIST, send_outside(1, None));
    assert_eq!(release, Release::Left(at(BEFORE)));
}

#[test]
fn what_rules_being_unknown_it_is_outside() {
    let mut model = Model::agreed();
    model.agreed.accept_damaged();
    let release = model.accepted(INSIDE, THERAPIST, send_outside(1, None));
    assert_eq!(release, Release::LeftOutside(at(INSIDE)));
}

#[test]
fn only_a_therapist_steps_out_of_the_windows_and_only_with_a_letter() {
    let mut model = Model::agreed();
    let patients = Act::SendOutside {
        envelope: envelope(PATIENT.account, 1, EnvelopeKind::Letter, "now"),
        instead_of: None,
    };
    let refusal = model.refused(BEFORE, PATIENT, act(1, patients));
    assert_eq!(refusal, Refusal::WrongRole);
    for kind in [EnvelopeKind::Agreement, EnvelopeKind::Own] {
        let other = Act::SendOutside {
            envelope: envelope(THERAPIST.account, 1, kind, "now"),
            instead_of: None,
        };
        let refusal = model.refused(BEFORE, THERAPIST, act(1, other));
        assert_eq!(refusal, Refusal::NotAnEnvelope, "{kind:?}");
    }
}

#[test]
fn the_held_reply_whose_place_it_takes_is_withdrawn() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 1));
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 2));
    model.accepted(BEFORE, THERAPIST, send_outside(3, Some(1)));
    assert_eq!(model.told(THERAPIST), [Event::Withdrawn { id: id(1) }]);
    assert_eq!(model.fate(id(1)), Fate::Withdrawn);
    let stays = Fate::Held(Hold::Until(at(OPENS)));
    assert_eq!(model.fate(id(2)), stays, "what else is held stays");
    model.release(at(INSIDE));
    assert_eq!(model.shown(PATIENT), [3, 2].map(id));
}

#[test]
fn it_takes_the_place_only_of_what_is_held_and_ones_own_and_here() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, PATIENT, send(PATIENT.account, 1));
    for other in [1, 7] {
        let refusal = model.refused(BEFORE, THERAPIST, send_outside(2, Some(other)));
        assert_eq!(refusal, Refusal::NotHeld);
    }
    model.accepted(INSIDE, THERAPIST, send(THERAPIST.account, 3));
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 4));
    model.accepted(BEFORE, THERAPIST, withdraw(5, 4));
    for gone in [3, 4] {
        let refusal = model.refused(AFTER, THERAPIST, send_outside(6, Some(gone)));
        assert_eq!(refusal, Refusal::NotHeld);
    }
    // The facts are those of the letter's own conversation, where nothing that
    // is held elsewhere stands.
    model.accepted(AFTER, THERAPIST, send(THERAPIST.account, 8));
    let facts = Facts {
        held: Vec::new(),
        ..model.facts()
    };
    let origin = Origin {
        account: THERAPIST.account,
        device: THERAPIST.device,
        cursor: 0,
    };
    let parcel = read(THERAPIST.account, send_outside(9, Some(8))).unwrap();
    assert_eq!(parcel.topic(), Topic::Conversation(CONVERSATION));
    let refusal = decide(at(AFTER), origin, parcel, &facts).unwrap_err();
    assert_eq!(refusal, Refusal::NotHeld);
}

#[test]
fn it_waits_for_no_word_though_they_wrote_what_was_not_heard() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 1));
    let cursor = model.feed(THERAPIST).len() as u64;
    model.accepted(BEFORE, PATIENT, send(PATIENT.account, 2));
    let later = "2026-11-23T10:00:01Z";
    for (now, instead_of, number) in [(later, Some(1), 3), (AFTER, None, 4)] {
        let submission = send_outside(number, instead_of);
        let outcome = model.submit_at(at(now), THERAPIST, cursor, submission);
        let Outcome::Accepted(receipt) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(receipt.release, Release::LeftOutside(at(now)));
    }
    assert_eq!(model.shown(PATIENT), [2, 3, 4].map(id));
}

#[test]
fn it_is_on_record_for_ever() {
    let mut model = Model::agreed();
    let first = model.submit(BEFORE, THERAPIST, send_outside(1, None));
    model.release(at(INSIDE));
    // Nothing undoes it or makes it look like any other reply.
    for (number, act) in [
        (2, withdraw(2, 1)),
        (3, replace(3, 1)),
        (4, send_regardless(4, 1)),
        (5, send_outside(5, Some(1))),
    ] {
        let refusal = model.refused(INSIDE, THERAPIST, act);
        assert_eq!(refusal, Refusal::NotHeld, "{number}");
    }
    assert_eq!(model.fate(id(1)), Fate::LeftOutside(at(BEFORE)));
    let again = model.submit(INSIDE, THERAPIST, send_outside(1, None));
    assert_eq!(again, first, "a repeat is answered like the first");
    assert_eq!(model.shown(PATIENT), [id(1)]);
    let other = send_outside(1, Some(1));
    let refusal = model.refused(INSIDE, THERAPIST, other);
    assert_eq!(refusal, Refusal::IdInUse);
}

#[test]
fn it_makes_nothing_else_wait_or_leave() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 1));
    let facts = model.facts();
    let origin = Origin {
        account: THERAPIST.account,
        device: THERAPIST.device,
        cursor: 0,
    };
    let parcel = read(THERAPIST.account, send_outside(2, None)).unwrap();
    let plan = decide(at(BEFORE), origin, parcel, &facts).unwrap();
    let about = |change: &Change| match change {
        Change::Keep(kept) => kept.sealed.header.id,
        Change::Show { id, .. } | Change::Move { id, .. } => *id,
        other => panic!("{other:?}"),
    };
    assert!(plan.changes.iter().all(|change| about(change) == id(2)));
}
