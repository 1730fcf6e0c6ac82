//! What was noticed, who was called because of it, and who has taken it on.

use super::{Pair, at, held, left};
use crate::state::{Book, Conversation, Happened, Ladder, LetterState, Opened, Why};
use holdfast_protocol::{
    Acknowledgement, AlarmNews, AlarmStep, Answer, CheckIn, Closing, Content, ConversationId,
    EnvelopeId, EnvelopeKind, LateNotice, Letter, Noticed, NoticedLevel, OutsideReason,
    OutsideRhythm, Receipt, Release, Reply, Role, Way,
};
use holdfast_rhythm::Agreement;
use proptest::prelude::*;

const WITH_LADDER: &str = r#"{
  "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
  "windows": [{ "days": ["mon", "tue", "wed", "thu", "fri"], "opens": "15:00", "closes": "17:00" }],
  "escalation": { "reference": "", "rounds": 1, "call_cost": 1, "miss_cost": 20, "steps": [
    { "name": "Dr. Weber", "contact": "therapist", "delay_minutes": 5 },
    { "name": "On call", "contact": "on-call", "delay_minutes": 5 } ] }
}"#;

const MONDAY: &str = "2026-11-23T20:30:00Z";

fn with_ladder(pair: &Pair, role: Role) -> Conversation {
    let mut view = pair.view(role);
    let agreement = Agreement::parse(WITH_LADDER).unwrap();
    view.timeline.accept(agreement, at("2026-11-22T12:00:00Z"));
    view
}

/// A letter of the patient's that arrives then.
fn writes(
    pair: &mut Pair,
    view: &mut Conversation,
    (answer, level): (Answer, Option<NoticedLevel>),
    arrived: &str,
) -> EnvelopeId {
    let (id, letter) = pair.letter_with(Role::Patient, "…", answer, level);
    pair.deliver(view, &letter, left(arrived));
    id
}

fn news(view: &mut Conversation, letter: EnvelopeId, at_: &str, what: AlarmStep) {
    view.apply(Opened::Alarm(AlarmNews {
        conversation: view.id,
        letter,
        at: at(at_),
        what,
    }));
}

fn told(step: u16, name: &str, way: Way) -> AlarmStep {
    AlarmStep::Told {
        step,
        round: 0,
        name: name.into(),
        way,
    }
}

fn undelivered(step: u16, name: &str, way: Way) -> AlarmStep {
    AlarmStep::Undelivered {
        step,
        round: 0,
        name: name.into(),
        way,
    }
}

fn takes_on(pair: &Pair, view: &mut Conversation, from: Role, id: EnvelopeId, written: &str) {
    view.apply(Opened::Shared {
        id: EnvelopeId::from_bytes([if from == Role::Patient { 98 } else { 99 }; 16]),
        from: pair.side(from).account,
        content: Content::Acknowledgement(Acknowledgement {
            letters: vec![id],
            written: at(written),
        }),
        receipt: None,
    });
}

fn check_in(pair: &Pair, view: &mut Conversation, id: u8, level: NoticedLevel) -> EnvelopeId {
    let id = EnvelopeId::from_bytes([id; 16]);
    view.apply(Opened::Shared {
        id,
        from: pair.side(Role::Patient).account,
        content: Content::CheckIn(CheckIn {
            measure: "phq9".into(),
            id: "phq9-a".into(),
            due: "2026-11-23".into(),
            written: at(MONDAY),
            answers: Vec::new(),
            score: None,
            noticed: Some(Noticed {
                level,
                categories: Vec::new(),
                hints: Vec::new(),
            }),
        }),
        receipt: Some(left(MONDAY)),
    });
    id
}

fn happened(view: &Conversation, id: EnvelopeId) -> Vec<Happened> {
    let ladder = view.ladder_of(id).unwrap_or(Ladder {
        arrived: None,
        rungs: Vec::new(),
        is_open: false,
        calls_nobody: false,
    });
    ladder.rungs.into_iter().map(|rung| rung.what).collect()
}

const URGENT: (Answer, Option<NoticedLevel>) = (Answer::Wanted, Some(NoticedLevel::Urgent));
const URGENT_NO_ANSWER: (Answer, Option<NoticedLevel>) =
    (Answer::NotNeeded, Some(NoticedLevel::Urgent));

