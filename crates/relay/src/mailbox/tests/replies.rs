//! Letters and replies: what leaves, what is held, what waits.

mod unheard;
mod waiting;

use super::model::Model;
use crate::{
    fixtures::{
        AFTER, BEFORE, INSIDE, NEXT, OPENS, PATIENT, THERAPIST, at, envelope, id, replace, send,
        send_kind, send_regardless, timing, withdraw,
    },
    mailbox::{Fate, Hold},
};
use holdfast_protocol::{
    Act, EnvelopeKind, Event, HoldReason, Outcome, Refusal, Release, Submission,
};

const WAITS: Release = Release::Waits(HoldReason::TheyWroteSince);

fn reply(number: u16) -> Submission {
    send(THERAPIST.account, number)
}

fn letter(number: u16) -> Submission {
    send(PATIENT.account, number)
}

#[test]
fn what_leaves_and_what_is_held() {
    use EnvelopeKind::{Letter, Own};
    let left = |now| Release::Left(at(now));
    let cases = [
        (PATIENT, Letter, BEFORE, left(BEFORE)),
        (PATIENT, Letter, INSIDE, left(INSIDE)),
        (PATIENT, Own, BEFORE, left(BEFORE)),
        (THERAPIST, Letter, BEFORE, Release::HeldUntil(at(OPENS))),
        (THERAPIST, Letter, OPENS, left(OPENS)),
        (THERAPIST, Letter, INSIDE, left(INSIDE)),
        (THERAPIST, Letter, AFTER, Release::HeldUntil(at(NEXT))),
        (THERAPIST, Own, BEFORE, left(BEFORE)),
    ];
    for (sender, kind, now, release) in cases {
        let mut model = Model::agreed();
        let submission = send_kind(sender.account, 1, kind);
        assert_eq!(
            model.accepted(now, sender, submission),
            release,
            "{kind:?} {now}"
        );
        let reader = if sender == PATIENT {
            THERAPIST
        } else {
            PATIENT
        };
        let visible = kind != Own && matches!(release, Release::Left(_));
        let expected = if visible { vec![id(1)] } else { vec![] };
        assert_eq!(model.shown(reader), expected, "{kind:?} {now}");
        assert_eq!(model.shown(sender), [id(1)]);
    }
}

#[test]
fn without_an_agreement_there_is_nothing_to_hold_to() {
    let mut model = Model::new();
    let release = model.accepted(BEFORE, THERAPIST, reply(1));
    assert_eq!(release, Release::Left(at(BEFORE)));
}

#[test]
fn a_held_reply_leaves_at_its_hour_and_its_writer_is_told() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    model.release(at("2026-11-23T14:59:59.999Z"));
    assert!(model.shown(PATIENT).is_empty());
    model.release(at(OPENS));
    model.release(at(INSIDE));
    assert_eq!(model.shown(PATIENT), [id(1)]);
    let moved = Event::Moved {
        id: id(1),
        release: Release::Left(at(OPENS)),
    };
    assert_eq!(model.told(THERAPIST), [moved]);
}

#[test]
fn a_window_that_closed_meanwhile_lets_nothing_out() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    model.release(at("2026-11-23T17:00:00Z"));
    assert!(model.shown(PATIENT).is_empty());
    let next = Release::HeldUntil(at(NEXT));
    let moved = |release| Event::Moved { id: id(1), release };
    assert_eq!(model.told(THERAPIST), [moved(next)]);
    // Down until another window is open.
    model.release(at("2026-11-25T16:00:00Z"));
    assert_eq!(model.shown(PATIENT), [id(1)]);
    let left = Release::Left(at("2026-11-25T16:00:00Z"));
    assert_eq!(model.told(THERAPIST), [moved(next), moved(left)]);
}

#[test]
fn a_window_that_comes_within_reach_is_given_to_what_had_none() {
    let mut model = Model::new();
    let accepted = at("2026-11-01T00:00:00Z");
    model
        .agreed
        .accept(&timing(1, "2026-11-01"), accepted)
        .unwrap();
    model.accepted(BEFORE, THERAPIST, reply(1));
    model.letters[0].kept.fate = Fate::Held(Hold::NoWindow);
    model.release(at(AFTER));
    model.release(at(AFTER));
    let moved = Event::Moved {
        id: id(1),
        release: Release::HeldUntil(at(NEXT)),
    };
    assert_eq!(model.told(THERAPIST), [moved], "told once");
    model.release(at(NEXT));
    assert_eq!(model.shown(PATIENT), [id(1)]);
}

