//! Most urgent first.

use super::{AFTERNOONS, Pair, at, held, left};
use crate::state::{Book, Conversation};
use holdfast_protocol::{
    Answer, Content, ConversationId, EnvelopeKind, Letter, Noticed, NoticedCategory, NoticedLevel,
    Release, Role,
};
use holdfast_rhythm::{Agreement, Promise, Window};

struct Case {
    level: Option<NoticedLevel>,
    closes: Option<&'static str>,
    arrived: &'static str,
    reply_held: bool,
}

fn conversation(number: u8, case: &Case) -> Conversation {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    view.id = ConversationId::from_bytes([number; 16]);
    let (id, letter) = pair.letter_with(Role::Patient, "…", Answer::Wanted, case.level);
    pair.deliver(&mut view, &letter, left(case.arrived));
    if let Some(closes) = case.closes {
        let closes = at(closes);
        view.promise(
            id,
            Promise {
                window: Window {
                    opens: closes - chrono::TimeDelta::hours(2),
                    closes,
                },
                version: 1,
                tz_database: "test".into(),
            },
        );
    }
    if case.reply_held {
        let (_, reply) = pair.letter(Role::Therapist, "Soon.");
        pair.deliver(
            &mut view,
            &reply,
            held("2026-11-23T10:00:00Z", "2026-11-23T14:00:00Z"),
        );
    }
    view
}

#[test]
fn by_what_was_noticed_then_what_is_due_then_the_longest_waiting() {
    let case = |level, closes, arrived, reply_held| Case {
        level,
        closes,
        arrived,
        reply_held,
    };
    let (monday, tuesday) = (Some("2026-11-23T16:00:00Z"), Some("2026-11-24T16:00:00Z"));
    let early = "2026-11-20T08:00:00Z";
    let late = "2026-11-23T08:00:00Z";
    let expected = [
        case(Some(NoticedLevel::Emergency), tuesday, late, false),
        case(Some(NoticedLevel::Concern), monday, late, false),
        case(None, monday, early, false),
        case(None, monday, late, false),
        case(None, tuesday, early, false),
        case(None, None, early, false),
        case(Some(NoticedLevel::Concern), monday, early, true),
    ];
    // Numbered backwards, so that the order cannot come from the ids.
    let number = |place: usize| u8::try_from(100 - place).unwrap();
    let mut book = Book::default();
    for (place, case) in expected.iter().enumerate() {
        let view = conversation(number(place), case);
        book.conversations.insert(view.id, view);
    }
    let today = book.today(at("2026-11-23T16:00:00Z"));
    let order: Vec<_> = today.iter().map(|entry| entry.conversation).collect();
    let wanted: Vec<_> = (0..expected.len())
        .map(|place| ConversationId::from_bytes([number(place); 16]))
        .collect();
    assert_eq!(order, wanted);
    assert!(
        today[1].late && !today[0].late,
        "monday's window has just closed"
    );
    assert!(matches!(
        today[6].owed.as_ref().unwrap().reply,
        Some(Release::HeldUntil(_))
    ));
}

#[test]
fn nobody_waits_nobody_is_listed() {
    let mut book = Book::default();
    let view = Pair::new().view(Role::Therapist);
    book.conversations.insert(view.id, view);
    assert!(book.today(at("2026-11-23T16:00:00Z")).is_empty());
}

#[test]
fn what_cannot_be_read_is_counted_only_where_it_is_certain_whose_it_is() {
    let numbered = |number| {
        let mut view = Pair::new().view(Role::Therapist);
        view.id = ConversationId::from_bytes([number; 16]);
        view
    };
    let counted = |book: Book| -> Vec<usize> {
        let all = book.conversations.values();
        all.map(|one| one.unreadable).collect()
    };
    let mut one = book_of([numbered(1)]);
    one.note_unreadable(2);
    assert!(!one.is_unreadable);
    assert_eq!(counted(one), [2]);
    let mut two = book_of([numbered(1), numbered(2)]);
    two.note_unreadable(2);
    assert!(two.is_unreadable, "said where all are told of");
    assert_eq!(counted(two.clone()), [0, 0]);
    two.note_unreadable(0);
    assert!(!two.is_unreadable);
}