#[test]
fn what_owes_no_answer_and_was_noticed_is_listed_until_it_is_taken_on() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let letter = writes(&mut pair, &mut view, URGENT_NO_ANSWER, MONDAY);
    let answers = check_in(&pair, &mut view, 50, NoticedLevel::Urgent);
    assert_eq!(view.owed(), None);
    let listed = |view: &Conversation| {
        let mut book = Book::default();
        book.conversations.insert(view.id, view.clone());
        book.today(at("2026-11-24T08:00:00Z"))
    };
    let today = listed(&view);
    assert_eq!(today[0].pressing.len(), 2);
    assert!(today[0].pressing.iter().any(|one| one.is_check_in));
    takes_on(&pair, &mut view, Role::Therapist, letter, MONDAY);
    assert_eq!(listed(&view)[0].pressing[0].id, answers);
    // An answer may not have looked at it.
    let (_, reply) = pair.letter(Role::Therapist, "Here.");
    pair.deliver(&mut view, &reply, left("2026-11-24T14:00:00Z"));
    assert_eq!(listed(&view)[0].pressing[0].id, answers);
}

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
fn what_somebody_else_has_taken_on_stays_below_until_the_therapist_has_seen_it() {
    let mut pair = Pair::new();
    let mut taken = with_ladder(&pair, Role::Therapist);
    let id = writes(&mut pair, &mut taken, URGENT, MONDAY);
    let name = "Dr. Weber".to_owned();
    for what in [
        AlarmStep::Begun,
        AlarmStep::Acknowledged { name: name.clone() },
    ] {
        news(&mut taken, id, MONDAY, what);
    }
    let mut concern = pair.view(Role::Therapist);
    concern.id = ConversationId::from_bytes([9; 16]);
    let careful = (Answer::Wanted, Some(NoticedLevel::Concern));
    writes(&mut pair, &mut concern, careful, MONDAY);
    let mut book = Book::default();
    for view in [&taken, &concern] {
        book.conversations.insert(view.id, view.clone());
    }
    let today = book.today(at("2026-11-23T21:00:00Z"));
    assert_eq!(today[0].conversation, concern.id);
    let by = today[1].pressing[0].taken.as_ref();
    assert_eq!(by.and_then(|taken| taken.by.clone()), Some(name));
    takes_on(&pair, &mut taken, Role::Therapist, id, MONDAY);
    assert!(taken.pressing().is_empty());
}

#[test]
fn what_is_taken_on_is_in_its_ordinary_place() {
    let numbered = |number: u8, level, arrived| {
        let mut pair = Pair::new();
        let mut view = pair.view(Role::Therapist);
        view.id = ConversationId::from_bytes([number; 16]);
        let id = writes(&mut pair, &mut view, (Answer::Wanted, level), arrived);
        (pair, view, id)
    };
    let (pair, urgent, id) = numbered(1, Some(NoticedLevel::Urgent), "2026-11-23T09:00:00Z");
    let (_, concern, _) = numbered(2, Some(NoticedLevel::Concern), "2026-11-23T08:00:00Z");
    let (_, older, _) = numbered(3, None, "2026-11-20T08:00:00Z");
    let (_, newer, _) = numbered(4, None, "2026-11-21T08:00:00Z");
    let order = |urgent: &Conversation| -> Vec<(u8, Why)> {
        let mut book = Book::default();
        for view in [urgent, &concern, &older, &newer] {
            book.conversations.insert(view.id, view.clone());
        }
        let today = book.today(at("2026-11-23T10:00:00Z"));
        let number = |id: ConversationId| *id.as_bytes().first().unwrap();
        let placed = today
            .iter()
            .map(|entry| (number(entry.conversation), entry.why));
        placed.collect()
    };
    assert_eq!(
        order(&urgent),
        [
            (1, Why::MorePressing),
            (2, Why::MorePressing),
            (3, Why::WaitedLonger),
            (4, Why::Last)
        ]
    );
    let mut taken = urgent;
    takes_on(
        &pair,
        &mut taken,
        Role::Therapist,
        id,
        "2026-11-23T10:00:00Z",
    );
    let places: Vec<u8> = order(&taken)
        .into_iter()
        .map(|(number, _)| number)
        .collect();
    assert_eq!(places, [2, 3, 4, 1]);
}

#[test]
fn because_of_whom_somebody_is_called_comes_first() {
    let mut pair = Pair::new();
    let mut calls = with_ladder(&pair, Role::Therapist);
    calls.id = ConversationId::from_bytes([9; 16]);
    let id = writes(&mut pair, &mut calls, URGENT, MONDAY);
    news(&mut calls, id, MONDAY, AlarmStep::Begun);
    let mut emergency = pair.view(Role::Therapist);
    emergency.id = ConversationId::from_bytes([1; 16]);
    let most = (Answer::Wanted, Some(NoticedLevel::Emergency));
    writes(&mut pair, &mut emergency, most, "2026-11-23T09:00:00Z");
    let mut book = Book::default();
    for view in [calls, emergency] {
        book.conversations.insert(view.id, view);
    }
    let today = book.today(at("2026-11-23T21:00:00Z"));
    assert_eq!(today[0].conversation, ConversationId::from_bytes([9; 16]));
    assert_eq!(today[0].why, Why::Calls);
}

