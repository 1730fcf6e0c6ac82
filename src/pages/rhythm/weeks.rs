//! The weeks of a new version that are worth a look before saying yes.

use chrono::{DateTime, TimeDelta, Utc};
use holdfast_rhythm::{Agreement, Occurrence, WallTime, resolve, sort_by_key};

use super::picture::Week;
use crate::i18n::times::Reader;

/// How far ahead to look.
const AHEAD: TimeDelta = TimeDelta::days(366);

/// What is to be seen in a week; where there are several things, the first of
/// these is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The version begins.
    First,
    /// Clocks have been changed on one side only.
    Clocks,
    /// A window drops out, as the clocks are put forward over it.
    Skipped,
    /// Time away.
    Away,
    /// A window on one date.
    Extra,
    /// Some windows do not come every week.
    Second,
}

/// The week of the first window, then every week of the next year in which something is
/// otherwise, each once; in order of time.
#[must_use]
pub fn worth_a_look(agreement: &Agreement, reader: &Reader) -> Vec<(Week, Why)> {
    let from = agreement.starts().max(reader.now);
    // Where it begins on the reader's Sunday evening, nothing is open that week.
    let opens = agreement
        .next_opening(from)
        .map_or(from, |first| first.opens);
    let mut all = vec![(Week::of(opens, reader.zone), Why::First)];
    let mut add = |at: DateTime<Utc>, why| {
        let week = Week::of(at, reader.zone);
        if from <= at && at < from + AHEAD && all.iter().all(|(known, _)| *known != week) {
            all.push((week, why));
        }
    };
    let (zone, document) = (agreement.zone(), agreement.document());
    for shift in reader.shifts(zone, reader.date_of(from)) {
        add(
            resolve(reader.zone, shift.first, WallTime::MIDNIGHT),
            Why::Clocks,
        );
    }
    for occurrence in agreement.occurrences(from, from + AHEAD) {
        if let Occurrence::Skipped(skipped) = occurrence {
            add(skipped.at, Why::Skipped);
        }
    }
    for away in &document.away {
        let ends = resolve(zone, away.until, WallTime::END_OF_DAY);
        let begins = resolve(zone, away.from, WallTime::MIDNIGHT);
        if ends > from {
            add(begins.max(from), Why::Away);
        }
    }
    for extra in &document.extra {
        add(resolve(zone, extra.date, extra.opens), Why::Extra);
    }
    if document.windows.iter().any(|rule| rule.every_weeks > 1) {
        add(opens + TimeDelta::weeks(1), Why::Second);
    }
    sort_by_key(&mut all, |(week, _)| week.first_day());
    all
}
