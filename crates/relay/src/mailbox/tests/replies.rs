//! Letters and replies: what leaves, what is held, what waits.

use super::model::Model;
use crate::{
    fixtures::{
        AFTER, BEFORE, INSIDE, NEXT, OPENS, PATIENT, THERAPIST, at, envelope, id, just_after,
        replace, send, send_kind, send_regardless, timing, withdraw,
    },
    mailbox::{Change, Fate, Hold, Member, Origin, decide, read},
};
use holdfast_protocol::{
    AccountId, Act, EnvelopeKind, Event, HoldReason, Outcome, Refusal, Release, Role, Submission,
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
