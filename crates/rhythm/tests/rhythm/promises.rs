//! What becomes of a promise, and how far ahead a change must be announced.

use super::common::{afternoons, agreement, at, window, with};
use holdfast_rhythm::{Agreement, Outcome, PromiseEvents, check_notice, outcome};
use serde_json::json;

const BEFORE: &str = "2026-11-23T13:00:00Z";
const INSIDE: &str = "2026-11-23T15:00:00Z";
const CLOSING: &str = "2026-11-23T16:00:00Z";
const NEXT_DAY: &str = "2026-11-24T15:00:00Z";

#[test]
fn what_becomes_of_a_promise() {
    let promise = window("2026-11-23T14:00:00Z", CLOSING);
    let events =
        |answered: Option<&str>, repaired: Option<&str>, closed: Option<&str>| PromiseEvents {
            answered_at: answered.map(at),
            repaired_at: repaired.map(at),
            closed_at: closed.map(at),
        };
    for (answered, repaired, closed, now, expected) in [
        (None, None, None, BEFORE, Outcome::Waiting),
        (None, None, None, INSIDE, Outcome::Waiting),
        (None, None, None, CLOSING, Outcome::Missed),
        (Some(INSIDE), None, None, INSIDE, Outcome::Kept),
        (Some(INSIDE), None, None, NEXT_DAY, Outcome::Kept),
        (Some(INSIDE), None, None, BEFORE, Outcome::Waiting),
        (Some(BEFORE), None, None, INSIDE, Outcome::Kept),
        (Some(CLOSING), None, None, NEXT_DAY, Outcome::Missed),
        (Some(NEXT_DAY), None, None, NEXT_DAY, Outcome::Missed),
        (
            Some(NEXT_DAY),
            Some(NEXT_DAY),
            None,
            NEXT_DAY,
            Outcome::Repaired,
        ),
        (None, Some(NEXT_DAY), None, CLOSING, Outcome::Missed),
        (None, None, Some(BEFORE), INSIDE, Outcome::Closed),
        (None, None, Some(BEFORE), NEXT_DAY, Outcome::Closed),
        (None, None, Some(INSIDE), BEFORE, Outcome::Waiting),
        (None, None, Some(NEXT_DAY), NEXT_DAY, Outcome::Missed),
        (Some(INSIDE), None, Some(BEFORE), INSIDE, Outcome::Kept),
    ] {
        let events = events(answered, repaired, closed);
        let found = outcome(&promise, &events, at(now));
        assert_eq!(found, expected, "{events:?} at {now}");
    }
}

fn starting(effective_from: &str, notice_hours: u32) -> Agreement {
    let document = with(afternoons(), "effective_from", json!(effective_from));
    agreement(&with(document, "notice_hours", json!(notice_hours)))
}

#[test]
fn a_first_agreement_may_start_on_the_day_it_is_proposed() {
    // Half past midnight in Berlin, still the evening before in UTC.
    let proposed = at("2026-11-22T23:30:00Z");
    assert_eq!(
        check_notice(None, &starting("2026-11-23", 48), proposed),
        Ok(())
    );
    let problem = check_notice(None, &starting("2026-11-22", 48), proposed).expect_err("too early");
    assert_eq!(problem.path, "effective_from");
    assert!(problem.value.contains("2026-11-22"), "{problem}");
    assert!(problem.expected.contains("2026-11-23"), "{problem}");
}

#[test]
fn a_change_is_announced_by_the_notice_both_sides_accepted() {
    let current = starting("2026-11-01", 48);
    let hasty = starting("2026-11-26", 0);
    // Midnight of 26 November in Berlin is 23:00 UTC on the 25th.
    assert_eq!(
        check_notice(Some(&current), &hasty, at("2026-11-23T23:00:00Z")),
        Ok(())
    );
    let problem = check_notice(Some(&current), &hasty, at("2026-11-23T23:00:01Z"))
        .expect_err("a second too late");
    assert_eq!(problem.path, "effective_from");
    assert!(
        problem.expected.contains("48 hours after 2026-11-24 00:00"),
        "{problem}"
    );
    let without_notice = starting("2026-11-01", 0);
    let patient = starting("2026-11-26", 480);
    assert_eq!(
        check_notice(Some(&without_notice), &patient, at("2026-11-25T23:00:00Z")),
        Ok(())
    );
    let endless = starting("2026-11-01", u32::MAX);
    assert!(check_notice(Some(&endless), &patient, at("2026-11-25T23:00:00Z")).is_err());
}
