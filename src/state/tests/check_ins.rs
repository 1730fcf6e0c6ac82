//! Check-ins: due, answered, missed.

mod drafts;
mod noticing;
mod versions;

use super::{Pair, at, left};
use crate::state::{Conversation, Opened, total};
use holdfast_measures::Measure;
use holdfast_protocol::{
    CheckIn,
    CheckInAnswer::{self, Choice, Skipped},
    Content, EnvelopeId, Role,
};
use holdfast_rhythm::Agreement;
use proptest::prelude::*;

const WITH_CHECK_INS: &str = r#"{
  "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
  "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
  "check_ins": [
    { "id": "phq9-a", "measure": "phq9", "days": ["mon"], "opens": "08:00", "closes": "22:00", "alert_score": 15, "alert_change": 5 },
    { "id": "mood", "measure": "mood", "days": ["mon", "wed"], "opens": "08:00", "closes": "20:00" }
  ]
}"#;

pub(super) fn agreed(pair: &Pair, role: Role) -> Conversation {
    let mut conversation = pair.view(role);
    let agreement = Agreement::parse(WITH_CHECK_INS).unwrap();
    conversation
        .timeline
        .accept(agreement, at("2026-11-22T12:00:00Z"));
    conversation
}

pub(super) fn answers(each: u8, item_nine: u8) -> Vec<CheckInAnswer> {
    let mut all = vec![Choice(each); 9];
    all[8] = Choice(item_nine);
    all
}

pub(super) fn phq9(due: &str, written: &str, answers: Vec<CheckInAnswer>) -> CheckIn {
    CheckIn {
        measure: "phq9".into(),
        id: "phq9-a".into(),
        due: due.into(),
        written: at(written),
        answers,
        score: None,
        noticed: None,
    }
}

pub(super) fn came(
    pair: &Pair,
    id: u8,
    from: Role,
    check_in: CheckIn,
    arrived: Option<&str>,
) -> Opened {
    Opened::Shared {
        id: EnvelopeId::from_bytes([id; 16]),
        from: pair.side(from).account,
        content: Content::CheckIn(check_in),
        receipt: arrived.map(left),
    }
}

fn due(conversation: &Conversation, now: &str) -> Vec<String> {
    let due = conversation.check_ins_due(at(now));
    due.iter().map(|asked| asked.rule.id.clone()).collect()
}

#[test]
fn one_is_due_while_it_is_open_and_until_it_is_answered() {
    let pair = Pair::new();
    let mut conversation = agreed(&pair, Role::Patient);
    assert!(due(&conversation, "2026-11-23T06:59:59Z").is_empty());
    assert_eq!(
        due(&conversation, "2026-11-23T07:00:00Z"),
        ["mood", "phq9-a"]
    );
    assert_eq!(due(&conversation, "2026-11-23T20:30:00Z"), ["phq9-a"]);
    assert!(due(&conversation, "2026-11-23T21:00:00Z").is_empty());
    // Kept on this device is answered.
    let kept = phq9("2026-11-23", "2026-11-23T09:00:00Z", answers(1, 0));
    conversation.apply(came(&pair, 1, Role::Patient, kept, None));
    assert_eq!(due(&conversation, "2026-11-23T10:00:00Z"), ["mood"]);
    assert_eq!(
        due(&conversation, "2026-11-30T10:00:00Z"),
        ["mood", "phq9-a"]
    );
}

#[test]
fn one_that_is_open_when_the_agreement_is_accepted_is_due() {
    let pair = Pair::new();
    let mut conversation = pair.view(Role::Patient);
    let agreement = Agreement::parse(WITH_CHECK_INS).unwrap();
    conversation
        .timeline
        .accept(agreement, at("2026-11-23T12:00:00Z"));
    assert_eq!(
        due(&conversation, "2026-11-23T12:00:00Z"),
        ["mood", "phq9-a"]
    );
    assert!(due(&conversation, "2026-11-23T11:59:59Z").is_empty());
}

#[test]
fn another_version_ends_what_it_leaves_out() {
    let pair = Pair::new();
    let mut conversation = agreed(&pair, Role::Patient);
    let next = WITH_CHECK_INS
        .replace("\"version\": 1", "\"version\": 2")
        .replace("2026-11-23", "2026-11-30")
        .replace("phq9-a", "phq9-b");
    conversation
        .timeline
        .accept(Agreement::parse(&next).unwrap(), at("2026-11-24T12:00:00Z"));
    assert_eq!(
        due(&conversation, "2026-11-23T10:00:00Z"),
        ["mood", "phq9-a"]
    );
    assert_eq!(
        due(&conversation, "2026-11-30T10:00:00Z"),
        ["mood", "phq9-b"]
    );
}

