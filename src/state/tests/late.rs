//! Words that were sealed before their language was known: what goes after
//! them, whom it calls, and what the therapist sees of it.

use super::{Pair, at, left};
use crate::state::{
    Conversation, Happened, Opened, Standing, Unlooked, unlooked, with_unlooked, without_unlooked,
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    Acknowledgement, AlarmNews, AlarmStep, Answer, CheckIn, Content, EnvelopeId, LateNotice,
    Noticed, NoticedLevel, Receipt, Release, Role,
};
use holdfast_rhythm::Agreement;
use proptest::prelude::*;

const WITH_LADDER: &str = r#"{
  "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
  "windows": [{ "days": ["mon", "tue", "wed", "thu", "fri"], "opens": "15:00", "closes": "17:00" }],
  "escalation": { "reference": "", "rounds": 1, "call_cost": 1, "miss_cost": 20, "steps": [
    { "name": "On call", "contact": "on-call", "delay_minutes": 5 } ] }
}"#;

const MONDAY: &str = "2026-11-23T20:30:00Z";
const LATE: EnvelopeId = EnvelopeId::from_bytes([90; 16]);

fn monday() -> DateTime<Utc> {
    at(MONDAY)
}

fn with_ladder(pair: &Pair, role: Role) -> Conversation {
    let mut view = pair.view(role);
    let agreement = Agreement::parse(WITH_LADDER).unwrap();
    view.timeline.accept(agreement, at("2026-11-22T12:00:00Z"));
    view
}

fn noticed(level: NoticedLevel) -> Noticed {
    Noticed {
        level,
        categories: Vec::new(),
        hints: Vec::new(),
    }
}

/// A letter of the patient's that carries this and has arrived.
fn letter(pair: &mut Pair, view: &mut Conversation, level: Option<NoticedLevel>) -> EnvelopeId {
    let (id, letter) = pair.letter_with(Role::Patient, "…", Answer::Wanted, level);
    pair.deliver(view, &letter, left(MONDAY));
    id
}

/// What this side hears of a notice of the patient's, under that envelope.
fn hear(pair: &Pair, view: &mut Conversation, id: EnvelopeId, from: Role, notice: LateNotice) {
    let arrived = notice.written;
    view.apply(Opened::Shared {
        id,
        from: pair.side(from).account,
        content: Content::LateNotice(notice),
        receipt: Some(Receipt {
            arrived,
            release: Release::Left(arrived),
        }),
    });
}

fn news(view: &mut Conversation, letter: EnvelopeId, minutes: i64, what: AlarmStep) {
    view.apply(Opened::Alarm(AlarmNews {
        conversation: view.id,
        letter,
        at: monday() + TimeDelta::minutes(minutes),
        what,
    }));
}

#[test]
fn a_letter_that_was_sealed_too_early_is_noticed_after_and_listed_first() {
    let mut pair = Pair::new();
    let mut patient = with_ladder(&pair, Role::Patient);
    let mut therapist = with_ladder(&pair, Role::Therapist);
    let id = letter(&mut pair, &mut patient, None);
    therapist.apply(Opened::Letter {
        id,
        from: pair.side(Role::Patient).account,
        letter: words(&patient, id),
        receipt: Some(left(MONDAY)),
    });
    assert!(therapist.pressing().is_empty());
    let now = monday() + TimeDelta::minutes(10);
    let notice = patient.late_notice(id, noticed(NoticedLevel::Urgent), now);
    let notice = notice.unwrap();
    assert!(notice.pages);
    hear(&pair, &mut patient, LATE, Role::Patient, notice.clone());
    hear(&pair, &mut therapist, LATE, Role::Patient, notice.clone());
    let pressing = therapist.pressing();
    assert_eq!(pressing.len(), 1);
    assert_eq!(
        (pressing[0].id, pressing[0].level),
        (id, NoticedLevel::Urgent)
    );
    assert!(!pressing[0].calls);
    // Once only, also where a second tab looks again.
    let again = patient.late_notice(id, noticed(NoticedLevel::Urgent), now);
    assert!(again.is_none());
    // Who is called because of it is called because of the letter.
    for view in [&mut patient, &mut therapist] {
        news(view, LATE, 10, AlarmStep::Begun);
        let name = "On call".to_owned();
        news(view, LATE, 12, AlarmStep::Acknowledged { name });
        let ladder = view.ladder_of(id).unwrap();
        assert_eq!(ladder.arrived, Some(now));
        let taken = Happened::TakenOn("On call".into());
        let rungs: Vec<_> = ladder.rungs.into_iter().map(|rung| rung.what).collect();
        assert_eq!(rungs, [Happened::Begun, taken]);
    }
    assert_eq!(therapist.caller(id), LATE);
    assert!(therapist.pressing()[0].taken.is_some());
}

