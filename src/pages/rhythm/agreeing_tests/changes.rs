//! What a new version changes.

use super::{DAYS, afternoons, away, date, rule};
use crate::pages::rhythm::changes::{Change, changes, check_in_calls};
use chrono::Weekday;
use holdfast_rhythm::{
    Agreement, AgreementDocument, CheckInRule, Escalation, ExtraWindow, WindowRule,
};
use proptest::prelude::*;

#[test]
fn only_what_is_different_is_a_change() {
    let before = afternoons();
    let mut after = before.clone();
    after.version = 2;
    after.effective_from = date("2026-12-01");
    assert_eq!(changes(&before, &after), []);

    after.windows[0].closes = "16:00".parse().expect("a time");
    after.cutoff_minutes = 15;
    let extra = ExtraWindow {
        date: date("2026-12-28"),
        opens: "10:00".parse().expect("a time"),
        closes: "10:45".parse().expect("a time"),
    };
    after.extra.push(extra.clone());
    assert_eq!(
        changes(&before, &after),
        [
            Change::OtherHours {
                before: before.windows[0].clone(),
                after: after.windows[0].clone(),
            },
            Change::ExtraAdded(extra.clone()),
            Change::Cutoff {
                before: 0,
                after: 15,
            },
        ]
    );
    let mut back = before.clone();
    back.effective_from = date("2026-12-20");
    assert_eq!(
        changes(&after, &back)[1..],
        [
            Change::ExtraRemoved(extra),
            Change::Cutoff {
                before: 15,
                after: 0,
            },
        ]
    );
}

#[test]
fn one_day_apart_is_one_change() {
    let before = afternoons();
    let mut after = before.clone();
    let (mut others, wednesday) = (DAYS[..5].to_vec(), DAYS[2]);
    others.retain(|day| *day != wednesday);
    after.windows = vec![
        rule(&others, "15:00-17:00", 1),
        rule(&[wednesday], "10:00-12:00", 1),
    ];
    assert_eq!(
        changes(&before, &after),
        [Change::OtherHours {
            before: rule(&[wednesday], "15:00-17:00", 1),
            after: rule(&[wednesday], "10:00-12:00", 1),
        }]
    );
    after.windows.pop();
    assert_eq!(
        changes(&before, &after),
        [Change::Removed(rule(&[wednesday], "15:00-17:00", 1))]
    );
}

#[test]
fn a_change_of_every_other_week_says_when_the_weeks_turn() {
    let mut before = afternoons();
    before.windows.push(rule(&DAYS[5..6], "22:30-00:30", 2));
    let mut after = before.clone();
    // Two weeks on, the same Saturdays; one week on, the others.
    after.effective_from = date("2026-12-07");
    assert_eq!(changes(&before, &after), []);
    after.effective_from = date("2026-12-02");
    assert_eq!(
        changes(&before, &after),
        [Change::OtherWeeks {
            rule: before.windows[1].clone(),
            first: date("2026-12-05"),
        }]
    );
    // Begun on a Sunday, this week's Saturday is over.
    after.effective_from = date("2026-12-06");
    assert!(matches!(
        changes(&before, &after)[..],
        [Change::OtherWeeks { first, .. }] if first == date("2026-12-19")
    ));
}

#[test]
fn time_away_that_is_over_need_not_be_taken_out_aloud() {
    let mut before = afternoons();
    before.away = vec![
        away("2026-11-24", "2026-11-25", None),
        away("2026-12-24", "2027-01-01", Some("Winter")),
        away("2027-02-01", "2027-02-05", Some("Ski")),
    ];
    let mut after = afternoons();
    after.effective_from = date("2026-12-01");
    after.away = vec![
        away("2027-02-01", "2027-02-05", Some("Skiing")),
        away("2027-04-01", "2027-04-05", None),
    ];
    assert_eq!(
        changes(&before, &after),
        [
            Change::AwayNote(after.away[0].clone()),
            Change::AwayAdded(after.away[1].clone()),
            Change::AwayRemoved(before.away[1].clone()),
        ]
    );
}

fn rules() -> impl Strategy<Value = Vec<WindowRule>> {
    let one = (
        prop::collection::btree_set(0..7_usize, 1..=7),
        0..5_u16,
        1..3_u32,
    );
    prop::collection::vec(one, 1..5).prop_map(|all| {
        all.into_iter()
            .map(|(days, slot, every_weeks)| {
                let days: Vec<_> = days.into_iter().map(|day| DAYS[day]).collect();
                let hours = format!("{:02}:00-{:02}:00", 8 + slot * 2, 9 + slot * 2);
                rule(&days, &hours, every_weeks)
            })
            .collect()
    })
}

