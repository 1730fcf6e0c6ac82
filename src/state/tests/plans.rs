//! *My plan*: versions, and two people who write without seeing each other's.

use super::{Pair, at};
use crate::state::{Conversation, Opened, changes, dialled, says_the_same, together};
use holdfast_protocol::{AccountId, Content, EnvelopeId, Plan, PlanContact, Role};
use proptest::prelude::*;

fn plan(version: u32, follows: Option<u8>, helps: &[&str]) -> Plan {
    Plan {
        version,
        follows: follows.map(id),
        written: at("2026-11-23T10:00:00Z"),
        warning_signs: Vec::new(),
        what_helps: helps.iter().map(|&line| line.to_owned()).collect(),
        people: Vec::new(),
        professionals: Vec::new(),
        safer: Vec::new(),
    }
}

fn id(byte: u8) -> EnvelopeId {
    EnvelopeId::from_bytes([byte; 16])
}

fn put(conversation: &mut Conversation, from: AccountId, envelope: u8, plan: Plan) {
    conversation.apply(Opened::Shared {
        id: id(envelope),
        from,
        content: Content::Plan(plan),
        receipt: None,
    });
}

fn now(conversation: &Conversation) -> Vec<EnvelopeId> {
    let now = conversation.plans_now().into_iter();
    now.map(|entry| entry.id).collect()
}

#[test]
fn a_version_takes_the_place_of_the_one_it_was_written_from_and_the_old_one_stays_readable() {
    let pair = Pair::new();
    let mut seen = pair.view(Role::Patient);
    let (mine, theirs) = (pair.patient.account, pair.therapist.account);
    put(&mut seen, mine, 1, plan(1, None, &["tea"]));
    put(&mut seen, theirs, 2, plan(2, Some(1), &["tea", "the dog"]));
    assert_eq!(now(&seen), [id(2)]);
    assert_eq!(seen.plans().len(), 2);
    assert_eq!(seen.next_plan_version(), 3);
    // Back to the first, as a new one.
    put(&mut seen, mine, 3, plan(3, Some(2), &["tea"]));
    assert_eq!(now(&seen), [id(3)]);
    assert_eq!(seen.plans().len(), 3);
}

#[test]
fn nobody_who_can_be_called_is_missing_where_two_versions_count() {
    let pair = Pair::new();
    let mut seen = pair.view(Role::Patient);
    assert_eq!(seen.whole_plan(), None);
    let (mine, theirs) = (pair.patient.account, pair.therapist.account);
    let someone = |name: &str| PlanContact {
        name: name.into(),
        number: "030 1234".into(),
        note: String::new(),
    };
    let with = |version, follows, helps: &[&str], people: &[&str]| Plan {
        people: people.iter().map(|name| someone(name)).collect(),
        ..plan(version, follows, helps)
    };
    put(&mut seen, mine, 1, with(1, None, &["tea"], &["Ada"]));
    put(
        &mut seen,
        mine,
        2,
        with(2, Some(1), &["tea"], &["Ada", "Noor"]),
    );
    put(
        &mut seen,
        theirs,
        3,
        with(2, Some(1), &["a walk"], &["Ada"]),
    );
    assert_eq!(now(&seen).len(), 2);
    let whole = seen.whole_plan().unwrap();
    let mut names: Vec<_> = whole.people.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Ada", "Noor"]);
    assert_eq!(whole.what_helps.len(), 2);
}

#[test]
fn what_both_wrote_without_seeing_each_others_stays_until_it_is_brought_together() {
    let pair = Pair::new();
    let mut seen = pair.view(Role::Patient);
    let (mine, theirs) = (pair.patient.account, pair.therapist.account);
    put(&mut seen, mine, 1, plan(1, None, &["tea"]));
    put(&mut seen, mine, 2, plan(2, Some(1), &["tea", "the dog"]));
    put(&mut seen, theirs, 3, plan(2, Some(1), &["tea", "a walk"]));
    // A further version of one of them takes nothing of the other's away.
    put(&mut seen, theirs, 4, plan(3, Some(3), &["a walk"]));
    assert_eq!(now(&seen), [id(4), id(2)]);

    let heads = seen.plans_now();
    let plans: Vec<&Plan> = heads.iter().map(|entry| entry.plan).collect();
    let mut whole = together(&plans).unwrap();
    assert_eq!(whole.what_helps, ["a walk", "tea", "the dog"]);
    whole.version = seen.next_plan_version();
    for (envelope, follows) in [(5, 4), (6, 2)] {
        let follows = Some(id(follows));
        put(
            &mut seen,
            mine,
            envelope,
            Plan {
                follows,
                ..whole.clone()
            },
        );
    }
    assert_eq!(now(&seen).len(), 1);
    // What follows one of the two follows both.
    put(&mut seen, theirs, 7, plan(5, Some(5), &["tea"]));
    assert_eq!(now(&seen), [id(7)]);
}