fn words(view: &Conversation, id: EnvelopeId) -> holdfast_protocol::Letter {
    let letter = view.letter(id).unwrap();
    holdfast_protocol::Letter {
        text: letter.text.clone(),
        written: letter.written,
        answer: letter.answer,
        noticed: letter.noticed.clone(),
    }
}

#[test]
fn a_notice_may_come_before_its_letter_and_nobody_else_can_say_it() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Therapist);
    let notice = |letter| LateNotice {
        letter,
        noticed: noticed(NoticedLevel::Urgent),
        pages: false,
        written: monday(),
    };
    let (id, sealed) = pair.letter_with(Role::Patient, "…", Answer::Wanted, None);
    hear(&pair, &mut view, LATE, Role::Patient, notice(id));
    assert!(view.pressing().is_empty());
    pair.deliver(&mut view, &sealed, left(MONDAY));
    assert_eq!(view.pressing().len(), 1);
    assert!(view.ladder_of(id).is_none(), "it calls nobody");
    // A therapist's word is none.
    let other = letter(&mut pair, &mut view, None);
    let therapists = EnvelopeId::from_bytes([91; 16]);
    hear(&pair, &mut view, therapists, Role::Therapist, notice(other));
    assert_eq!(view.pressing().len(), 1);
}

#[test]
fn what_was_answered_or_taken_on_or_carries_as_much_is_left_alone() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let urgent = || noticed(NoticedLevel::Urgent);
    let now = monday() + TimeDelta::minutes(5);
    let carries = letter(&mut pair, &mut view, Some(NoticedLevel::Urgent));
    assert!(view.late_notice(carries, urgent(), now).is_none());
    let more = view.late_notice(carries, noticed(NoticedLevel::Emergency), now);
    assert!(more.is_some_and(|notice| notice.pages));
    let open = letter(&mut pair, &mut view, Some(NoticedLevel::Concern));
    let concern = view.late_notice(open, noticed(NoticedLevel::Concern), now);
    assert!(concern.is_none());
    assert!(view.late_notice(open, urgent(), now).is_some());
    let unknown = EnvelopeId::from_bytes([77; 16]);
    assert!(view.late_notice(unknown, urgent(), now).is_none());
    let mut taken = view.clone();
    taken.apply(Opened::Shared {
        id: EnvelopeId::from_bytes([99; 16]),
        from: pair.side(Role::Therapist).account,
        content: Content::Acknowledgement(Acknowledgement {
            letters: vec![open],
            written: now,
        }),
        receipt: Some(left(MONDAY)),
    });
    assert!(taken.late_notice(open, urgent(), now).is_none());
    let (_, reply) = pair.letter(Role::Therapist, "Here.");
    let mut answered = view.clone();
    pair.deliver(&mut answered, &reply, left("2026-11-24T14:00:00Z"));
    let later = at("2026-11-24T15:00:00Z");
    assert!(answered.late_notice(open, urgent(), later).is_none());
    view.stand(open, Standing::Kept);
    assert!(view.late_notice(open, urgent(), now).is_some());
}