#[test]
fn the_days_window_is_the_first_of_all_conversations() {
    let mut book = Book::default();
    assert_eq!(book.next_opening(at("2026-11-23T08:00:00Z")), None);
    for (number, opens) in [(1, "15:00"), (2, "14:00")] {
        let mut view = Pair::new().view(Role::Therapist);
        view.id = ConversationId::from_bytes([number; 16]);
        let document = AFTERNOONS.replace("15:00", opens);
        view.timeline.accept(
            Agreement::parse(&document).unwrap(),
            at("2026-11-23T07:00:00Z"),
        );
        book.conversations.insert(view.id, view);
    }
    let morning = at("2026-11-23T08:00:00Z");
    assert_eq!(book.window_at(morning), None);
    assert_eq!(
        book.next_opening(morning).unwrap().opens,
        at("2026-11-23T13:00:00Z")
    );
    let open = book.window_at(at("2026-11-23T13:30:00Z")).unwrap();
    assert_eq!(open.closes, at("2026-11-23T16:00:00Z"));
}

#[test]
fn what_was_noticed_is_gathered_from_all_letters_that_wait() {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    for (level, categories) in [
        (NoticedLevel::Concern, vec![NoticedCategory::SelfHarm]),
        (
            NoticedLevel::Urgent,
            vec![NoticedCategory::Suicide, NoticedCategory::SelfHarm],
        ),
    ] {
        let noticed = Noticed {
            level,
            categories,
            hints: Vec::new(),
        };
        let content = Content::Letter(Letter {
            text: "…".into(),
            written: at("2026-11-23T08:00:00Z"),
            answer: Answer::Wanted,
            noticed: Some(noticed),
        });
        let (_, letter) = pair.seal(Role::Patient, EnvelopeKind::Letter, &content);
        pair.deliver(&mut view, &letter, left("2026-11-23T08:00:00Z"));
    }
    let owed = view.owed().unwrap();
    assert_eq!(owed.level, Some(NoticedLevel::Urgent));
    assert_eq!(
        owed.about,
        [NoticedCategory::Suicide, NoticedCategory::SelfHarm]
    );
}

/// A book with one conversation under agreed afternoons, in which a letter
/// waits since `arrived`.
fn one_waits(number: u8, document: &str, arrived: &str) -> (Pair, Conversation) {
    let mut pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    view.id = ConversationId::from_bytes([number; 16]);
    let agreement = Agreement::parse(document).unwrap();
    view.timeline.accept(agreement, at("2026-11-23T07:00:00Z"));
    let (_, letter) = pair.letter(Role::Patient, "…");
    pair.deliver(&mut view, &letter, left(arrived));
    view.give_promises(at(arrived));
    (pair, view)
}

fn book_of(views: impl IntoIterator<Item = Conversation>) -> Book {
    let mut book = Book::default();
    for view in views {
        book.conversations.insert(view.id, view);
    }
    book
}

#[test]
fn what_is_due_soon_is_said_in_the_last_third_of_an_open_window_only() {
    let book = book_of([one_waits(1, AFTERNOONS, "2026-11-23T08:00:00Z").1]);
    for (now, said) in [
        ("2026-11-23T13:59:00Z", false),
        ("2026-11-23T14:00:00Z", false),
        ("2026-11-23T15:19:59Z", false),
        ("2026-11-23T15:20:00Z", true),
        ("2026-11-23T15:59:59Z", true),
        ("2026-11-23T16:00:00Z", false),
        ("2026-11-24T15:30:00Z", false),
    ] {
        let due = book.due_soon(at(now));
        assert_eq!(due.is_some(), said, "{now}");
        if let Some(due) = due {
            assert_eq!(due.window.closes, at("2026-11-23T16:00:00Z"));
            assert_eq!(due.conversations, [ConversationId::from_bytes([1; 16])]);
        }
    }
}

