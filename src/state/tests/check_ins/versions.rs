//! What is open when another version of the agreement begins.

use super::due;
use crate::state::{
    Conversation,
    tests::{Pair, at},
};
use holdfast_protocol::Role;
use holdfast_rhythm::Agreement;

const OVER_NIGHT: &str = r#"{
  "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-16",
  "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
  "check_ins": [{ "id": "mood", "measure": "mood",
    "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "opens": "20:00", "closes": "08:00" }]
}"#;

/// Two versions, of which the second is accepted in an evening.
fn followed(first: &str, next: &str) -> Conversation {
    let mut conversation = Pair::new().view(Role::Patient);
    let next = next.replace("\"version\": 1", "\"version\": 2");
    for (document, accepted) in [
        (first, "2026-11-15T12:00:00Z"),
        (&next, "2026-11-20T19:15:00Z"),
    ] {
        let agreement = Agreement::parse(document).unwrap();
        conversation.timeline.accept(agreement, at(accepted));
    }
    conversation
}

#[test]
fn one_that_is_open_when_another_version_begins_can_be_finished() {
    let next = OVER_NIGHT.replace("2026-11-16", "2026-11-24");
    let conversation = followed(OVER_NIGHT, &next);
    // Until eight in the morning, of the first day of the second version.
    for now in ["22:59:59", "23:00:00", "23:30:00"].map(|time| format!("2026-11-23T{time}Z")) {
        assert_eq!(due(&conversation, &now), ["mood"], "{now}");
    }
    let asked = conversation.check_ins_due(at("2026-11-24T06:59:59Z"));
    let days: Vec<_> = asked.iter().map(|one| one.due.date.to_string()).collect();
    assert_eq!(days, ["2026-11-23"]);
    assert!(due(&conversation, "2026-11-24T07:00:00Z").is_empty());
    assert_eq!(due(&conversation, "2026-11-24T19:00:00Z"), ["mood"]);
    let all = conversation.asked(at("2026-11-22T12:00:00Z"), at("2026-11-25T12:00:00Z"));
    let days: Vec<_> = all.iter().map(|one| one.due.date.to_string()).collect();
    assert_eq!(days, ["2026-11-22", "2026-11-23", "2026-11-24"]);
    let drawn = conversation.series(at("2026-11-23T23:30:00Z"));
    let last = drawn[0].points.last().map(|point| point.date.to_string());
    assert_eq!(
        last.as_deref(),
        Some("2026-11-22"),
        "what is open is no gap"
    );
    // Nobody is asked any more for what both have agreed to leave out.
    let other = next.replace(r#""id": "mood""#, r#""id": "other""#);
    let conversation = followed(OVER_NIGHT, &other);
    assert_eq!(due(&conversation, "2026-11-23T22:59:59Z"), ["mood"]);
    assert!(due(&conversation, "2026-11-23T23:30:00Z").is_empty());
}

#[test]
fn one_that_is_open_when_a_change_is_accepted_is_asked_as_the_change_has_it() {
    let day = OVER_NIGHT.replace("08:00", "22:00");
    let next = day.replace("22:00", "21:00");
    let conversation = followed(&day, &next);
    let asked = conversation.check_ins_due(at("2026-11-20T19:30:00Z"));
    assert_eq!(asked[0].due.closes, at("2026-11-20T20:00:00Z"));
    let all = conversation.asked(at("2026-11-20T09:00:00Z"), at("2026-11-21T01:00:00Z"));
    assert_eq!(all.len(), 1);
}