#[test]
fn each_step_is_told_as_it_was() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let id = writes(&mut pair, &mut view, URGENT, MONDAY);
    assert_eq!(happened(&view, id), []);
    assert!(view.ladder_of(id).unwrap().is_open, "the relay has it");
    news(&mut view, id, "2026-11-23T20:30:01Z", AlarmStep::Begun);
    assert!(!view.ladder_of(id).unwrap().reached_nobody());
    let empty = AlarmStep::Empty {
        step: 2,
        round: 0,
        name: "Nobody".into(),
    };
    let mut tried = view.clone();
    news(&mut tried, id, "2026-11-23T20:30:02Z", empty);
    assert!(tried.ladder_of(id).unwrap().reached_nobody());
    for (second, what) in [
        ("02", undelivered(0, "Dr. Weber", Way::Webhook)),
        ("03", undelivered(0, "Dr. Weber", Way::Push)),
        ("04", undelivered(1, "On call", Way::Push)),
        ("05", told(1, "On call", Way::Webhook)),
        ("06", undelivered(1, "On call", Way::Mail)),
    ] {
        news(&mut view, id, &format!("2026-11-23T20:30:{second}Z"), what);
    }
    assert!(!view.ladder_of(id).unwrap().reached_nobody());
    let so_far = [
        Happened::Begun,
        Happened::NotReached("Dr. Weber".into()),
        Happened::Told("On call".into()),
    ];
    assert_eq!(happened(&view, id), so_far);
    assert!(view.is_calling(id) && !view.ladder_of(id).unwrap().is_taken());
    let name = "On call".to_owned();
    news(
        &mut view,
        id,
        "2026-11-23T20:40:00Z",
        AlarmStep::Acknowledged { name: name.clone() },
    );
    assert_eq!(happened(&view, id)[3], Happened::TakenOn(name.clone()));
    let ladder = view.ladder_of(id).unwrap();
    assert!(!ladder.is_open && ladder.is_taken());
    let taken = view.taken_on(id).unwrap();
    assert_eq!(
        (taken.by, taken.at),
        (Some(name), at("2026-11-23T20:40:00Z"))
    );
    assert_eq!(
        view.pressing().len(),
        1,
        "their own therapist has not seen it"
    );
}

#[test]
fn where_nobody_could_be_told_nobody_is_said_to_have_had_their_turn() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let id = writes(&mut pair, &mut view, URGENT, MONDAY);
    news(&mut view, id, MONDAY, AlarmStep::Begun);
    let later = writes(&mut pair, &mut view, URGENT, "2026-11-23T20:35:00Z");
    let mut told_before = view.clone();
    let weber = "Dr. Weber";
    let dead = undelivered(0, weber, Way::Mail);
    news(&mut view, id, "2026-11-23T20:31:00Z", dead);
    let push = told(0, weber, Way::Push);
    news(&mut told_before, id, "2026-11-23T20:31:00Z", push);
    for view in [&mut view, &mut told_before] {
        let over = AlarmStep::Unanswered;
        news(view, id, "2026-11-23T20:40:00Z", over);
    }
    for letter in [id, later] {
        let last = |view| happened(view, letter).pop();
        assert_eq!(last(&view), Some(Happened::ToldNobody));
        assert_eq!(last(&told_before), Some(Happened::Unanswered));
    }
}

#[test]
fn nothing_is_claimed_of_a_letter_that_has_not_left() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let urgent = Some(NoticedLevel::Urgent);
    let (id, _) = pair.letter_with(Role::Patient, "…", Answer::Wanted, urgent);
    let letter = holdfast_protocol::Letter {
        text: "…".into(),
        written: at(MONDAY),
        answer: Answer::Wanted,
        noticed: Some(Noticed {
            level: NoticedLevel::Urgent,
            categories: Vec::new(),
            hints: Vec::new(),
        }),
    };
    view.apply(Opened::Letter {
        id,
        from: pair.side(Role::Patient).account,
        letter,
        receipt: None,
    });
    let ladder = view.ladder_of(id).unwrap();
    assert_eq!((ladder.arrived, ladder.is_open), (None, false));
    assert!(ladder.rungs.is_empty());
}

