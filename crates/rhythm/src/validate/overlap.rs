//! No two windows share a minute, whatever week they fall in.

use chrono::Weekday;

use crate::day::Day;
use crate::document::{AgreementDocument, WindowRule, day_name};
use crate::problem::{Problem, Problems, in_words};
use crate::schedule::{Hours, Schedule};

const MINUTES_PER_DAY: i64 = 24 * 60;
const MINUTES_PER_WEEK: i64 = 7 * MINUTES_PER_DAY;

/// Every pair that overlaps, once each.
pub(super) fn check(document: &AgreementDocument, schedule: &Schedule, problems: &mut Problems) {
    regular(&document.windows, problems);
    extra(document, schedule, problems);
}

/// A rule cannot clash with itself: no window lasts longer than a day, and each
/// day is named once.
fn regular(rules: &[WindowRule], problems: &mut Problems) {
    for (index, rule) in rules.iter().enumerate() {
        for (earlier, other) in rules[..index].iter().enumerate() {
            let Some((day, other_day)) = overlapping_days(rule, other) else {
                continue;
            };
            let (hours, other_hours) = (hours_of(rule), hours_of(other));
            problems.push(Problem::of_text(
                format!("windows[{index}]"),
                on_day(day, hours),
                in_words!(
                    "windows that do not overlap, but windows[{earlier}] is open {}",
                    on_day(other_day, other_hours)
                ),
            ));
        }
    }
}

/// A day of each rule on which the two overlap in some week.
fn overlapping_days(one: &WindowRule, other: &WindowRule) -> Option<(Weekday, Weekday)> {
    let mut pairs = one
        .days
        .iter()
        .flat_map(|day| other.days.iter().map(move |other_day| (*day, *other_day)));
    pairs.find(|(day, other_day)| {
        let span = minutes_in_week(*day, hours_of(one));
        let other_span = minutes_in_week(*other_day, hours_of(other));
        // All rules share week 0, so a clash within a week always happens.
        overlap(span, other_span)
                // Across the week's end, one rule's week must directly follow
                // the other's, which multiples of two numbers do exactly when
                // these have no common factor.
                || (greatest_common_factor(one.every_weeks, other.every_weeks) == 1
                    && (overlap(span, a_week_later(other_span))
                        || overlap(a_week_later(span), other_span)))
    })
}

fn extra(document: &AgreementDocument, schedule: &Schedule, problems: &mut Problems) {
    let all: Vec<(Day, Hours)> = document
        .extra
        .iter()
        .map(|extra| {
            let (opens, closes) = (extra.opens, extra.closes);
            (Day::of(extra.date), Hours { opens, closes })
        })
        .collect();
    for (index, (day, hours)) in all.iter().enumerate() {
        let span = minutes_on(*day, *hours);
        let mut refuse = |other: String| {
            problems.push(Problem::of_text(
                format!("extra[{index}]"),
                on_date(*day, *hours),
                in_words!("windows that do not overlap, but {other}"),
            ));
        };
        for (earlier, (other_day, other_hours)) in all[..index].iter().enumerate() {
            if overlap(span, minutes_on(*other_day, *other_hours)) {
                let other = on_date(*other_day, *other_hours);
                refuse(in_words!("extra[{earlier}] is open {other}"));
            }
        }
        for near in [day.plus(-1), *day, day.plus(1)] {
            for regular in schedule.regular_on(near) {
                if overlap(span, minutes_on(near, regular)) {
                    refuse(in_words!(
                        "a regular one is open {}",
                        on_date(near, regular)
                    ));
                }
            }
        }
    }
}

fn hours_of(rule: &WindowRule) -> Hours {
    Hours {
        opens: rule.opens,
        closes: rule.closes,
    }
}

fn minutes_in_week(day: Weekday, hours: Hours) -> (i64, i64) {
    minutes_from(
        i64::from(day.num_days_from_monday()) * MINUTES_PER_DAY,
        hours,
    )
}

fn minutes_on(day: Day, hours: Hours) -> (i64, i64) {
    minutes_from(day.midnight(), hours)
}

fn minutes_from(midnight: i64, hours: Hours) -> (i64, i64) {
    let opens = midnight + i64::from(hours.opens.minutes());
    (opens, opens + i64::from(hours.minutes()))
}

fn a_week_later((opens, closes): (i64, i64)) -> (i64, i64) {
    (opens + MINUTES_PER_WEEK, closes + MINUTES_PER_WEEK)
}

fn overlap((opens, closes): (i64, i64), (other_opens, other_closes): (i64, i64)) -> bool {
    opens < other_closes && other_opens < closes
}

fn greatest_common_factor(one: u32, other: u32) -> u32 {
    if other == 0 {
        one
    } else {
        greatest_common_factor(other, one % other)
    }
}

fn on_day(day: Weekday, hours: Hours) -> String {
    in_words!("{} {}–{}", day_name(day), hours.opens, hours.closes)
}

fn on_date(day: Day, hours: Hours) -> String {
    let date = day.date().unwrap_or_default();
    in_words!("{date} {}–{}", hours.opens, hours.closes)
}
