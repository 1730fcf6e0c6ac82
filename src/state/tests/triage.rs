//! What was noticed, who was called because of it, and who has taken it on.

mod ladder;
mod taking_on;
mod today;

use super::{Pair, at, left};
use crate::state::{Conversation, Opened};
use holdfast_protocol::{
    Acknowledgement, AlarmNews, AlarmStep, Answer, CheckIn, Content, EnvelopeId, Noticed,
    NoticedLevel, Role, Way,
};
use holdfast_rhythm::Agreement;

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

const URGENT: (Answer, Option<NoticedLevel>) = (Answer::Wanted, Some(NoticedLevel::Urgent));
const URGENT_NO_ANSWER: (Answer, Option<NoticedLevel>) =
    (Answer::NotNeeded, Some(NoticedLevel::Urgent));