#[test]
fn who_wrote_under_another_agreement_is_told_that_nobody_is_called() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let mut without = Agreement::parse(WITH_LADDER).unwrap().document().clone();
    without.version = 2;
    without.escalation = None;
    let without = Agreement::new(without).unwrap();
    view.timeline.accept(without, at("2026-11-23T12:00:00Z"));
    // Written at eight that morning, while the first was in force.
    let id = writes(&mut pair, &mut view, URGENT, MONDAY);
    let ladder = view.ladder_of(id).unwrap();
    assert!(ladder.calls_nobody && !ladder.is_open);
    // What the relay tells counts.
    news(&mut view, id, MONDAY, AlarmStep::Begun);
    let ladder = view.ladder_of(id).unwrap();
    assert!(!ladder.calls_nobody && ladder.is_open);
}

#[test]
fn without_a_ladder_or_a_reason_nobody_is_called() {
    let mut pair = Pair::new();
    let mut without = pair.view(Role::Patient);
    let id = writes(&mut pair, &mut without, URGENT, MONDAY);
    assert_eq!(without.ladder_of(id), None);
    let mut view = with_ladder(&pair, Role::Patient);
    let concern = (Answer::Wanted, Some(NoticedLevel::Concern));
    let id = writes(&mut pair, &mut view, concern, "2026-11-23T20:31:00Z");
    assert_eq!(view.ladder_of(id), None);
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

#[test]
fn a_second_letter_joins_the_first_ones_calls() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Therapist);
    let first = writes(&mut pair, &mut view, URGENT, MONDAY);
    news(&mut view, first, MONDAY, AlarmStep::Begun);
    news(&mut view, first, MONDAY, told(0, "Dr. Weber", Way::Push));
    let second = writes(&mut pair, &mut view, URGENT, "2026-11-23T20:33:00Z");
    assert_eq!(happened(&view, second), [Happened::Joined]);
    let name = "On call".to_owned();
    let taken = AlarmStep::Acknowledged { name: name.clone() };
    news(&mut view, first, "2026-11-23T20:40:00Z", taken);
    let both = [Happened::Joined, Happened::TakenOn(name)];
    assert_eq!(happened(&view, second), both);
    // The relay says of each that it began, and of all what happens then.
    let second = writes(&mut pair, &mut view, URGENT, "2026-11-23T20:34:00Z");
    news(&mut view, second, "2026-11-23T20:34:00Z", AlarmStep::Begun);
    news(
        &mut view,
        second,
        "2026-11-23T20:36:00Z",
        told(1, "On call", Way::Mail),
    );
    let after = [Happened::Joined, Happened::Told("On call".into())];
    assert_eq!(happened(&view, second), after);
    news(
        &mut view,
        second,
        "2026-11-23T20:40:00Z",
        AlarmStep::Unanswered,
    );
    let own = [Happened::Begun, Happened::Told("Dr. Weber".into())];
    assert_eq!(happened(&view, first)[..2], own);
    let later = writes(&mut pair, &mut view, URGENT, "2026-11-23T21:00:00Z");
    assert!(happened(&view, later).is_empty(), "those calls are over");
    assert!(view.ladder_of(later).unwrap().is_open);
}

proptest! {
    /// News is told alike in whatever order, and however often, it comes.
    #[test]
    fn the_order_in_which_news_comes_makes_no_difference(
        order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle(), again in 0..6_usize,
    ) {
        let all = [
            AlarmStep::Begun,
            undelivered(0, "Dr. Weber", Way::Push),
            AlarmStep::Empty { step: 1, round: 0, name: "Nobody".into() },
            told(2, "On call", Way::Mail),
            told(2, "On call", Way::Push),
            AlarmStep::Unanswered,
        ];
        let mut pair = Pair::new();
        let mut straight = with_ladder(&pair, Role::Patient);
        let id = writes(&mut pair, &mut straight, URGENT, MONDAY);
        let mut mixed = straight.clone();
        let tell = |view: &mut Conversation, place: usize| {
            let at = format!("2026-11-23T20:3{place}:00Z");
            news(view, id, &at, all[place].clone());
        };
        (0..6).for_each(|place| tell(&mut straight, place));
        order.iter().for_each(|place| tell(&mut mixed, *place));
        tell(&mut mixed, again);
        prop_assert_eq!(straight.ladder_of(id), mixed.ladder_of(id));
    }
}

/// A conversation of its own, in which an ordinary letter waits for an answer.
fn asks_about_holidays(number: u8) -> Conversation {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    view.id = ConversationId::from_bytes([number; 16]);
    let plain = (Answer::Wanted, None);
    writes(&mut pair, &mut view, plain, "2026-11-23T21:00:00Z");
    view
}

