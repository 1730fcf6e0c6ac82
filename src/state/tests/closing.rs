//! The end of an exchange without a letter (product rule 8).

use super::{AFTERNOONS, Pair, at, held, left};
use crate::state::{Author, Conversation, LetterState, Opened, Standing};
use holdfast_protocol::{
    Closing, Content, EnvelopeId, EnvelopeKind, Event, Refusal, Release, Role,
};
use holdfast_rhythm::{Agreement, Outcome};
use serde_bytes::ByteBuf;

fn end(pair: &mut Pair, from: Role, letters: &[EnvelopeId]) -> (EnvelopeId, ByteBuf) {
    let content = Content::Closing(Closing {
        letters: letters.to_vec(),
        written: at("2026-11-23T09:00:00Z"),
    });
    pair.seal(from, EnvelopeKind::Letter, &content)
}

fn waiting(role: Role) -> (Pair, Conversation, EnvelopeId) {
    let mut pair = Pair::new();
    let mut view = pair.view(role);
    let agreement = Agreement::parse(AFTERNOONS).unwrap();
    view.timeline.accept(agreement, at("2026-11-23T07:00:00Z"));
    let (id, letter) = pair.letter(Role::Patient, "Thank you, that is all.");
    pair.deliver(&mut view, &letter, left("2026-11-23T08:00:00Z"));
    view.give_promises(at("2026-11-23T08:00:00Z"));
    (pair, view, id)
}

fn state(view: &Conversation, id: EnvelopeId) -> LetterState {
    view.state_of(view.letter(id).unwrap(), at("2026-11-23T15:00:00Z"))
}

#[test]
fn a_therapists_closing_counts_once_it_has_left() {
    let (mut pair, mut view, id) = waiting(Role::Therapist);
    assert_eq!(view.answerable(), [id]);
    let (closing, envelope) = end(&mut pair, Role::Therapist, &[id]);
    pair.deliver(
        &mut view,
        &envelope,
        held("2026-11-23T09:00:00Z", "2026-11-23T14:00:00Z"),
    );
    assert!(matches!(state(&view, id), LetterState::Promised { .. }));
    assert!(view.answerable().is_empty(), "it is under way already");
    let owed = view.owed().unwrap();
    assert_eq!(
        owed.reply,
        Some(Release::HeldUntil(at("2026-11-23T14:00:00Z"))),
        "nothing is left to do but wait"
    );
    let moved = Event::Moved {
        id: closing,
        release: Release::Left(at("2026-11-23T14:00:00Z")),
    };
    view.apply(pair.open(Role::Therapist, &moved).unwrap());
    assert_eq!(
        state(&view, id),
        LetterState::Closed {
            at: at("2026-11-23T14:00:00Z"),
            by: Author::Me
        }
    );
    assert!(view.owed().is_none());
    let ledger = view.ledger(at("2026-11-23T15:00:00Z"));
    assert_eq!(ledger[0].outcome, Outcome::Closed);
    assert_eq!(ledger[0].answered, None);
}

#[test]
fn a_held_closing_can_be_taken_back() {
    let (mut pair, mut view, id) = waiting(Role::Therapist);
    let (closing, envelope) = end(&mut pair, Role::Therapist, &[id]);
    let receipt = held("2026-11-23T09:00:00Z", "2026-11-23T14:00:00Z");
    pair.deliver(&mut view, &envelope, receipt);
    assert_eq!(view.closings()[0].standing, Standing::Arrived(receipt));
    let event = Event::Withdrawn { id: closing };
    view.apply(pair.open(Role::Therapist, &event).unwrap());
    assert!(view.closings().is_empty());
    assert_eq!(view.answerable(), [id]);
    assert_eq!(view.owed().unwrap().reply, None);
}

#[test]
fn a_patients_closing_is_under_way_until_it_has_arrived() {
    let (mut pair, mut view, id) = waiting(Role::Patient);
    let (closing, envelope) = end(&mut pair, Role::Patient, &[id]);
    let event = Event::Arrived {
        envelope: envelope.clone(),
        receipt: left("2026-11-23T09:00:00Z"),
    };
    let Some(Opened::Closing {
        from,
        closing: content,
        ..
    }) = pair.open(Role::Patient, &event)
    else {
        panic!("a closing")
    };
    view.apply(Opened::Closing {
        id: closing,
        from,
        closing: content,
        receipt: None,
    });
    assert_eq!(view.closings()[0].standing, Standing::Kept);
    assert!(matches!(state(&view, id), LetterState::Promised { .. }));
    assert!(view.answerable().is_empty());
    view.stand(closing, Standing::NeedsYou(Refusal::NotAMember));
    assert_eq!(view.answerable(), [id], "a refused one ends nothing");
    pair.deliver(&mut view, &envelope, left("2026-11-23T09:05:00Z"));
    assert_eq!(
        state(&view, id),
        LetterState::Closed {
            at: at("2026-11-23T09:05:00Z"),
            by: Author::Me
        }
    );
}