#[test]
fn the_first_version_can_be_written_by_both_at_once() {
    let pair = Pair::new();
    let mut seen = pair.view(Role::Therapist);
    put(&mut seen, pair.patient.account, 1, plan(1, None, &["tea"]));
    put(
        &mut seen,
        pair.therapist.account,
        2,
        plan(1, None, &["a walk"]),
    );
    assert_eq!(now(&seen).len(), 2);
}

#[test]
fn what_changed_is_said_part_by_part() {
    let before = plan(1, None, &["tea", "the dog"]);
    let mut after = plan(2, Some(1), &["tea", "a walk"]);
    after.warning_signs = vec!["the dog".into()];
    let (added, removed) = changes(Some(&before), &after);
    assert_eq!(added, ["the dog", "a walk"]);
    assert_eq!(removed, ["the dog"]);
    assert_eq!(changes(None, &before).0.len(), 2);
}

#[test]
fn numbers_are_dialled_as_they_were_meant() {
    for (written, digits) in [
        ("030 123 45", Some("03012345")),
        ("+49 (0)30 123", Some("+4930123")),
        ("(212) 555-0100", Some("2125550100")),
        ("112", Some("112")),
        ("", None),
        ("ask Tom", None),
        ("5", None),
        ("030 12 after six", None),
        ("tom@example.org", None),
    ] {
        assert_eq!(dialled(written).as_deref(), digits, "{written}");
    }
}

/// Versions in any order of arriving: each says from which before it was written.
fn history() -> impl Strategy<Value = (Vec<(u8, Plan)>, Vec<usize>)> {
    prop::collection::vec((0..8_usize, "[a-d]{1,2}"), 1..8).prop_flat_map(|steps| {
        let plans: Vec<(u8, Plan)> = steps
            .iter()
            .enumerate()
            .map(|(place, (from, word))| {
                let follows = (place > 0).then(|| u8::try_from(from % place + 1).unwrap());
                let version = u32::try_from(place + 1).unwrap();
                (
                    u8::try_from(place + 1).unwrap(),
                    plan(version, follows, &[word]),
                )
            })
            .collect();
        let order = Just((0..plans.len()).collect::<Vec<_>>()).prop_shuffle();
        (Just(plans), order)
    })
}

proptest! {
    #[test]
    fn both_sides_see_the_same_in_whatever_order_it_comes((plans, order) in history()) {
        let pair = Pair::new();
        let (mut one, mut other) = (pair.view(Role::Patient), pair.view(Role::Therapist));
        for (envelope, plan) in &plans {
            put(&mut one, pair.patient.account, *envelope, plan.clone());
        }
        for place in order {
            let (envelope, plan) = &plans[place];
            put(&mut other, pair.patient.account, *envelope, plan.clone());
        }
        prop_assert_eq!(now(&one), now(&other));
        prop_assert_eq!(one.plans().len(), plans.len());
        // The newest is never hidden, and whatever is hidden was read by who wrote on.
        prop_assert!(now(&one).contains(&id(u8::try_from(plans.len()).unwrap())));
        for (envelope, _) in &plans {
            let followed = plans.iter().any(|(_, later)| later.follows == Some(id(*envelope)));
            prop_assert_eq!(now(&one).contains(&id(*envelope)), !followed);
        }
    }

    #[test]
    fn bringing_together_loses_nothing(one in "[a-e]{0,5}", other in "[a-e]{0,5}") {
        let letters = |text: &str| -> Vec<String> { text.chars().map(String::from).collect() };
        let (mut left, mut right) = (plan(1, None, &[]), plan(1, None, &[]));
        (left.safer, right.safer) = (letters(&one), letters(&other));
        right.people = vec![PlanContact { name: "Tom".into(), number: String::new(), note: String::new() }];
        let whole = together(&[&left, &right]).unwrap();
        for line in left.safer.iter().chain(&right.safer) {
            prop_assert!(whole.safer.contains(line));
        }
        prop_assert!(whole.people == right.people);
        prop_assert!(says_the_same(&together(&[&left]).unwrap(), &left));
    }
}