#[test]
fn what_was_not_answered_is_a_gap() {
    let pair = Pair::new();
    let mut conversation = agreed(&pair, Role::Therapist);
    for (id, day) in [(1, "2026-11-23"), (2, "2026-12-07")] {
        let check_in = phq9(day, &format!("{day}T09:00:00Z"), answers(1, 0));
        conversation.apply(came(
            &pair,
            id,
            Role::Patient,
            check_in,
            Some("2026-12-07T10:00:00Z"),
        ));
    }
    let asked = conversation.asked(at("2026-11-20T00:00:00Z"), at("2026-12-08T00:00:00Z"));
    let phq9 = asked.iter().filter(|asked| asked.rule.id == "phq9-a");
    let answered: Vec<_> = phq9
        .map(|asked| (asked.due.date.to_string(), asked.answered.is_some()))
        .collect();
    let expected = [
        ("2026-11-23", true),
        ("2026-11-30", false),
        ("2026-12-07", true),
    ];
    assert_eq!(answered, expected.map(|(date, is)| (date.to_owned(), is)));
}

#[test]
fn a_therapists_answers_are_none() {
    let pair = Pair::new();
    let mut conversation = agreed(&pair, Role::Patient);
    let theirs = phq9("2026-11-23", "2026-11-23T09:00:00Z", answers(0, 0));
    conversation.apply(came(
        &pair,
        1,
        Role::Therapist,
        theirs,
        Some("2026-11-23T09:00:00Z"),
    ));
    assert!(conversation.check_ins().is_empty());
    assert_eq!(
        due(&conversation, "2026-11-23T10:00:00Z"),
        ["mood", "phq9-a"]
    );
}

#[test]
fn what_was_corrected_last_counts() {
    let pair = Pair::new();
    let mut conversation = agreed(&pair, Role::Patient);
    let first = phq9("2026-11-23", "2026-11-23T09:00:00Z", answers(1, 0));
    let second = phq9("2026-11-23", "2026-11-23T09:05:00Z", answers(2, 0));
    conversation.apply(came(&pair, 1, Role::Patient, second, None));
    conversation.apply(came(&pair, 2, Role::Patient, first, None));
    let asked = conversation.asked(at("2026-11-23T08:00:00Z"), at("2026-11-23T12:00:00Z"));
    let totals: Vec<_> = asked
        .iter()
        .filter_map(|asked| total(asked.answered?.check_in))
        .collect();
    assert_eq!(totals, [16]);
}

#[test]
fn the_total_before_is_the_last_that_there_is() {
    let pair = Pair::new();
    let mut conversation = agreed(&pair, Role::Patient);
    let none = vec![Skipped; 9];
    for (id, day, answers) in [
        (1, "2026-11-23", answers(1, 0)),
        (2, "2026-11-30", none),
        (3, "2026-12-07", answers(3, 0)),
    ] {
        let check_in = phq9(day, &format!("{day}T09:00:00Z"), answers);
        conversation.apply(came(&pair, id, Role::Patient, check_in, None));
    }
    let before = |day| conversation.total_before("phq9-a", Measure::Phq9, day);
    assert_eq!(before("2026-11-23"), None);
    assert_eq!(before("2026-12-07"), Some(8));
    assert_eq!(before("2026-12-14"), Some(24));
    assert_eq!(
        conversation.total_before("phq9-b", Measure::Phq9, "2026-12-14"),
        None
    );
}

proptest! {
    #[test]
    fn order_and_repeats_make_no_difference(order in Just(vec![0_u8, 1, 2, 3, 0, 2]).prop_shuffle()) {
        let pair = Pair::new();
        let mut conversation = agreed(&pair, Role::Therapist);
        let straight = {
            let mut conversation = agreed(&pair, Role::Therapist);
            for id in 0..4 {
                conversation.apply(one(&pair, id));
            }
            conversation
        };
        for id in order {
            conversation.apply(one(&pair, id));
        }
        prop_assert_eq!(conversation.check_ins(), straight.check_ins());
        let asked = |conversation: &Conversation| {
            let asked = conversation.asked(at("2026-11-20T00:00:00Z"), at("2026-12-20T00:00:00Z"));
            let ids = asked.iter().map(|asked| (asked.due, asked.answered.map(|entry| entry.id)));
            ids.collect::<Vec<_>>()
        };
        prop_assert_eq!(asked(&conversation), asked(&straight));
    }
}

fn one(pair: &Pair, id: u8) -> Opened {
    let day = ["2026-11-23", "2026-11-30", "2026-11-23", "2026-12-07"][usize::from(id)];
    let written = format!("{day}T09:0{id}:00Z");
    let check_in = phq9(day, &written, answers(id % 3, 0));
    came(
        pair,
        id + 1,
        Role::Patient,
        check_in,
        Some("2026-12-08T10:00:00Z"),
    )
}
