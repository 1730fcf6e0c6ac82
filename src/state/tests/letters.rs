//! The states a letter goes through (product rule 14).

use super::{AFTERNOONS, Pair, at, held, left};
use crate::state::{Author, LetterState, Standing};
use holdfast_protocol::{
    Answer, EnvelopeId, Event, HoldReason, Refusal, Release, Role, Submission,
};
use holdfast_rhythm::Agreement;

#[test]
fn a_letter_goes_from_kept_to_answered() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Patient);
    view.timeline.accept(
        Agreement::parse(AFTERNOONS).unwrap(),
        at("2026-11-23T07:00:00Z"),
    );
    let (id, envelope) = pair.letter(Role::Patient, "I could not sleep.");
    let opened = super::super::open_submission(
        &super::Opener {
            account: pair.patient.account,
            keys: &pair.patient.keys,
            partner: None,
            secret: None,
        },
        &Submission {
            id,
            act: holdfast_protocol::Act::Send {
                envelope: envelope.clone(),
            },
        },
    );
    let (conversation, opened) = opened.unwrap();
    assert_eq!(conversation, pair.conversation);
    view.apply(opened);
    let now = at("2026-11-23T08:05:00Z");
    let state = |view: &super::Conversation, now| view.state_of(view.letter(id).unwrap(), now);
    assert_eq!(state(&view, now), LetterState::Kept);
    view.stand(id, Standing::OnItsWay);
    assert_eq!(state(&view, now), LetterState::OnItsWay);
    view.stand(id, Standing::Kept);
    assert_eq!(state(&view, now), LetterState::Kept);

    pair.deliver(&mut view, &envelope, left("2026-11-23T08:06:00Z"));
    assert_eq!(
        state(&view, now),
        LetterState::WithRelay {
            since: at("2026-11-23T08:06:00Z")
        }
    );
    let due = view.without_promise();
    assert_eq!(due, [(id, at("2026-11-23T08:06:00Z"))]);
    let promise = view.timeline.promise_record(due[0].1).unwrap();
    view.promise(id, promise.clone());
    assert!(view.without_promise().is_empty());
    assert_eq!(promise.window.opens, at("2026-11-23T14:00:00Z"));
    assert_eq!(
        state(&view, now),
        LetterState::Promised {
            since: at("2026-11-23T08:06:00Z"),
            promise: promise.clone()
        }
    );
    assert_eq!(
        state(&view, at("2026-11-23T16:00:00Z")),
        LetterState::Missed {
            promise,
            next: None
        }
    );

    let (_, reply) = pair.letter(Role::Therapist, "Thank you for writing.");
    pair.deliver(&mut view, &reply, left("2026-11-23T14:04:00Z"));
    assert_eq!(
        state(&view, at("2026-11-23T16:00:00Z")),
        LetterState::Answered {
            at: at("2026-11-23T14:04:00Z")
        }
    );
    assert_eq!(view.letters()[1].author, Author::Them);
}

#[test]
fn what_has_arrived_never_falls_back() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Patient);
    let (id, envelope) = pair.letter(Role::Patient, "A letter.");
    pair.deliver(&mut view, &envelope, left("2026-11-23T08:06:00Z"));
    for standing in [
        Standing::Kept,
        Standing::OnItsWay,
        Standing::NeedsYou(Refusal::IdInUse),
    ] {
        view.stand(id, standing);
        assert!(view.letter(id).unwrap().arrived().is_some());
    }
}

#[test]
fn a_promise_once_given_stands() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Patient);
    let mut timeline = holdfast_rhythm::Timeline::new();
    timeline.accept(
        Agreement::parse(AFTERNOONS).unwrap(),
        at("2026-11-23T07:00:00Z"),
    );
    let (id, envelope) = pair.letter(Role::Patient, "A letter.");
    pair.deliver(&mut view, &envelope, left("2026-11-23T08:06:00Z"));
    let first = timeline.promise_record(at("2026-11-23T08:06:00Z")).unwrap();
    let other = timeline.promise_record(at("2026-11-25T08:06:00Z")).unwrap();
    view.promise(id, first.clone());
    view.promise(id, other);
    assert_eq!(view.letter(id).unwrap().promise, Some(first));
}

#[test]
fn a_thank_you_is_owed_no_answer() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let (id, envelope) = pair.letter_with(Role::Patient, "Thank you.", Answer::NotNeeded, None);
    pair.deliver(&mut view, &envelope, left("2026-11-23T08:06:00Z"));
    assert!(view.owed().is_none());
    assert!(view.without_promise().is_empty());
    assert!(matches!(
        view.state_of(view.letter(id).unwrap(), at("2026-11-30T00:00:00Z")),
        LetterState::NoAnswerNeeded { .. }
    ));
    // A later reply is to other letters.
    let (_, reply) = pair.letter(Role::Therapist, "A reply.");
    pair.deliver(&mut view, &reply, left("2026-11-24T14:00:00Z"));
    assert!(matches!(
        view.state_of(view.letter(id).unwrap(), at("2026-11-30T00:00:00Z")),
        LetterState::NoAnswerNeeded { .. }
    ));
}

