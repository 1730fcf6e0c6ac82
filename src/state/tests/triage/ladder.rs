//! What is told of the calls about a letter.

use super::{MONDAY, URGENT, WITH_LADDER, news, told, with_ladder, writes};
use crate::state::{
    Conversation, Happened, Ladder, Opened,
    tests::{Pair, at},
};
use holdfast_protocol::{AlarmStep, Answer, EnvelopeId, Noticed, NoticedLevel, Role, Way};
use holdfast_rhythm::Agreement;
use proptest::prelude::*;

fn undelivered(step: u16, name: &str, way: Way) -> AlarmStep {
    AlarmStep::Undelivered {
        step,
        round: 0,
        name: name.into(),
        way,
    }
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
fn a_taking_on_that_is_told_again_is_read_once() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let id = writes(&mut pair, &mut view, URGENT, MONDAY);
    let taken = |name: &str| AlarmStep::Acknowledged { name: name.into() };
    // A relay that was restored from a backup hears of it anew.
    for (second, what) in [
        ("00", AlarmStep::Begun),
        ("01", taken("On call")),
        ("02", taken("On call")),
        ("03", taken("Dr. Weber")),
        ("04", taken("On call")),
    ] {
        news(&mut view, id, &format!("2026-11-23T20:30:{second}Z"), what);
    }
    let names = ["On call", "Dr. Weber", "On call"];
    let taken = names.map(|name| Happened::TakenOn(name.into()));
    assert_eq!(happened(&view, id)[1..], taken);
    let rungs = view.ladder_of(id).unwrap().rungs;
    assert_eq!(rungs[1].at, at("2026-11-23T20:30:01Z"), "when it was");
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