#[test]
fn what_rules_being_unknown_replies_wait_until_another_timing_rules() {
    let mut model = Model::agreed();
    model.agreed.accept_damaged();
    let none = Release::Waits(HoldReason::NoWindowWithinReach);
    assert_eq!(model.accepted(INSIDE, THERAPIST, reply(1)), none);
    assert_eq!(model.agreed.next_opening(at(INSIDE)), None);
    let left = Release::Left(at(INSIDE));
    assert_eq!(model.accepted(INSIDE, PATIENT, letter(2)), left);
    assert_eq!(model.accepted(INSIDE, THERAPIST, reply(3)), none);
    model.release(at(NEXT));
    let next = timing(2, "2026-11-25");
    model.agreed.accept(&next, at(AFTER)).unwrap();
    model.release(at(NEXT));
    assert_eq!(model.shown(PATIENT), [id(2)]);
    model.release(at("2026-11-25T15:30:00Z"));
    assert_eq!(model.shown(PATIENT), [id(2), id(3)]);
}

#[test]
fn a_replacement_has_the_same_hour_and_the_old_reply_is_withdrawn() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    let release = model.accepted("2026-11-23T12:00:00Z", THERAPIST, replace(2, 1));
    assert_eq!(release, Release::HeldUntil(at(OPENS)));
    assert_eq!(model.told(THERAPIST), [Event::Withdrawn { id: id(1) }]);
    model.release(at(OPENS));
    assert_eq!(model.shown(PATIENT), [id(2)]);
    let again = model.refused(INSIDE, THERAPIST, replace(3, 1));
    assert_eq!(again, Refusal::NotHeld);
}

#[test]
fn a_withdrawn_reply_never_leaves() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    model.accepted(BEFORE, THERAPIST, withdraw(2, 1));
    model.release(at(INSIDE));
    assert!(model.shown(PATIENT).is_empty());
    assert_eq!(model.told(THERAPIST), [Event::Withdrawn { id: id(1) }]);
}

#[test]
fn only_what_is_held_and_ones_own_can_be_changed() {
    let acts: [fn(u16) -> Submission; 3] = [
        |number| withdraw(number, 1),
        |number| replace(number, 1),
        |number| send_regardless(number, 1),
    ];
    for act in acts {
        let mut model = Model::agreed();
        assert_eq!(model.refused(BEFORE, THERAPIST, act(2)), Refusal::NotHeld);
        model.accepted(INSIDE, THERAPIST, reply(1));
        assert_eq!(model.refused(INSIDE, THERAPIST, act(2)), Refusal::NotHeld);
    }
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    assert_eq!(
        model.refused(BEFORE, PATIENT, withdraw(2, 1)),
        Refusal::NotHeld
    );
}

#[test]
fn a_repeat_is_answered_with_what_became_of_it() {
    let mut model = Model::agreed();
    let first = model.submit(BEFORE, THERAPIST, reply(1));
    assert_eq!(model.submit(BEFORE, THERAPIST, reply(1)), first);
    model.release(at(OPENS));
    let Outcome::Accepted(again) = model.submit(AFTER, THERAPIST, reply(1)) else {
        panic!("a repeat is no error");
    };
    assert_eq!(again.arrived, at(BEFORE));
    assert_eq!(again.release, Release::Left(at(OPENS)));
    assert_eq!(model.shown(PATIENT), [id(1)]);
}

#[test]
fn the_same_id_with_other_bytes_is_refused() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, reply(1));
    let other = Submission {
        id: id(1),
        act: Act::Send {
            envelope: envelope(THERAPIST.account, 1, EnvelopeKind::Letter, "other"),
        },
    };
    assert_eq!(model.refused(BEFORE, THERAPIST, other), Refusal::IdInUse);
    let other = model.refused(BEFORE, THERAPIST, withdraw(1, 1));
    assert_eq!(other, Refusal::IdInUse);
    // Ids are each sender's own.
    model.accepted(BEFORE, PATIENT, letter(1));
}
