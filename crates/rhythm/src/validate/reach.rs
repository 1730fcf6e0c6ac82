//! From the first day on, a window is always within reach.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::agreement::REACH;
use crate::document::AgreementDocument;
use crate::occurrences::Occurrences;
use crate::problem::{Problem, in_words};
use crate::schedule::Schedule;

/// A window that comes at least this often is within reach by itself, even when
/// the clocks skip it once.
const WEEKS_WITHIN_REACH_SKIPPED: u32 = 4;

/// A window that comes at least this often is within reach unless the clocks
/// skip it.
const WEEKS_WITHIN_REACH: u32 = 8;

/// Long enough to see every rhythm of up to a year return.
const RARE_WINDOWS: TimeDelta = TimeDelta::weeks(2 * 52);

/// Wider than the reach, so that a stretch without windows shows on its rim.
const RIM: TimeDelta = TimeDelta::days(REACH.num_days() + 1);

/// The first stretch without a window that is too long, if there is one.
pub(super) fn check(document: &AgreementDocument, schedule: &Schedule) -> Option<Problem> {
    rare_windows(document, schedule).or_else(|| time_away(document, schedule))
}

fn rare_windows(document: &AgreementDocument, schedule: &Schedule) -> Option<Problem> {
    let most_often = document.windows.iter().map(|rule| rule.every_weeks).min()?;
    if most_often <= WEEKS_WITHIN_REACH_SKIPPED {
        return None;
    }
    // What is missing only because of time away is said beside that.
    let schedule = &schedule.without_away();
    let starts = schedule.starts();
    let spans = changes_from(schedule, starts).map(|at| (starts.max(at - RIM), at + RIM));
    let (since, _) = [(starts, starts + RARE_WINDOWS)]
        .into_iter()
        .chain(spans)
        .find_map(|(from, to)| out_of_reach(document, schedule, from, to))?;
    Some(Problem::new(
        "windows",
        in_words!(
            "no window within {} days of {}",
            REACH.num_days(),
            local_date(schedule, since)
        ),
        if most_often <= WEEKS_WITHIN_REACH {
            "a window at an hour that the clocks never skip, or one at least every 4 weeks"
        } else {
            "a window that returns at least every 8 weeks"
        },
    ))
}

/// The changes of the clocks after which windows may be missing or late.
fn changes_from(schedule: &Schedule, starts: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    let changes = schedule.zone.changes().map(|change| change.at);
    changes.filter(move |at| *at + RIM > starts)
}

fn time_away(document: &AgreementDocument, schedule: &Schedule) -> Option<Problem> {
    let starts = schedule.starts();
    let (since, until) = schedule
        .away()
        .iter()
        .filter(|(_, until)| *until >= schedule.first)
        .find_map(|(from, until)| {
            let rim_before = schedule.midnight(*from) - RIM;
            let rim_after = schedule.midnight(until.plus(1)) + RIM;
            out_of_reach(document, schedule, starts.max(rim_before), rim_after)
        })?;
    let (first, last) = (local_date(schedule, since), local_date(schedule, until));
    let days_inside =
        |from: NaiveDate, until: NaiveDate| until.min(last).signed_duration_since(from.max(first));
    let (index, away) = document
        .away
        .iter()
        .enumerate()
        .max_by_key(|(_, away)| days_inside(away.from, away.until))?;
    Some(Problem::of_text(
        format!("away[{index}]"),
        in_words!("{} to {}", away.from, away.until),
        in_words!(
            "a window within {} days of {first}: a shorter time away, or an extra window in it",
            REACH.num_days()
        ),
    ))
}

/// The first stretch of `[from, to)` longer than the reach in which nothing
/// can be promised.
fn out_of_reach(
    document: &AgreementDocument,
    schedule: &Schedule,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let cutoff = TimeDelta::minutes(document.cutoff_minutes.into());
    let mut promised_until = from;
    for occurrence in Occurrences::new(schedule, from, to) {
        let Some(window) = occurrence.window() else {
            continue;
        };
        if window.opens - promised_until > REACH {
            return Some((promised_until, window.opens));
        }
        promised_until = promised_until.max(window.closes - cutoff);
    }
    (to - promised_until > REACH).then_some((promised_until, to))
}

fn local_date(schedule: &Schedule, instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&schedule.zone).date_naive()
}
