//! What a new version changes, as facts that a view puts into sentences.

use chrono::{NaiveDate, Weekday};
use holdfast_rhythm::{AgreementDocument, Away, ExtraWindow, WallTime, WindowRule};

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A window is added.
    Added(WindowRule),
    /// A window ends.
    Removed(WindowRule),
    /// The same days, other hours.
    OtherHours {
        /// The days.
        days: Vec<Weekday>,
        /// When it opened and closed.
        before: (WallTime, WallTime),
        /// When it opens and closes.
        after: (WallTime, WallTime),
    },
    /// Times are read in another zone.
    Zone(String),
    /// Time away is added.
    AwayAdded(NaiveDate, NaiveDate),
    /// Time away is taken out.
    AwayRemoved(NaiveDate, NaiveDate),
    /// A window on one date is added.
    ExtraAdded(ExtraWindow),
    /// A window on one date is taken out.
    ExtraRemoved(ExtraWindow),
    /// Another cut-off, in minutes.
    Cutoff(u32),
    /// Another notice, in hours.
    Notice(u32),
}

/// Everything that is different in `after`; empty if only the version or the
/// date of its start is.
#[must_use]
pub fn changes(before: &AgreementDocument, after: &AgreementDocument) -> Vec<Change> {
    let mut all = Vec::new();
    if before.zone != after.zone {
        all.push(Change::Zone(after.zone.clone()));
    }
    windows(before, after, &mut all);
    let away = |away: &Away| (away.from, away.until);
    for (from, until) in missing(&after.away, &before.away, away) {
        all.push(Change::AwayAdded(from, until));
    }
    for (from, until) in missing(&before.away, &after.away, away) {
        all.push(Change::AwayRemoved(from, until));
    }
    for extra in missing(&after.extra, &before.extra, Clone::clone) {
        all.push(Change::ExtraAdded(extra));
    }
    for extra in missing(&before.extra, &after.extra, Clone::clone) {
        all.push(Change::ExtraRemoved(extra));
    }
    if before.cutoff_minutes != after.cutoff_minutes {
        all.push(Change::Cutoff(after.cutoff_minutes));
    }
    if before.notice_hours != after.notice_hours {
        all.push(Change::Notice(after.notice_hours));
    }
    all
}

fn windows(before: &AgreementDocument, after: &AgreementDocument, all: &mut Vec<Change>) {
    let mut removed = missing(&before.windows, &after.windows, Clone::clone);
    for added in missing(&after.windows, &before.windows, Clone::clone) {
        let same_days = removed
            .iter()
            .position(|rule| rule.days == added.days && rule.every_weeks == added.every_weeks);
        all.push(match same_days {
            Some(place) => {
                let was = removed.remove(place);
                Change::OtherHours {
                    days: added.days,
                    before: (was.opens, was.closes),
                    after: (added.opens, added.closes),
                }
            }
            None => Change::Added(added),
        });
    }
    all.extend(removed.into_iter().map(Change::Removed));
}

/// What is in `these` and not in `those`, by `key`.
fn missing<T, K: PartialEq>(these: &[T], those: &[T], key: impl Fn(&T) -> K) -> Vec<K> {
    let those: Vec<K> = those.iter().map(&key).collect();
    these
        .iter()
        .map(key)
        .filter(|this| !those.contains(this))
        .collect()
}
