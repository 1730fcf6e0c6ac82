//! What a result asks for, beyond being read in its turn.

use crate::{Measure, Score, Worse, score};

/// The place of PHQ-9's ninth item, from 0.
pub const ITEM_NINE: usize = 8;

/// What the agreement asks to be told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Alert {
    /// A total this bad or worse.
    pub score: Option<u16>,
    /// A total this many points worse than the one before.
    pub change: Option<u16>,
}

/// How pressing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody should see it early in their next window.
    Concern,
    /// People who are there now.
    Urgent,
}

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// PHQ-9's ninth item is above zero.
    ItemNine,
    /// The total that the agreement names is reached.
    Score,
    /// It is worse than the last one by as much as the agreement names.
    Change,
}

/// What a result asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routing {
    /// How pressing.
    pub urgency: Urgency,
    /// Why, without repeats.
    pub reasons: Vec<Reason>,
}

impl Reason {
    /// The rule's name, as it travels.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::ItemNine => "check_in.item_nine",
            Self::Score => "check_in.score",
            Self::Change => "check_in.change",
        }
    }
}

/// What `answers` ask for; none if nothing. `before` is the total of the last
/// check-in of this kind that had one.
///
/// Item nine above zero is urgent whatever the total: it is a thought of now
/// (safety.md), and neither three points nor a high total say that there is a
/// plan, so it is never an emergency by itself. It needs no total. A set score
/// counts as reached where what was left out could not change that: an
/// estimated total is not enough.
#[must_use]
pub fn routing(
    measure: Measure,
    answers: &[Option<u8>],
    before: Option<u16>,
    alert: Alert,
) -> Option<Routing> {
    let score = score(measure, answers);
    let item_nine = measure == Measure::Phq9
        && matches!(answers.get(ITEM_NINE), Some(Some(points)) if *points > 0);
    let reached = alert.score.is_some_and(|at| is_reached(measure, score, at));
    let changed = match (alert.change, before, score.total) {
        (Some(by), Some(before), Some(now)) => worse_by(measure, before, now) >= by.max(1),
        _ => false,
    };
    let all = [
        (item_nine, Reason::ItemNine),
        (reached, Reason::Score),
        (changed, Reason::Change),
    ];
    let reasons: Vec<Reason> = all
        .into_iter()
        .filter_map(|(holds, reason)| holds.then_some(reason))
        .collect();
    let first = reasons.first()?;
    let urgency = match first {
        Reason::ItemNine => Urgency::Urgent,
        Reason::Score | Reason::Change => Urgency::Concern,
    };
    Some(Routing { urgency, reasons })
}

fn is_reached(measure: Measure, score: Score, at: u16) -> bool {
    if measure.highest().is_none() || score.left_out == measure.items() {
        return false;
    }
    match measure.worse() {
        Worse::Higher => score.at_least >= at,
        Worse::Lower => score.at_most <= at,
    }
}

/// By how many points `now` is worse than `before`; 0 if it is not.
fn worse_by(measure: Measure, before: u16, now: u16) -> u16 {
    match measure.worse() {
        Worse::Higher => now.saturating_sub(before),
        Worse::Lower => before.saturating_sub(now),
    }
}
