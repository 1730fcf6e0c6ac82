//! What a new version changes, as facts that a view puts into sentences.
//!
//! Windows are compared day by day, so that it makes no difference how a
//! version groups them: Monday to Friday in one line or in two is the same.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use holdfast_measures::Measure;
use holdfast_rhythm::{
    AgreementDocument, Away, CheckInRule, Escalation, ExtraWindow, WallTime, WindowRule,
};
use holdfast_safety::Level;
use holdfast_safety::routing::{Costs, pages};

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A window is added.
    Added(WindowRule),
    /// A window ends.
    Removed(WindowRule),
    /// The same days, other hours.
    OtherHours {
        /// As it was.
        before: WindowRule,
        /// As it will be.
        after: WindowRule,
    },
    /// A window that does not come every week comes in other weeks.
    OtherWeeks {
        /// The window.
        rule: WindowRule,
        /// The first date on which it opens under the new version.
        first: NaiveDate,
    },
    /// Times are read in another zone.
    Zone(String),
    /// Time away is added.
    AwayAdded(Away),
    /// Time away is taken out.
    AwayRemoved(Away),
    /// The same time away has another note.
    AwayNote(Away),
    /// A window on one date is added.
    ExtraAdded(ExtraWindow),
    /// A window on one date is taken out.
    ExtraRemoved(ExtraWindow),
    /// Another cut-off.
    Cutoff {
        /// As it was, in minutes.
        before: u32,
        /// As it will be, in minutes.
        after: u32,
    },
    /// People are told when words sound like danger.
    LadderAdded(Escalation),
    /// Nobody is told any more.
    LadderRemoved,
    /// Others are told, or otherwise.
    LadderChanged(Escalation),
    /// A check-in is added.
    CheckInAdded(CheckInRule),
    /// A check-in ends.
    CheckInRemoved(CheckInRule),
    /// The same check-in, at other times, with other questions or with
    /// something else to be told of.
    CheckInChanged(CheckInRule),
    /// Another notice.
    Notice {
        /// As it was, in hours.
        before: u32,
        /// As it will be, in hours.
        after: u32,
    },
}

/// Everything that is different in `after`; empty if only the version or the
/// date of its start is. What is over by the time `after` begins is left out.
#[must_use]
pub fn changes(before: &AgreementDocument, after: &AgreementDocument) -> Vec<Change> {
    let mut all = Vec::new();
    if before.zone != after.zone {
        all.push(Change::Zone(after.zone.clone()));
    }
    windows(before, after, &mut all);
    away(before, after, &mut all);
    extra(before, after, &mut all);
    if before.cutoff_minutes != after.cutoff_minutes {
        all.push(Change::Cutoff {
            before: before.cutoff_minutes,
            after: after.cutoff_minutes,
        });
    }
    if before.notice_hours != after.notice_hours {
        all.push(Change::Notice {
            before: before.notice_hours,
            after: after.notice_hours,
        });
    }
    match (&before.escalation, &after.escalation) {
        (None, Some(after)) => all.push(Change::LadderAdded(after.clone())),
        (Some(_), None) => all.push(Change::LadderRemoved),
        (Some(before), Some(after)) if before != after => {
            all.push(Change::LadderChanged(after.clone()));
        }
        _ => {}
    }
    check_ins(before, after, &mut all);
    all
}

/// Whether an answer in a check-in can call somebody: item nine of the PHQ-9
/// is as pressing as urgent words.
#[must_use]
pub fn check_in_calls(document: &AgreementDocument) -> bool {
    let asks = |rule: &CheckInRule| Measure::from_code(&rule.measure) == Some(Measure::Phq9);
    document.check_ins.iter().any(asks)
        && document.escalation.as_ref().is_some_and(|ladder| {
            let costs = Costs {
                call: ladder.call_cost,
                miss: ladder.miss_cost,
            };
            pages(Level::Urgent, costs)
        })
}

fn check_ins(before: &AgreementDocument, after: &AgreementDocument, all: &mut Vec<Change>) {
    let same =
        |one: &CheckInRule, other: &CheckInRule| one.id == other.id && one.measure == other.measure;
    for rule in &after.check_ins {
        match before.check_ins.iter().find(|old| same(old, rule)) {
            None => all.push(Change::CheckInAdded(rule.clone())),
            Some(old) if old != rule => all.push(Change::CheckInChanged(rule.clone())),
            Some(_) => {}
        }
    }
    for old in &before.check_ins {
        if after.check_ins.iter().all(|rule| !same(old, rule)) {
            all.push(Change::CheckInRemoved(old.clone()));
        }
    }
}

