//! A miss: the window named anew, the reply that owns it, the ledger (product
//! rule 6).

use super::{AFTERNOONS, Pair, at, held, left};
use crate::state::{Book, Conversation, LetterState, Outside, Standing};
use holdfast_protocol::{
    Answer, Content, EnvelopeId, EnvelopeKind, Event, Letter, OutsideReason, OutsideRhythm,
    Receipt, Release, Reply, Role,
};
use holdfast_rhythm::{Agreement, Outcome, Window};

const MONDAY: (&str, &str) = ("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
const TUESDAY: (&str, &str) = ("2026-11-24T14:00:00Z", "2026-11-24T16:00:00Z");
const WEDNESDAY: (&str, &str) = ("2026-11-25T14:00:00Z", "2026-11-25T16:00:00Z");

fn window((opens, closes): (&str, &str)) -> Window {
    Window {
        opens: at(opens),
        closes: at(closes),
    }
}

fn agreed(pair: &Pair, role: Role) -> Conversation {
    let mut view = pair.view(role);
    let agreement = Agreement::parse(AFTERNOONS).unwrap();
    view.timeline.accept(agreement, at("2026-11-23T07:00:00Z"));
    view
}

/// A view in which one letter waits since Monday morning.
fn waiting(role: Role) -> (Pair, Conversation, EnvelopeId) {
    let mut pair = Pair::new();
    let mut view = agreed(&pair, role);
    let (id, letter) = pair.letter(Role::Patient, "A letter.");
    pair.deliver(&mut view, &letter, left("2026-11-23T08:00:00Z"));
    view.give_promises(at("2026-11-23T08:00:00Z"));
    (pair, view, id)
}

fn reply(
    pair: &mut Pair,
    owns: &[Window],
    outside: Option<OutsideRhythm>,
) -> (EnvelopeId, serde_bytes::ByteBuf) {
    let content = Content::Reply(Reply {
        letter: Letter {
            text: "I am sorry that I was late.".into(),
            written: at("2026-11-24T09:00:00Z"),
            answer: Answer::NotNeeded,
            noticed: None,
        },
        owns: owns.to_vec(),
        outside,
    });
    pair.seal(Role::Therapist, EnvelopeKind::Letter, &content)
}

fn missed_and_next(view: &Conversation, id: EnvelopeId, now: &str) -> (Window, Option<Window>) {
    match view.state_of(view.letter(id).unwrap(), at(now)) {
        LetterState::Missed { promise, next } => (promise.window, next.map(|next| next.window)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_next_window_is_named_when_one_closes_without_an_answer() {
    let (_, mut view, id) = waiting(Role::Patient);
    let given = view.give_promises(at("2026-11-23T15:59:59Z"));
    assert!(given.is_empty(), "the window is still open");
    assert!(!view.may_promise(at("2026-11-23T15:59:59Z")));
    let given = view.give_promises(at(MONDAY.1));
    assert_eq!(given.renewals.len(), 1);
    assert_eq!(given.renewals[0].0, at(MONDAY.1));
    assert_eq!(given.renewals[0].1.window, window(TUESDAY));
    assert_eq!(
        missed_and_next(&view, id, MONDAY.1),
        (window(MONDAY), Some(window(TUESDAY)))
    );
    assert_eq!(view.last_missed(at(MONDAY.1)), Some(at(MONDAY.1)));
    assert!(view.give_promises(at(MONDAY.1)).is_empty(), "named once");
}

#[test]
fn after_weeks_the_whole_chain_is_there_at_once() {
    let (_, mut view, id) = waiting(Role::Patient);
    let given = view.give_promises(at("2026-12-14T18:00:00Z"));
    assert_eq!(
        given.renewals.len(),
        16,
        "sixteen weekdays, each named once"
    );
    assert_eq!(view.letter(id).unwrap().renewed.len(), 16);
    assert_eq!(view.ledger(at("2026-12-14T18:00:00Z")).len(), 17);
    assert_eq!(view.to_own(at("2026-12-14T18:00:00Z")).len(), 16);
}

#[test]
fn a_clock_that_is_years_ahead_names_no_windows_without_end_and_is_forgotten() {
    let (_, mut view, id) = waiting(Role::Patient);
    let ahead = view.give_promises(at("2099-01-01T00:00:00Z"));
    assert!(ahead.renewals.len() <= 400, "{}", ahead.renewals.len());
    view.look_again();
    let back = view.give_promises(at("2026-11-23T17:00:00Z"));
    assert_eq!(back.untimely.len(), ahead.renewals.len() - 1);
    assert!(back.renewals.is_empty(), "the first one was right");
    assert_eq!(
        missed_and_next(&view, id, "2026-11-23T17:00:00Z"),
        (window(MONDAY), Some(window(TUESDAY)))
    );
}

#[test]
fn a_window_once_named_stands() {
    let (_, mut view, id) = waiting(Role::Patient);
    let mut given = view.give_promises(at(MONDAY.1));
    let (closed, mut promise) = given.renewals.remove(0);
    promise.window = window(WEDNESDAY);
    let mut again = waiting(Role::Patient).1;
    again.renew(closed, promise);
    assert!(again.give_promises(at(MONDAY.1)).is_empty());
    assert_eq!(
        missed_and_next(&again, id, MONDAY.1).1,
        Some(window(WEDNESDAY))
    );
}

#[test]
fn a_miss_is_forgotten_when_an_answer_turns_out_to_have_left_in_time() {
    let (mut pair, mut view, id) = waiting(Role::Patient);
    let now = at("2026-11-24T16:30:00Z");
    view.give_promises(now);
    assert_eq!(view.ledger(now).len(), 3);
    let (_, answer) = pair.letter(Role::Therapist, "Here.");
    pair.deliver(&mut view, &answer, left("2026-11-23T15:30:00Z"));
    assert_eq!(view.ledger(now).len(), 1, "at once");
    view.give_promises(now);
    let ledger = view.ledger(now);
    assert_eq!(ledger.len(), 1);
    assert_eq!(ledger[0].outcome, Outcome::Kept);
    assert_eq!((ledger[0].next, &ledger[0].letters), (None, &vec![id]));
    assert!(view.letter(id).unwrap().renewed.is_empty());
    assert!(view.to_own(now).is_empty());
}

#[test]
fn a_reply_that_owns_the_miss_repairs_it_and_any_other_does_not() {
    let now = at("2026-11-24T17:00:00Z");
    for owns in [false, true] {
        let (mut pair, mut view, id) = waiting(Role::Therapist);
        view.give_promises(at(MONDAY.1));
        let owned: &[Window] = if owns { &[window(MONDAY)] } else { &[] };
        let (_, answer) = reply(&mut pair, owned, None);
        pair.deliver(&mut view, &answer, left("2026-11-24T14:05:00Z"));
        view.give_promises(now);
        let ledger = view.ledger(now);
        let outcomes: Vec<Outcome> = ledger.iter().map(|entry| entry.outcome).collect();
        let missed = if owns {
            Outcome::Repaired
        } else {
            Outcome::Missed
        };
        assert_eq!(outcomes, [Outcome::Kept, missed], "latest first");
        assert_eq!(ledger[1].answered, Some(at("2026-11-24T14:05:00Z")));
        assert_eq!(ledger[1].owned.is_some(), owns);
        assert_eq!(ledger[1].next, Some(window(TUESDAY)));
        let to_own = view.to_own(now);
        assert_eq!(to_own.is_empty(), owns);
        assert!(view.owed().is_none());
        assert!(matches!(
            view.state_of(view.letter(id).unwrap(), now),
            LetterState::Answered { .. }
        ));
        // A miss to own is a task although nothing is owed any more.
        let mut book = Book::default();
        book.conversations.insert(view.id, view);
        let today = book.today(now);
        assert_eq!(today.len(), usize::from(!owns));
        for entry in today {
            assert_eq!((entry.owed, entry.to_own), (None, vec![window(MONDAY)]));
            assert!(!entry.late);
        }
    }
}

#[test]
fn a_miss_is_open_again_when_the_reply_that_owned_it_is_taken_back() {
    let (mut pair, mut view, _) = waiting(Role::Therapist);
    let now = at("2026-11-24T10:00:00Z");
    view.give_promises(now);
    assert_eq!(view.to_own(now), [window(MONDAY)]);
    let (id, answer) = reply(&mut pair, &[window(MONDAY)], None);
    pair.deliver(&mut view, &answer, held("2026-11-24T09:00:00Z", TUESDAY.0));
    assert!(view.to_own(now).is_empty(), "a reply under way owns it");
    assert_eq!(
        view.ledger(now)[1].outcome,
        Outcome::Missed,
        "it has not left"
    );
    view.stand(id, Standing::NeedsYou(holdfast_protocol::Refusal::NotHeld));
    assert!(
        view.to_own(now).is_empty(),
        "what has arrived never falls back"
    );
    view.apply(
        pair.open(Role::Therapist, &Event::Withdrawn { id })
            .unwrap(),
    );
    assert_eq!(view.to_own(now), [window(MONDAY)]);
}

#[test]
fn what_is_owed_names_the_newest_window_and_is_late() {
    let (_, mut view, _) = waiting(Role::Therapist);
    let now = at("2026-11-24T10:00:00Z");
    view.give_promises(now);
    let owed = view.owed().unwrap();
    assert_eq!(owed.window, Some(window(TUESDAY)));
    assert_eq!(owed.first, Some(window(MONDAY)));
    let mut book = Book::default();
    book.conversations.insert(view.id, view);
    assert!(book.today(now)[0].late);
    assert!(!book.today(at("2026-11-23T15:00:00Z"))[0].late);
}

#[test]
fn a_reply_outside_the_rhythm_says_so_as_the_relay_says_so() {
    let why = OutsideRhythm {
        reason: OutsideReason::Appointment,
        words: "Thursday is off.".into(),
    };
    let noon = at("2026-11-24T11:00:00Z");
    let outside = Receipt {
        arrived: noon,
        release: Release::LeftOutside(noon),
    };
    for (said, receipt, expected) in [
        (Some(&why), outside, Some(Outside::Explained(why.clone()))),
        (None, outside, Some(Outside::Unexplained)),
        (Some(&why), left(TUESDAY.0), None),
        (None, left(TUESDAY.0), None),
    ] {
        let (mut pair, mut view, id) = waiting(Role::Patient);
        let (reply_id, envelope) = reply(&mut pair, &[], said.cloned());
        pair.deliver(&mut view, &envelope, receipt);
        assert_eq!(view.letter(reply_id).unwrap().outside, expected);
        assert!(
            matches!(
                view.state_of(view.letter(id).unwrap(), noon),
                LetterState::Answered { .. }
            ),
            "an answer all the same"
        );
    }
}

#[test]
fn an_override_under_way_shows_its_reason() {
    let (mut pair, mut view, _) = waiting(Role::Therapist);
    let why = OutsideRhythm {
        reason: OutsideReason::Safety,
        words: String::new(),
    };
    let (id, envelope) = reply(&mut pair, &[], Some(why.clone()));
    let event = Event::Arrived {
        envelope,
        receipt: left("2026-11-24T09:00:00Z"),
    };
    let Some(crate::state::Opened::Reply { from, reply, .. }) = pair.open(Role::Therapist, &event)
    else {
        panic!("a reply")
    };
    view.apply(crate::state::Opened::Reply {
        id,
        from,
        reply,
        receipt: None,
    });
    assert_eq!(
        view.letter(id).unwrap().outside,
        Some(Outside::Explained(why))
    );
    assert!(view.is_sending());
    let refused = crate::state::Standing::NeedsYou(holdfast_protocol::Refusal::NotHeld);
    view.stand(id, refused);
    assert_eq!(view.letter(id).unwrap().outside, None, "it goes nowhere");
}

#[test]
fn nothing_is_owned_before_it_is_missed() {
    let (mut pair, mut view, _) = waiting(Role::Therapist);
    let (_, early) = reply(&mut pair, &[window(MONDAY)], None);
    pair.deliver(&mut view, &early, left("2026-11-23T14:05:00Z"));
    let (_, second) = pair.letter(Role::Patient, "One more thing.");
    pair.deliver(&mut view, &second, left("2026-11-23T14:10:00Z"));
    let now = at("2026-11-23T17:00:00Z");
    view.give_promises(now);
    let entry = view.ledger(now).pop().unwrap();
    assert_eq!(entry.window, window(MONDAY));
    assert_eq!((entry.outcome, entry.owned), (Outcome::Missed, None));
}
