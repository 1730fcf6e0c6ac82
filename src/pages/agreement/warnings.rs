//! What is worth knowing before proposing. Nothing here stands in the way.

use chrono::{DateTime, TimeDelta, Utc};
use holdfast_rhythm::{Agreement, AgreementDocument, Away, Occurrence, Skipped, Window};

use crate::i18n::times::{Reader, Shift};

/// How far ahead to look: through every change of the clocks.
const AHEAD: TimeDelta = TimeDelta::days(366);
/// A stretch without windows of up to this many days is never worth a word.
const FEW_DAYS: u32 = 7;
/// One of more days is, however rare the windows are by themselves.
const MANY_DAYS: u32 = 10;
/// Long enough to see windows of every rhythm come again, in weeks.
const ROUND: i64 = 2 * 52;

/// Something worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The patient's clock shows the hours elsewhere for a while.
    ClocksPart(Shift),
    /// No window opens for longer than is usual for these windows.
    Stretch(Window),
    /// The clocks are put forward over a window.
    Skipped(Skipped),
    /// An answer is promised for a window that the new version does not have.
    Standing(Window),
    /// Time away that is over before the first day.
    AwayBefore(Away),
}

/// Everything worth knowing about `agreement`, to be proposed at `reader.now`
/// to somebody who lives by the clock of `patient`, to whom answers in the
/// windows `promised` are owed.
#[must_use]
pub fn warnings(agreement: &Agreement, promised: &[Window], patient: &Reader) -> Vec<Warning> {
    let document = agreement.document();
    let from = agreement.starts().max(patient.now);
    let until = from + AHEAD;
    let mut all = Vec::new();
    for window in promised {
        if window.opens >= agreement.starts() && !has(agreement, *window) {
            all.push(Warning::Standing(*window));
        }
    }
    let shifts = patient.shifts(agreement.zone(), document.effective_from);
    all.extend(shifts.into_iter().map(Warning::ClocksPart));
    let stretches = agreement.stretches_without(longer_than_usual(agreement), from, until);
    all.extend(stretches.into_iter().map(Warning::Stretch));
    for occurrence in agreement.occurrences(from, until) {
        if let Occurrence::Skipped(skipped) = occurrence {
            all.push(Warning::Skipped(skipped));
        }
    }
    let first = document.effective_from;
    let away = document.away.iter().filter(|away| away.until < first);
    all.extend(away.cloned().map(Warning::AwayBefore));
    all
}

fn has(agreement: &Agreement, window: Window) -> bool {
    let mut there = agreement.occurrences(window.opens, window.closes);
    there.any(|occurrence| occurrence.window() == Some(window))
}

/// From how many days without a window on a stretch is worth a word: more than
/// twice the longest that these windows leave by themselves, but never fewer
/// than 7, and more than 10 only where the windows themselves lie that far
/// apart.
#[must_use]
pub fn longer_than_usual(agreement: &Agreement) -> u32 {
    let usual = usual_days(agreement);
    (2 * usual).min(MANY_DAYS).max(usual).max(FEW_DAYS)
}

/// The longest time that the windows leave without one by themselves, in whole
/// days begun.
fn usual_days(agreement: &Agreement) -> u32 {
    let document = AgreementDocument {
        away: Vec::new(),
        extra: Vec::new(),
        ..agreement.document().clone()
    };
    let Ok(plain) = Agreement::new(document) else {
        return 0;
    };
    let weeks = plain.document().windows.iter().map(|rule| rule.every_weeks);
    let rarest = weeks.max().unwrap_or(1);
    let round = TimeDelta::weeks((2 * i64::from(rarest) + 1).min(ROUND));
    let from = plain.starts();
    let mut since: Option<DateTime<Utc>> = None;
    let mut longest = TimeDelta::zero();
    for window in plain
        .occurrences(from, from + round)
        .filter_map(|it| it.window())
    {
        if let Some(since) = since {
            longest = longest.max(window.opens - since);
        }
        since = since.max(Some(window.closes));
    }
    let days = longest.num_days() + i64::from(longest > TimeDelta::days(longest.num_days()));
    u32::try_from(days).unwrap_or(0)
}