/// One window on one day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OnADay {
    day: Weekday,
    opens: WallTime,
    closes: WallTime,
    every_weeks: u32,
}

fn windows(before: &AgreementDocument, after: &AgreementDocument, all: &mut Vec<Change>) {
    let (was, will_be) = (by_day(&before.windows), by_day(&after.windows));
    let in_both = |one: &&OnADay| was.contains(one);
    let mut removed = as_rules(was.iter().filter(|one| !will_be.contains(one)));
    for added in as_rules(will_be.iter().filter(|one| !in_both(one))) {
        let same_days = removed
            .iter()
            .position(|rule| rule.days == added.days && rule.every_weeks == added.every_weeks);
        all.push(match same_days {
            Some(place) => Change::OtherHours {
                before: removed.remove(place),
                after: added,
            },
            None => Change::Added(added),
        });
    }
    all.extend(removed.into_iter().map(Change::Removed));
    let weeks_on = monday_of(after.effective_from)
        .signed_duration_since(monday_of(before.effective_from))
        .num_weeks();
    for rule in as_rules(will_be.iter().filter(in_both)) {
        if weeks_on % i64::from(rule.every_weeks.max(1)) != 0
            && let Some(first) = first_day(&rule, after.effective_from)
        {
            all.push(Change::OtherWeeks { rule, first });
        }
    }
}

fn by_day(rules: &[WindowRule]) -> Vec<OnADay> {
    let on_its_days = |rule: &WindowRule| {
        let (opens, closes, every_weeks) = (rule.opens, rule.closes, rule.every_weeks);
        let on = move |day: Weekday| OnADay {
            day,
            opens,
            closes,
            every_weeks,
        };
        rule.days.clone().into_iter().map(on)
    };
    rules.iter().flat_map(on_its_days).collect()
}

/// The same windows with days of the same hours together, Monday first.
fn as_rules<'a>(days: impl Iterator<Item = &'a OnADay>) -> Vec<WindowRule> {
    let mut rules: Vec<WindowRule> = Vec::new();
    for one in days {
        let same = rules.iter_mut().find(|rule| {
            rule.opens == one.opens
                && rule.closes == one.closes
                && rule.every_weeks == one.every_weeks
        });
        match same {
            Some(rule) => {
                let since_monday = |day: &Weekday| day.num_days_from_monday();
                let place = rule
                    .days
                    .partition_point(|day| since_monday(day) < since_monday(&one.day));
                rule.days.insert(place, one.day);
            }
            None => rules.push(WindowRule {
                days: vec![one.day],
                opens: one.opens,
                closes: one.closes,
                every_weeks: one.every_weeks,
            }),
        }
    }
    rules
}

fn monday_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

/// The first date from `from` on, in a week that counts, on one of its days.
fn first_day(rule: &WindowRule, from: NaiveDate) -> Option<NaiveDate> {
    let period = 7 * usize::try_from(rule.every_weeks).ok()?;
    let week = 7_usize;
    monday_of(from)
        .iter_days()
        .take(period + week)
        .enumerate()
        .filter(|(place, _)| place % period < week)
        .map(|(_, date)| date)
        .find(|date| *date >= from && rule.days.contains(&date.weekday()))
}

fn away(before: &AgreementDocument, after: &AgreementDocument, all: &mut Vec<Change>) {
    let same = |one: &Away, other: &Away| (one.from, one.until) == (other.from, other.until);
    for away in &after.away {
        match before.away.iter().find(|was| same(was, away)) {
            None => all.push(Change::AwayAdded(away.clone())),
            Some(was) if was.note != away.note => all.push(Change::AwayNote(away.clone())),
            Some(_) => {}
        }
    }
    for was in &before.away {
        let still = after.away.iter().any(|away| same(was, away));
        if !still && was.until >= after.effective_from {
            all.push(Change::AwayRemoved(was.clone()));
        }
    }
}

fn extra(before: &AgreementDocument, after: &AgreementDocument, all: &mut Vec<Change>) {
    for extra in &after.extra {
        if !before.extra.contains(extra) {
            all.push(Change::ExtraAdded(extra.clone()));
        }
    }
    for was in &before.extra {
        if !after.extra.contains(was) && was.date >= after.effective_from {
            all.push(Change::ExtraRemoved(was.clone()));
        }
    }
}