#[test]
fn of_a_long_window_the_last_three_quarters_of_an_hour_count() {
    let long = AFTERNOONS.replace("15:00", "09:00");
    let book = book_of([one_waits(1, &long, "2026-11-23T07:30:00Z").1]);
    assert!(book.due_soon(at("2026-11-23T15:14:59Z")).is_none());
    assert!(book.due_soon(at("2026-11-23T15:15:00Z")).is_some());
}

#[test]
fn a_window_named_after_a_miss_is_due_soon_as_well() {
    let (_, mut view) = one_waits(1, AFTERNOONS, "2026-11-23T08:00:00Z");
    view.give_promises(at("2026-11-23T16:00:00Z"));
    let book = book_of([view]);
    let due = book.due_soon(at("2026-11-24T15:40:00Z")).unwrap();
    assert_eq!(due.window.closes, at("2026-11-24T16:00:00Z"));
}

#[test]
fn whoever_has_written_is_not_told_that_something_is_due() {
    let now = at("2026-11-23T15:40:00Z");
    let (mut pair, mut view) = one_waits(1, AFTERNOONS, "2026-11-23T08:00:00Z");
    let (id, reply) = pair.letter(Role::Therapist, "Here.");
    pair.deliver(
        &mut view,
        &reply,
        held("2026-11-23T15:38:00Z", "2026-11-23T15:45:00Z"),
    );
    let mut book = book_of([view]);
    assert!(book.due_soon(now).is_none());
    let view = book.conversations.values_mut().next().unwrap();
    view.apply(crate::state::Opened::Moved {
        id,
        release: Release::Waits(holdfast_protocol::HoldReason::TheyWroteSince),
    });
    assert!(book.due_soon(now).is_some(), "it does not leave by itself");
}

#[test]
fn of_several_windows_the_one_that_closes_first_is_said() {
    let later = AFTERNOONS.replace("17:00", "17:10");
    let book = book_of([
        one_waits(1, &later, "2026-11-23T08:00:00Z").1,
        one_waits(3, AFTERNOONS, "2026-11-23T08:00:00Z").1,
        one_waits(2, AFTERNOONS, "2026-11-23T08:00:00Z").1,
    ]);
    let due = book.due_soon(at("2026-11-23T15:50:00Z")).unwrap();
    assert_eq!(due.window.closes, at("2026-11-23T16:00:00Z"));
    assert_eq!(
        due.conversations,
        [2, 3].map(|number| ConversationId::from_bytes([number; 16]))
    );
}

#[test]
fn a_miss_to_own_comes_after_what_is_due_and_before_what_leaves_by_itself() {
    let now = at("2026-11-24T16:30:00Z");
    let missed = |number| {
        let (mut pair, mut view) = one_waits(number, AFTERNOONS, "2026-11-23T08:00:00Z");
        view.give_promises(at("2026-11-23T16:00:00Z"));
        let (_, reply) = pair.letter(Role::Therapist, "Here.");
        pair.deliver(&mut view, &reply, left("2026-11-24T14:05:00Z"));
        (pair, view)
    };
    let (_, to_own) = missed(1);
    let (_, due) = one_waits(9, AFTERNOONS, "2026-11-24T16:00:00Z");
    let (mut pair, mut leaves) = one_waits(2, AFTERNOONS, "2026-11-24T16:00:00Z");
    let (_, reply) = pair.letter(Role::Therapist, "Here.");
    pair.deliver(
        &mut leaves,
        &reply,
        held("2026-11-24T16:10:00Z", "2026-11-25T14:00:00Z"),
    );
    let today = book_of([to_own, due, leaves]).today(now);
    let order: Vec<_> = today.iter().map(|entry| entry.conversation).collect();
    assert_eq!(
        order,
        [9, 1, 2].map(|number| ConversationId::from_bytes([number; 16]))
    );
    assert_eq!(today[1].owed, None);
    assert_eq!(today[1].to_own.len(), 1);
}
