//! Who waited how long.

use super::messages::{KINDS, Message, Truth, minutes};
use super::people::{Rule, Served};
use serde::Serialize;

/// What came of a rule.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    rule: &'static str,
    /// Hours of waiting, each weighed by the harm of an hour of its kind.
    harm: f64,
    /// How many messages the people on call took up.
    taken_up: usize,
    /// How long they were busy with them, in hours.
    busy_hours: f64,
    emergency: Waits,
    urgent: Waits,
    concern: Waits,
    ordinary: Waits,
}

/// How long messages of one kind waited, in hours.
#[derive(Debug, Serialize)]
struct Waits {
    messages: usize,
    mean: f64,
    median: f64,
    /// Nineteen in twenty waited no longer.
    most: f64,
    worst: f64,
    /// The share that waited for more than an hour.
    beyond_an_hour: f64,
}

impl Report {
    pub(super) fn of(rule: Rule, messages: &[Message], served: &Served) -> Self {
        let waits = |truth: Truth| {
            let of_kind = messages.iter().zip(&served.seen);
            let mut hours: Vec<f64> = of_kind
                .filter(|(message, _)| message.truth == truth)
                .map(|(message, seen)| minutes(seen - message.arrived) / 60.0)
                .collect();
            hours.sort_by(f64::total_cmp);
            hours
        };
        let all = KINDS.iter().map(|kind| (kind, waits(kind.truth)));
        let harm: f64 = all
            .map(|(kind, hours)| kind.harm * hours.iter().sum::<f64>())
            .sum();
        Self {
            rule: rule.name(),
            harm: tidy(harm),
            taken_up: served.taken,
            busy_hours: tidy(minutes(served.busy) / 60.0),
            emergency: Waits::of(&waits(Truth::Emergency)),
            urgent: Waits::of(&waits(Truth::Urgent)),
            concern: Waits::of(&waits(Truth::Concern)),
            ordinary: Waits::of(&waits(Truth::Ordinary)),
        }
    }
}

impl Waits {
    /// `hours` in order.
    fn of(hours: &[f64]) -> Self {
        let at = |share: usize| hours.get((hours.len() * share / 100).min(hours.len().max(1) - 1));
        let count = minutes(hours.len().max(1) as u64);
        let beyond = hours.iter().filter(|hour| **hour > 1.0).count();
        Self {
            messages: hours.len(),
            mean: tidy(hours.iter().sum::<f64>() / count),
            median: tidy(at(50).copied().unwrap_or_default()),
            most: tidy(at(95).copied().unwrap_or_default()),
            worst: tidy(hours.last().copied().unwrap_or_default()),
            beyond_an_hour: tidy(minutes(beyond as u64) / count),
        }
    }
}

/// To two digits after the point.
fn tidy(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