#[test]
fn a_held_reply_waits_moves_and_leaves() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let (_, letter) = pair.letter(Role::Patient, "A letter.");
    pair.deliver(&mut view, &letter, left("2026-11-23T08:00:00Z"));
    let (id, reply) = pair.letter(Role::Therapist, "A reply.");
    let until = at("2026-11-23T14:00:00Z");
    pair.deliver(
        &mut view,
        &reply,
        held("2026-11-23T09:00:00Z", "2026-11-23T14:00:00Z"),
    );
    let now = at("2026-11-23T09:01:00Z");
    let state = |view: &super::Conversation| view.state_of(view.letter(id).unwrap(), now);
    assert_eq!(state(&view), LetterState::HeldUntil(until));
    assert_eq!(view.held_replies().len(), 1);
    assert_eq!(view.owed().unwrap().reply, Some(Release::HeldUntil(until)));

    let moved = |release| Event::Moved { id, release };
    for (release, expected) in [
        (
            Release::Waits(HoldReason::TheyWroteSince),
            LetterState::WaitsForWord(HoldReason::TheyWroteSince),
        ),
        (Release::HeldUntil(until), LetterState::HeldUntil(until)),
        (Release::Left(until), LetterState::Left(until)),
    ] {
        view.apply(pair.open(Role::Therapist, &moved(release)).unwrap());
        assert_eq!(state(&view), expected);
    }
    assert!(
        view.owed().is_none(),
        "the reply that left answers the letter"
    );
}

#[test]
fn a_reply_taken_back_is_gone_and_the_answer_still_owed() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let (_, letter) = pair.letter(Role::Patient, "A letter.");
    pair.deliver(&mut view, &letter, left("2026-11-23T08:00:00Z"));
    let (id, reply) = pair.letter(Role::Therapist, "Too quick.");
    pair.deliver(
        &mut view,
        &reply,
        held("2026-11-23T09:00:00Z", "2026-11-23T14:00:00Z"),
    );
    view.apply(
        pair.open(Role::Therapist, &Event::Withdrawn { id })
            .unwrap(),
    );
    assert!(view.letter(id).is_none());
    assert_eq!(view.owed().unwrap().reply, None);
}

#[test]
fn letters_stand_in_the_order_in_which_they_can_be_read_and_open_ones_last() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Patient);
    let (second, two) = pair.letter(Role::Patient, "Second.");
    let (first, one) = pair.letter(Role::Therapist, "First.");
    let (third, three) = pair.letter(Role::Therapist, "Third.");
    pair.deliver(&mut view, &three, left("2026-11-23T14:00:00Z"));
    pair.deliver(&mut view, &two, left("2026-11-23T13:00:00Z"));
    pair.deliver(&mut view, &one, left("2026-11-20T14:00:00Z"));
    let (waiting, four) = pair.letter(Role::Patient, "Still here.");
    let event = Event::Arrived {
        envelope: four,
        receipt: left("2026-11-23T00:00:00Z"),
    };
    let Some(super::Opened::Letter {
        id, from, letter, ..
    }) = pair.open(Role::Patient, &event)
    else {
        panic!("a letter")
    };
    view.apply(super::Opened::Letter {
        id,
        from,
        letter,
        receipt: None,
    });
    let order: Vec<EnvelopeId> = view.letters().iter().map(|letter| letter.id).collect();
    assert_eq!(order, [first, second, third, waiting]);
}

#[test]
fn a_letter_that_arrives_anew_counts_once() {
    // As at a relay that was restored from an older backup.
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let (id, letter) = pair.letter(Role::Patient, "A letter.");
    let (_, reply) = pair.letter(Role::Therapist, "A reply.");
    for hour in ["2026-11-23T08:00:00Z", "2026-11-23T15:00:00Z"] {
        pair.deliver(&mut view, &letter, left(hour));
        assert_eq!(view.owed().unwrap().letters, 1);
        assert_eq!(view.without_promise(), [(id, at(hour))]);
    }
    pair.deliver(&mut view, &reply, left("2026-11-23T14:00:00Z"));
    assert_eq!(view.owed().unwrap().letters, 1, "it left before");
    pair.deliver(&mut view, &reply, left("2026-11-23T15:00:00Z"));
    assert!(view.owed().is_none());
    let answer = view.answer_to(view.letter(id).unwrap()).unwrap();
    assert_eq!(
        answer.left(),
        Some(at("2026-11-23T15:00:00Z")),
        "in the very instant"
    );
}