/// Every window on every day, however it is grouped.
fn flat(rules: &[WindowRule]) -> Vec<(u32, String)> {
    let mut all: Vec<_> = rules
        .iter()
        .flat_map(|rule| {
            let hours = format!("{}-{} {}", rule.opens, rule.closes, rule.every_weeks);
            let day = |day: &Weekday| (day.num_days_from_monday(), hours.clone());
            rule.days.iter().map(day).collect::<Vec<_>>()
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

proptest! {
    /// Carried out, the changes make the new windows from the old.
    #[test]
    fn the_changes_lead_from_one_version_to_the_other(was in rules(), will_be in rules()) {
        let before = AgreementDocument { windows: was, ..afternoons() };
        let after = AgreementDocument { windows: will_be, ..afternoons() };
        let mut windows = flat(&before.windows);
        for change in changes(&before, &after) {
            let (removed, added) = match change {
                Change::Added(rule) => (Vec::new(), flat(&[rule])),
                Change::Removed(rule) => (flat(&[rule]), Vec::new()),
                Change::OtherHours { before, after } => (flat(&[before]), flat(&[after])),
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            for one in &removed {
                prop_assert!(windows.contains(one), "{one:?} was never there");
            }
            windows.retain(|one| !removed.contains(one));
            windows.extend(added);
        }
        windows.sort();
        prop_assert_eq!(windows, flat(&after.windows));
    }

    /// However the days are spread over lines, nothing changes.
    #[test]
    fn grouping_is_no_change(rules in rules()) {
        let before = AgreementDocument { windows: rules, ..afternoons() };
        let each_alone = before.windows.iter().flat_map(|rule| {
            rule.days.iter().map(|day| WindowRule { days: vec![*day], ..rule.clone() })
        });
        let after = AgreementDocument { windows: each_alone.rev().collect(), ..before.clone() };
        prop_assert_eq!(changes(&before, &after), []);
    }
}

pub(super) fn serde_free(document: &AgreementDocument) -> String {
    Agreement::new(document.clone()).expect("sound").to_json()
}

#[test]
fn check_ins_that_come_change_and_end_are_said() {
    let rule = |id: &str, weeks| CheckInRule {
        id: id.into(),
        measure: "phq9".into(),
        days: vec![Weekday::Mon],
        every_weeks: weeks,
        opens: "08:00".parse().unwrap(),
        closes: "22:00".parse().unwrap(),
        alert_score: Some(15),
        alert_change: None,
        questions: Vec::new(),
    };
    let with = |check_ins| AgreementDocument {
        check_ins,
        ..afternoons()
    };
    let before = with(vec![rule("a", 1), rule("b", 1), rule("c", 1)]);
    let after = with(vec![rule("d", 1), rule("b", 2), rule("c", 1)]);
    assert_eq!(
        changes(&before, &after),
        [
            Change::CheckInAdded(rule("d", 1)),
            Change::CheckInChanged(rule("b", 2)),
            Change::CheckInRemoved(rule("a", 1)),
        ]
    );
    assert_eq!(changes(&before, &before), []);
}

#[test]
fn an_answer_calls_somebody_only_with_a_list_that_urgent_words_call_and_item_nine() {
    let rule = |measure: &str| CheckInRule {
        id: "a".into(),
        measure: measure.into(),
        days: vec![Weekday::Mon],
        every_weeks: 1,
        opens: "08:00".parse().unwrap(),
        closes: "22:00".parse().unwrap(),
        alert_score: None,
        alert_change: None,
        questions: Vec::new(),
    };
    let document = |measure, costs: Option<(u32, u32)>| AgreementDocument {
        check_ins: vec![rule(measure)],
        escalation: costs.map(|(call_cost, miss_cost)| Escalation {
            reference: String::new(),
            rounds: 1,
            call_cost,
            miss_cost,
            steps: Vec::new(),
        }),
        ..afternoons()
    };
    assert!(check_in_calls(&document("phq9", Some((1, 20)))));
    assert!(!check_in_calls(&document("phq9", Some((6, 20)))));
    assert!(!check_in_calls(&document("phq9", None)));
    assert!(!check_in_calls(&document("gad7", Some((1, 20)))));
}