#[test]
fn what_has_lain_there_for_days_is_told_and_calls_nobody() {
    let mut pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let id = letter(&mut pair, &mut view, None);
    let calls = |view: &Conversation, hours| {
        let now = monday() + TimeDelta::hours(hours);
        let notice = view.late_notice(id, noticed(NoticedLevel::Urgent), now);
        notice.map(|notice| notice.pages)
    };
    assert_eq!(calls(&view, 71), Some(true));
    assert_eq!(calls(&view, 73), Some(false));
    // Without a ladder nobody is called at all.
    let mut plain = pair.view(Role::Patient);
    let other = letter(&mut pair, &mut plain, None);
    let notice = plain.late_notice(other, noticed(NoticedLevel::Urgent), monday());
    assert!(notice.is_some_and(|notice| !notice.pages));
    // What is on this device still calls, however old it is: it was in nobody's hands.
    let (kept, sealed) = pair.letter_with(Role::Patient, "…", Answer::Wanted, None);
    let kept_letter = words_of(&pair, &sealed);
    view.apply(Opened::Letter {
        id: kept,
        from: pair.side(Role::Patient).account,
        letter: kept_letter,
        receipt: None,
    });
    let now = monday() + TimeDelta::hours(200);
    let notice = view.late_notice(kept, noticed(NoticedLevel::Urgent), now);
    assert!(notice.is_some_and(|notice| notice.pages));
}

fn words_of(pair: &Pair, sealed: &serde_bytes::ByteBuf) -> holdfast_protocol::Letter {
    let mut view = pair.view(Role::Patient);
    pair.deliver(&mut view, sealed, left(MONDAY));
    let id = view.letters()[0].id;
    words(&view, id)
}

#[test]
fn a_check_in_is_noticed_after_too() {
    let pair = Pair::new();
    let mut view = with_ladder(&pair, Role::Patient);
    let id = EnvelopeId::from_bytes([50; 16]);
    view.apply(Opened::Shared {
        id,
        from: pair.side(Role::Patient).account,
        content: Content::CheckIn(CheckIn {
            measure: "own".into(),
            id: "own-a".into(),
            due: "2026-11-23".into(),
            written: monday(),
            answers: Vec::new(),
            score: None,
            noticed: None,
        }),
        receipt: Some(left(MONDAY)),
    });
    assert!(view.pressing().is_empty());
    let notice = view.late_notice(id, noticed(NoticedLevel::Emergency), monday());
    hear(&pair, &mut view, LATE, Role::Patient, notice.unwrap());
    let pressing = view.pressing();
    assert_eq!(pressing.len(), 1);
    assert!(pressing[0].is_check_in && pressing[0].id == id);
}

proptest! {
    #[test]
    fn what_is_to_be_looked_at_again_is_read_as_it_was_noted(
        all in prop::collection::btree_map(any::<[u8; 16]>(), prop::collection::vec("[a-z_.]{1,9}", 0..3), 0..5),
        gone in any::<prop::sample::Index>(),
    ) {
        let all: Vec<Unlooked> = all
            .into_iter()
            .map(|(id, quieted)| Unlooked {
                id: EnvelopeId::from_bytes(id),
                quieted: quieted.iter().map(|rule: &String| format!("{rule}\n")).collect(),
            })
            .collect();
        let noted = all.iter().fold(String::new(), |noted, one| {
            with_unlooked(&noted, one.id, &one.quieted)
        });
        let all: Vec<Unlooked> = all
            .into_iter()
            .map(|one| Unlooked { quieted: one.quieted + "\n", ..one })
            .collect();
        prop_assert_eq!(&unlooked(&noted), &all);
        if !all.is_empty() {
            let gone = gone.index(all.len());
            let mut rest = all.clone();
            let gone = rest.remove(gone);
            prop_assert_eq!(unlooked(&without_unlooked(&noted, gone.id)), rest);
        }
    }
}
