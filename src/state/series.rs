//! What became of each check-in over time.

use crate::state::{Asked, CheckInEntry, Conversation, total};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use holdfast_measures::Measure;
use holdfast_protocol::CheckInAnswer;
use holdfast_rhythm::{CheckInRule, parse_date, sort_by_key};

/// One check-in over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    /// Its id in the agreement.
    pub id: String,
    /// What is asked.
    pub measure: Measure,
    /// Each time that it was asked or answered, in order.
    pub points: Vec<Point<'a>>,
}

/// One time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point<'a> {
    /// When it opened; when it was written, for an answer to what no agreement
    /// here asks for.
    pub at: DateTime<Utc>,
    /// The day it was due, on the agreement's calendar; else the day it says it
    /// was, or the one on which it was written.
    pub date: NaiveDate,
    /// What was asked, where that is known.
    pub rule: Option<&'a CheckInRule>,
    /// What was answered; none for a gap.
    pub answered: Option<CheckInEntry<'a>>,
    /// The total, if there is one.
    pub total: Option<u16>,
}

impl Conversation {
    /// Every check-in that was asked for until `now`, or answered, in the order
    /// of its first time. What is open and not answered yet is left out.
    #[must_use]
    pub fn series(&self, now: DateTime<Utc>) -> Vec<Series<'_>> {
        let first = self.timeline.versions().map(|version| version.from).min();
        let asked = match first {
            Some(first) if first <= now => self.asked(first, now + TimeDelta::seconds(1)),
            _ => Vec::new(),
        };
        let answers = self.check_ins();
        let mut all: Vec<Series<'_>> = Vec::new();
        for asked in asked {
            let Asked {
                rule,
                due,
                answered,
            } = asked;
            if answered.is_none() && now < due.closes {
                continue;
            }
            let point = Point {
                at: due.opens,
                date: due.date,
                rule: Some(rule),
                answered,
                total: answered.and_then(|entry| total(entry.check_in)),
            };
            add(&mut all, &rule.id, &rule.measure, point);
        }
        for entry in answers {
            let same = |series: &&Series<'_>| series.id == entry.check_in.id;
            let known = all.iter().filter(same).any(|series| {
                let dues = series.points.iter().filter_map(|point| point.answered);
                dues.into_iter()
                    .any(|other| other.check_in.due == entry.check_in.due)
            });
            if !known {
                let point = Point {
                    at: entry.check_in.written,
                    date: parse_date(&entry.check_in.due)
                        .unwrap_or_else(|| entry.check_in.written.date_naive()),
                    rule: None,
                    answered: Some(entry),
                    total: total(entry.check_in),
                };
                let check_in = entry.check_in;
                add(&mut all, &check_in.id, &check_in.measure, point);
            }
        }
        for series in &mut all {
            sort_by_key(&mut series.points, |point| point.at);
        }
        all.retain(|series| !series.points.is_empty());
        sort_by_key(&mut all, |series| {
            (series.points.first().map(|point| point.at), series.measure)
        });
        all
    }
}

fn add<'a>(all: &mut Vec<Series<'a>>, id: &str, measure: &str, point: Point<'a>) {
    let Some(measure) = Measure::from_code(measure) else {
        return;
    };
    let same = |series: &&mut Series<'a>| series.id == id && series.measure == measure;
    match all.iter_mut().find(same) {
        Some(series) => series.points.push(point),
        None => all.push(Series {
            id: id.to_owned(),
            measure,
            points: vec![point],
        }),
    }
}

impl Point<'_> {
    /// The answers, in the order of the questions.
    #[must_use]
    pub fn answers(&self) -> &[CheckInAnswer] {
        self.answered
            .map_or(&[], |entry| entry.check_in.answers.as_slice())
    }

    /// Whether somebody should look at it soon.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.answered.is_some_and(|entry| entry.noticed.is_some())
    }
}
