//! What an answer asks for.

use super::{WITH_CHECK_INS, agreed, answers};
use crate::state::{
    Conversation, noticed_in,
    tests::{Pair, at},
};
use holdfast_protocol::{
    CheckInAnswer::{Choice, Words},
    EnvelopeKind, Noticed, NoticedCategory, NoticedLevel, Role,
};
use holdfast_rhythm::{Agreement, CheckInRule};
use holdfast_safety::{LanguageChoice, assess};

pub(super) fn rule() -> CheckInRule {
    let agreement = Agreement::parse(WITH_CHECK_INS).unwrap();
    agreement.document().check_ins[0].clone()
}

#[test]
fn item_nine_travels_as_words_do() {
    let found = noticed_in(&rule(), &answers(0, 1), None, &[]).unwrap();
    assert_eq!(found.level, NoticedLevel::Urgent);
    assert_eq!(found.categories, [NoticedCategory::Suicide]);
    assert_eq!(found.hints[0].rule, "check_in.item_nine");
    assert_eq!(found.hints[0].span, (8, 9));
    assert_eq!(noticed_in(&rule(), &answers(1, 0), None, &[]), None);
}

#[test]
fn a_set_score_and_a_set_change_are_a_concern() {
    let found = noticed_in(&rule(), &answers(2, 0), Some(3), &[]).unwrap();
    assert_eq!(found.level, NoticedLevel::Concern);
    let rules: Vec<_> = found.hints.iter().map(|hint| hint.rule.as_str()).collect();
    assert_eq!(rules, ["check_in.score", "check_in.change"]);
    assert_eq!(found.hints[0].span, (0, 9));
}

#[test]
fn words_of_an_answer_are_looked_at_as_letters_are() {
    let own = CheckInRule {
        measure: "own".into(),
        ..rule()
    };
    let words = "I want to die";
    let given = [Choice(1), Words(words.into())];
    let assessed = [(1, assess(words, LanguageChoice::All))];
    let found = noticed_in(&own, &given, None, &assessed).unwrap();
    assert_eq!(found.level, NoticedLevel::Urgent);
    assert!(found.hints.iter().all(|hint| hint.span == (1, 2)));
    let calm = [(1, assess("A good week", LanguageChoice::All))];
    assert_eq!(noticed_in(&own, &given, None, &calm), None);
}

#[test]
fn what_is_worth_a_call_is_sealed_as_a_page_only_where_a_ladder_is_agreed() {
    let pair = Pair::new();
    let now = at("2026-11-23T10:00:00Z");
    let urgent = noticed_in(&rule(), &answers(0, 1), None, &[]);
    let concern = noticed_in(&rule(), &answers(2, 0), None, &[]);
    let without = agreed(&pair, Role::Patient);
    let kind = |conversation: &Conversation, noticed: &Option<Noticed>| {
        conversation.kind_for(noticed.as_ref(), EnvelopeKind::Shared, now)
    };
    assert_eq!(kind(&without, &urgent), EnvelopeKind::Shared);
    let with_ladder = |call: u32| {
        let ladder = format!(
            r#""escalation": {{ "reference": "", "steps": [{{ "name": "Dr. Weber", "contact": "therapist", "delay_minutes": 5 }}],
                "rounds": 1, "call_cost": {call}, "miss_cost": 20 }}, "check_ins""#
        );
        let document = WITH_CHECK_INS.replace("\"check_ins\"", &ladder);
        let mut conversation = pair.view(Role::Patient);
        let agreement = Agreement::parse(&document).unwrap();
        conversation
            .timeline
            .accept(agreement, at("2026-11-22T12:00:00Z"));
        conversation
    };
    assert_eq!(kind(&with_ladder(1), &urgent), EnvelopeKind::Page);
    assert_eq!(kind(&with_ladder(1), &concern), EnvelopeKind::Shared);
    assert_eq!(kind(&with_ladder(1), &None), EnvelopeKind::Shared);
    // A call costs more than it is worth.
    assert_eq!(kind(&with_ladder(6), &urgent), EnvelopeKind::Shared);
}
