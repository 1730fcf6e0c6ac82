//! What is taken on by a reply, by the end of an exchange, and by whom.

use super::{MONDAY, URGENT, check_in, news, takes_on, told, with_ladder, writes};
use crate::state::{
    Book, Conversation, LetterState, Opened,
    tests::{Pair, at, held, left},
};
use holdfast_protocol::{
    AlarmNews, AlarmStep, Answer, Closing, Content, EnvelopeId, EnvelopeKind, LateNotice, Letter,
    Noticed, NoticedLevel, OutsideReason, OutsideRhythm, Receipt, Release, Reply, Role, Way,
};

#[test]
fn an_answer_takes_on_what_calls_for_care_and_nothing_that_is_urgent() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let concern = (Answer::Wanted, Some(NoticedLevel::Concern));
    writes(&mut pair, &mut view, concern, MONDAY);
    let urgent = writes(&mut pair, &mut view, URGENT, MONDAY);
    takes_on(&pair, &mut view, Role::Patient, urgent, MONDAY);
    assert_eq!(view.pressing().len(), 2, "only the care team takes on");
    let (_, reply) = pair.letter(Role::Therapist, "Here.");
    pair.deliver(&mut view, &reply, left("2026-11-24T14:00:00Z"));
    let pressing: Vec<EnvelopeId> = view.pressing().iter().map(|one| one.id).collect();
    assert_eq!(pressing, [urgent]);
    takes_on(&pair, &mut view, Role::Therapist, urgent, MONDAY);
    assert!(view.pressing().is_empty());
}

#[test]
fn a_reply_outside_the_rhythm_answers_nothing_that_came_after_it_was_written() {
    let replies = |written: &str, role: Role| {
        let mut pair = Pair::new();
        let mut view = pair.view(role);
        let earlier = writes(&mut pair, &mut view, URGENT, "2026-11-23T09:00:00Z");
        let later = writes(&mut pair, &mut view, URGENT, MONDAY);
        let reply = Content::Reply(Reply {
            letter: Letter {
                text: "Yes, at three.".into(),
                written: at(written),
                answer: Answer::NotNeeded,
                noticed: None,
            },
            owns: Vec::new(),
            outside: Some(OutsideRhythm {
                reason: OutsideReason::Safety,
                words: String::new(),
            }),
        });
        let (_, reply) = pair.seal(Role::Therapist, EnvelopeKind::Letter, &reply);
        let release = Release::LeftOutside(at("2026-11-23T21:00:00Z"));
        let arrived = at("2026-11-23T21:00:00Z");
        pair.deliver(&mut view, &reply, Receipt { arrived, release });
        let answered = |id: EnvelopeId| {
            let letter = view.letter(id).unwrap();
            let state = view.state_of(letter, at("2026-11-23T21:10:00Z"));
            (
                matches!(state, LetterState::Answered { .. }),
                view.answer_to(letter).is_some(),
                !view.owes_answer(id),
            )
        };
        (answered(earlier), answered(later))
    };
    let (yes, no) = ((true, true, true), (false, false, false));
    for role in [Role::Patient, Role::Therapist] {
        assert_eq!(replies("2026-11-23T10:00:00Z", role), (yes, no));
        assert_eq!(replies("2026-11-23T20:40:00Z", role), (yes, yes));
    }
}

#[test]
fn a_reply_takes_on_what_was_here_when_it_was_typed_and_nothing_that_came_in_the_instant_of_its_sending()
 {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Therapist);
    assert!(view.taken_on_by_reply(view.newest_arrival()).is_empty());
    let early = writes(&mut pair, &mut view, URGENT, MONDAY);
    let also = writes(&mut pair, &mut view, URGENT, MONDAY);
    check_in(&pair, &mut view, 50, NoticedLevel::Urgent);
    let mut both = vec![early, also];
    both.sort();
    // As the relay orders those of one instant.
    let seen = view.newest_arrival();
    assert_eq!(seen, both.last().copied());
    let instant = "2026-11-24T14:00:00Z";
    let late = writes(&mut pair, &mut view, URGENT, instant);
    let (_, reply) = pair.letter(Role::Therapist, "Here.");
    pair.deliver(&mut view, &reply, left(instant));
    let mut taken = view.taken_on_by_reply(seen);
    taken.sort();
    assert_eq!(taken, both, "{late} came after what was typed");
    assert_eq!(view.taken_on_by_reply(Some(late)).len(), 3);
    assert_eq!(view.taken_on_by_reply(None), []);
    assert!(view.pressing().iter().any(|one| one.id == late));
}