#[test]
fn both_sides_see_who_ended_it_and_the_first_counts() {
    let (mut pair, mut view, id) = waiting(Role::Therapist);
    let (_, theirs) = end(&mut pair, Role::Patient, &[id]);
    let (_, mine) = end(&mut pair, Role::Therapist, &[id]);
    pair.deliver(&mut view, &mine, left("2026-11-23T14:30:00Z"));
    pair.deliver(&mut view, &theirs, left("2026-11-23T09:00:00Z"));
    assert_eq!(
        state(&view, id),
        LetterState::Closed {
            at: at("2026-11-23T09:00:00Z"),
            by: Author::Them
        }
    );
    assert_eq!(view.closings().len(), 2);
}

#[test]
fn letters_that_are_not_here_are_no_trouble_and_come_closed() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Patient);
    let (id, letter) = pair.letter(Role::Patient, "A letter.");
    let unknown = EnvelopeId::from_bytes([200; 16]);
    let (_, envelope) = end(&mut pair, Role::Therapist, &[unknown, id, id]);
    pair.deliver(&mut view, &envelope, left("2026-11-23T09:00:00Z"));
    assert_eq!(view.closings()[0].letters, [id, unknown]);
    pair.deliver(&mut view, &letter, left("2026-11-23T08:00:00Z"));
    assert!(matches!(state(&view, id), LetterState::Closed { .. }));
    assert!(view.letter(unknown).is_none());
}

#[test]
fn a_closing_never_undoes_a_miss() {
    let (mut pair, mut view, id) = waiting(Role::Therapist);
    let now = at("2026-11-23T17:00:00Z");
    view.give_promises(now);
    let (_, envelope) = end(&mut pair, Role::Patient, &[id]);
    pair.deliver(&mut view, &envelope, left("2026-11-23T16:30:00Z"));
    view.give_promises(now);
    assert!(matches!(
        view.state_of(view.letter(id).unwrap(), now),
        LetterState::Closed { .. }
    ));
    assert!(view.owed().is_none());
    let later = at("2026-11-25T17:00:00Z");
    assert!(view.give_promises(later).is_empty(), "the chain has ended");
    let outcomes: Vec<Outcome> = view.ledger(later).iter().map(|one| one.outcome).collect();
    assert_eq!(outcomes, [Outcome::Closed, Outcome::Missed]);
    assert_eq!(view.to_own(later).len(), 1);
}

#[test]
fn a_letter_long_after_the_end_is_no_answer_to_it() {
    let (mut pair, mut view, id) = waiting(Role::Therapist);
    let (_, envelope) = end(&mut pair, Role::Therapist, &[id]);
    pair.deliver(&mut view, &envelope, left("2026-11-23T14:00:00Z"));
    let (_, other) = pair.letter(Role::Therapist, "Something else.");
    pair.deliver(&mut view, &other, left("2026-11-30T14:00:00Z"));
    let now = at("2026-12-01T08:00:00Z");
    assert!(matches!(
        view.state_of(view.letter(id).unwrap(), now),
        LetterState::Closed { .. }
    ));
    let entry = &view.ledger(now)[0];
    assert_eq!((entry.outcome, entry.answered), (Outcome::Closed, None));
}

#[test]
fn the_relay_takes_a_patients_closing_for_a_letter_and_so_do_the_windows() {
    // Promised Monday the 30th by weekly windows; then a version for Fridays
    // takes over before.
    let weekly = AFTERNOONS.replace(r#""mon", "tue", "wed", "thu", "fri""#, r#""mon""#);
    let fridays = AFTERNOONS
        .replace(r#""mon", "tue", "wed", "thu", "fri""#, r#""fri""#)
        .replace("\"version\": 1", "\"version\": 2")
        .replace("\"2026-11-23\"", "\"2026-11-27\"");
    for (from, is_letter, expected) in [
        (Role::Patient, true, true),
        (Role::Patient, false, true),
        (Role::Therapist, true, false),
        (Role::Therapist, false, false),
    ] {
        let mut pair = Pair::new();
        let mut view = pair.view(Role::Therapist);
        for (document, accepted) in [
            (&weekly, "2026-11-23T07:00:00Z"),
            (&fridays, "2026-11-25T07:00:00Z"),
        ] {
            let agreement = Agreement::parse(document).unwrap();
            view.timeline.accept(agreement, at(accepted));
        }
        let stands = |view: &Conversation| view.timeline.window_at(at("2026-11-30T15:00:00Z"));
        assert!(stands(&view).is_none());
        let (_, envelope) = if is_letter {
            pair.letter(from, "A letter.")
        } else {
            end(&mut pair, from, &[])
        };
        pair.deliver(&mut view, &envelope, left("2026-11-24T16:30:00Z"));
        assert_eq!(stands(&view).is_some(), expected, "{from:?} {is_letter}");
    }
}
