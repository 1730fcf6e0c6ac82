//! Check-ins over time.

use super::check_ins::{agreed, answers, came, phq9};
use super::{Pair, at};
use holdfast_measures::Measure;
use holdfast_protocol::Role;

#[test]
fn a_series_has_every_time_with_gaps_and_nothing_that_is_still_open() {
    let pair = Pair::new();
    let mut conversation = agreed(&pair, Role::Therapist);
    for (id, day) in [(1, "2026-11-23"), (2, "2026-12-07")] {
        let check_in = phq9(day, &format!("{day}T09:00:00Z"), answers(id, 0));
        conversation.apply(came(
            &pair,
            id,
            Role::Patient,
            check_in,
            Some("2026-12-07T10:00:00Z"),
        ));
    }
    let series = conversation.series(at("2026-12-14T10:00:00Z"));
    let phq9 = series.iter().find(|series| series.id == "phq9-a").unwrap();
    assert_eq!(phq9.measure, Measure::Phq9);
    let totals: Vec<_> = phq9.points.iter().map(|point| point.total).collect();
    // The fourth is open still.
    assert_eq!(totals, [Some(8), None, Some(16)]);
    let dates: Vec<_> = phq9
        .points
        .iter()
        .map(|point| point.date.to_string())
        .collect();
    assert_eq!(dates, ["2026-11-23", "2026-11-30", "2026-12-07"]);
    let mood = series.iter().find(|series| series.id == "mood").unwrap();
    assert!(mood.points.iter().all(|point| point.answered.is_none()));
    assert_eq!(mood.points.len(), 6);
}

#[test]
fn an_answer_that_no_agreement_here_asks_for_is_shown_all_the_same() {
    let pair = Pair::new();
    let mut conversation = pair.view(Role::Therapist);
    let check_in = phq9("2026-11-23", "2026-11-23T09:00:00Z", answers(1, 0));
    conversation.apply(came(
        &pair,
        1,
        Role::Patient,
        check_in,
        Some("2026-11-23T09:00:00Z"),
    ));
    let series = conversation.series(at("2026-11-24T10:00:00Z"));
    assert_eq!(series.len(), 1);
    assert_eq!(series[0].points[0].at, at("2026-11-23T09:00:00Z"));
    assert_eq!(series[0].points[0].rule, None);
}

#[test]
fn nothing_agreed_and_nothing_answered_is_no_series() {
    let pair = Pair::new();
    assert!(
        pair.view(Role::Patient)
            .series(at("2026-11-24T10:00:00Z"))
            .is_empty()
    );
    let early = agreed(&pair, Role::Patient);
    assert!(early.series(at("2026-11-01T10:00:00Z")).is_empty());
}