#[test]
fn an_alarm_that_begins_anew_about_what_is_taken_on_is_known() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Therapist);
    let letter = writes(&mut pair, &mut view, URGENT, MONDAY);
    let begins = |letter, at_: &str| AlarmNews {
        conversation: view.id,
        letter,
        at: at(at_),
        what: AlarmStep::Begun,
    };
    let first = begins(letter, MONDAY);
    let again = begins(letter, "2026-11-23T20:50:00Z");
    let told_again = AlarmNews {
        what: told(1, "On call", Way::Mail),
        ..again.clone()
    };
    assert!(!view.began_in_vain(&first), "nobody has taken it on");
    view.apply(Opened::Alarm(first.clone()));
    // Taken on by a colleague the relay may call again: the therapist's device
    // cannot say that they have.
    let name = "On call".to_owned();
    let taken = AlarmStep::Acknowledged { name };
    news(&mut view, letter, "2026-11-23T20:35:00Z", taken);
    assert!(!view.began_in_vain(&again));
    takes_on(
        &pair,
        &mut view,
        Role::Therapist,
        letter,
        "2026-11-23T20:40:00Z",
    );
    assert!(view.began_in_vain(&again));
    assert!(!view.began_in_vain(&told_again), "only its beginning");
    assert!(
        !view.began_in_vain(&first),
        "what comes once more is no news"
    );
    let other = writes(&mut pair, &mut view, URGENT, "2026-11-23T20:45:00Z");
    let others = AlarmNews {
        letter: other,
        ..again.clone()
    };
    assert!(!view.began_in_vain(&others));
    // The same of what was noticed late.
    let late = EnvelopeId::from_bytes([90; 16]);
    view.apply(Opened::Shared {
        id: late,
        from: pair.side(Role::Patient).account,
        content: Content::LateNotice(LateNotice {
            letter,
            noticed: Noticed {
                level: NoticedLevel::Emergency,
                categories: Vec::new(),
                hints: Vec::new(),
            },
            pages: true,
            written: at(MONDAY),
        }),
        receipt: Some(left(MONDAY)),
    });
    let of_late = AlarmNews {
        letter: late,
        ..again
    };
    assert!(view.began_in_vain(&of_late));
}

/// The end of the exchange about a letter, as the relay has it.
fn ends(pair: &mut Pair, view: &mut Conversation, letter: EnvelopeId, receipt: Receipt) {
    let content = Content::Closing(Closing {
        letters: vec![letter],
        written: at("2026-11-23T20:35:00Z"),
    });
    let (_, envelope) = pair.seal(Role::Therapist, EnvelopeKind::Letter, &content);
    pair.deliver(view, &envelope, receipt);
}

#[test]
fn the_end_of_an_exchange_takes_on_what_was_noticed_in_its_letters() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let letter = writes(&mut pair, &mut view, URGENT, MONDAY);
    let other = writes(&mut pair, &mut view, URGENT, "2026-11-23T20:31:00Z");
    check_in(&pair, &mut view, 50, NoticedLevel::Urgent);
    assert_eq!(view.taken_on_by_end(&[letter]), [letter]);
    ends(&mut pair, &mut view, letter, left("2026-11-23T20:35:00Z"));
    assert_eq!(view.taken_on_by_end(&[letter, other]), [other]);
    assert_eq!(view.pressing().len(), 2, "the other letter, the check-in");
    assert!(view.called_about_in_vain().is_empty(), "nobody is called");
}

#[test]
fn what_is_being_called_about_stays_although_the_exchange_was_ended() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Therapist);
    let letter = writes(&mut pair, &mut view, URGENT, MONDAY);
    news(&mut view, letter, MONDAY, AlarmStep::Begun);
    let listed = |view: &Conversation| {
        let mut book = Book::default();
        book.conversations.insert(view.id, view.clone());
        let today = book.today(at("2026-11-23T21:00:00Z"));
        today.iter().map(|one| one.pressing.len()).sum::<usize>()
    };
    let mut waits = view.clone();
    let until_tomorrow = held("2026-11-23T20:35:00Z", "2026-11-24T14:00:00Z");
    ends(&mut pair, &mut waits, letter, until_tomorrow);
    assert_eq!(listed(&waits), 1);
    assert!(
        waits.called_about_in_vain().is_empty(),
        "it can be taken back"
    );
    ends(&mut pair, &mut view, letter, left("2026-11-23T20:35:00Z"));
    assert_eq!(listed(&view), 1, "the ladder goes on");
    assert_eq!(view.called_about_in_vain(), [letter]);
    let mut again = view.clone();
    news(
        &mut again,
        letter,
        "2026-11-23T20:50:00Z",
        AlarmStep::Unanswered,
    );
    assert_eq!(listed(&again), 0);
    assert!(again.called_about_in_vain().is_empty());
    takes_on(&pair, &mut view, Role::Therapist, letter, MONDAY);
    assert_eq!(listed(&view), 0);
    assert!(view.called_about_in_vain().is_empty(), "once is enough");
}
