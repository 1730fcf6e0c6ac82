//! Where what was noticed stands on Today.

use super::{MONDAY, URGENT, URGENT_NO_ANSWER, check_in, news, takes_on, with_ladder, writes};
use crate::state::{
    Book, Conversation, Opened, Why,
    tests::{Pair, at, held, left},
};
use holdfast_protocol::{
    AlarmStep, Answer, Content, ConversationId, EnvelopeId, LateNotice, Noticed, NoticedLevel, Role,
};

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
fn of_two_because_of_whom_somebody_is_called_the_more_pressing_comes_first() {
    let mut pair = Pair::new();
    let mut urgent = with_ladder(&pair, Role::Therapist);
    urgent.id = ConversationId::from_bytes([1; 16]);
    let letter = writes(&mut pair, &mut urgent, URGENT, "2026-11-23T19:00:00Z");
    news(
        &mut urgent,
        letter,
        "2026-11-23T19:00:00Z",
        AlarmStep::Begun,
    );
    let mut both = with_ladder(&pair, Role::Therapist);
    both.id = ConversationId::from_bytes([2; 16]);
    let later = "2026-11-23T20:35:00Z";
    let letter = writes(&mut pair, &mut both, URGENT, later);
    news(&mut both, letter, later, AlarmStep::Begun);
    let listed = |both: &Conversation| {
        let mut book = Book::default();
        for view in [&urgent, both] {
            book.conversations.insert(view.id, view.clone());
        }
        let today = book.today(at("2026-11-23T21:00:00Z"));
        (today[0].conversation, today[0].why)
    };
    assert_eq!(listed(&both), (urgent.id, Why::WaitedLonger));
    // It came before the calls and calls nobody, so it stands behind what does.
    let emergency = check_in(&pair, &mut both, 50, NoticedLevel::Emergency);
    let pressing: Vec<EnvelopeId> = both.pressing().iter().map(|one| one.id).collect();
    assert_eq!(pressing, [letter, emergency]);
    assert_eq!(listed(&both), (both.id, Why::MorePressing));
    let name = "Dr. Weber".to_owned();
    let taken = AlarmStep::Acknowledged { name };
    news(&mut both, emergency, "2026-11-23T20:40:00Z", taken);
    assert_eq!(listed(&both), (urgent.id, Why::WaitedLonger));
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