/// A reply of the therapist's that leaves by itself the next afternoon.
fn replies_held(pair: &mut Pair, view: &mut Conversation, arrived: &str) {
    let (_, reply) = pair.letter(Role::Therapist, "Here.");
    pair.deliver(view, &reply, held(arrived, "2026-11-24T14:00:00Z"));
}

fn notices_late(pair: &Pair, view: &mut Conversation, letter: EnvelopeId, pages: bool) {
    view.apply(Opened::Shared {
        id: EnvelopeId::from_bytes([90; 16]),
        from: pair.side(Role::Patient).account,
        content: Content::LateNotice(LateNotice {
            letter,
            noticed: Noticed {
                level: NoticedLevel::Urgent,
                categories: Vec::new(),
                hints: Vec::new(),
            },
            pages,
            written: at(MONDAY),
        }),
        receipt: Some(left(MONDAY)),
    });
}

#[test]
fn what_is_urgent_and_not_taken_on_stays_first_whatever_reply_is_held() {
    let replied = "2026-11-23T20:45:00Z";
    let answered = {
        let mut pair = Pair::new();
        let mut view = pair.view(Role::Therapist);
        writes(&mut pair, &mut view, URGENT, MONDAY);
        replies_held(&mut pair, &mut view, replied);
        view
    };
    let item_nine = {
        let mut pair = Pair::new();
        let mut view = pair.view(Role::Therapist);
        let plain = (Answer::Wanted, None);
        writes(&mut pair, &mut view, plain, "2026-11-23T09:00:00Z");
        replies_held(&mut pair, &mut view, "2026-11-23T10:00:00Z");
        check_in(&pair, &mut view, 50, NoticedLevel::Urgent);
        view
    };
    let late = {
        let mut pair = Pair::new();
        let mut view = pair.view(Role::Therapist);
        let letter = writes(&mut pair, &mut view, (Answer::Wanted, None), MONDAY);
        replies_held(&mut pair, &mut view, replied);
        notices_late(&pair, &mut view, letter, false);
        view
    };
    let nobody_answered = {
        let mut pair = Pair::new();
        let mut view = with_ladder(&pair, Role::Therapist);
        let letter = writes(&mut pair, &mut view, URGENT, MONDAY);
        news(&mut view, letter, MONDAY, AlarmStep::Begun);
        replies_held(&mut pair, &mut view, replied);
        news(&mut view, letter, replied, AlarmStep::Unanswered);
        view
    };
    for (case, urgent) in [answered, item_nine, late, nobody_answered]
        .into_iter()
        .enumerate()
    {
        let mut book = Book::default();
        let first = urgent.id;
        for view in [asks_about_holidays(1), urgent, asks_about_holidays(9)] {
            book.conversations.insert(view.id, view);
        }
        let today = book.today(at("2026-11-23T21:30:00Z"));
        assert_eq!(today[0].conversation, first, "{case}");
        assert_eq!(today[0].why, Why::MorePressing, "{case}");
        assert!(today[0].needs_a_word(), "{case}");
    }
}

#[test]
fn there_need_be_no_time_for_what_leaves_by_itself_or_a_colleague_has_taken_on() {
    let mut pair = Pair::new();
    let mut leaves = pair.view(Role::Therapist);
    let concern = (Answer::Wanted, Some(NoticedLevel::Concern));
    writes(&mut pair, &mut leaves, concern, MONDAY);
    let mut view = leaves.clone();
    replies_held(&mut pair, &mut leaves, "2026-11-23T20:45:00Z");
    leaves.id = ConversationId::from_bytes([1; 16]);
    view.id = ConversationId::from_bytes([2; 16]);
    let mut taken = with_ladder(&pair, Role::Therapist);
    taken.id = ConversationId::from_bytes([3; 16]);
    let id = writes(&mut pair, &mut taken, URGENT_NO_ANSWER, MONDAY);
    news(&mut taken, id, MONDAY, AlarmStep::Begun);
    let mut calls = taken.clone();
    calls.id = ConversationId::from_bytes([4; 16]);
    let name = "On call".to_owned();
    let by_colleague = AlarmStep::Acknowledged { name };
    news(&mut taken, id, "2026-11-23T20:40:00Z", by_colleague);
    let mut book = Book::default();
    for view in [leaves, view, taken, calls] {
        book.conversations.insert(view.id, view);
    }
    let today = book.today(at("2026-11-23T21:30:00Z"));
    let needs: Vec<(u8, bool)> = today
        .iter()
        .map(|entry| (entry.conversation.as_bytes()[0], entry.needs_a_word()))
        .collect();
    assert_eq!(needs, [(4, true), (2, true), (3, false), (1, false)]);
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
