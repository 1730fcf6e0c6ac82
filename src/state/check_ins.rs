//! Check-ins: which were asked for, which were answered, and what an answer
//! asks for.

use crate::state::{Conversation, SharedEntry, Standing, noticed};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_measures::{Alert, Due, Measure, Reason, Routing, Schedule, Urgency, routing, score};
use holdfast_protocol::{
    CheckIn, CheckInAnswer, Content, EnvelopeId, Hint, Noticed, NoticedCategory, NoticedLevel,
};
use holdfast_rhythm::{Agreement, CheckInRule, sort_by_key};
use holdfast_safety::Assessment;

/// The answers to one check-in, and how far they have come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CheckInEntry<'a> {
    /// Their envelope.
    pub id: EnvelopeId,
    /// What was answered.
    pub check_in: &'a CheckIn,
    /// What was noticed in it, then or later.
    pub noticed: Option<&'a Noticed>,
    /// How far it has come.
    pub standing: &'a Standing,
}

/// One check-in that the agreement asks for, with its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'a> {
    /// What is asked.
    pub rule: &'a CheckInRule,
    /// When.
    pub due: Due,
    /// What was answered; none while nothing was.
    pub answered: Option<CheckInEntry<'a>>,
}

impl Conversation {
    /// The patient's answers, by the day they were due and then as they were
    /// written.
    #[must_use]
    pub fn check_ins(&self) -> Vec<CheckInEntry<'_>> {
        let patients = |entry: &&SharedEntry| self.is_by_patient(entry.author);
        let answers = self.shared().filter(patients);
        let mut all: Vec<_> = answers
            .filter_map(|entry| as_check_in(self, entry))
            .collect();
        sort_by_key(&mut all, |entry| {
            let check_in = entry.check_in;
            (check_in.due.clone(), check_in.written, entry.id)
        });
        all
    }

    /// Every check-in that can be answered at some moment of `[from, until)`,
    /// in order of opening. One that is open when another version begins belongs
    /// to that version, if it asks for the same that day; if it asks for the same
    /// on other days, it can be finished. Of several answers to one the last
    /// written counts.
    #[must_use]
    pub fn asked(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Asked<'_>> {
        let versions: Vec<_> = self.timeline.versions().collect();
        let mut all: Vec<Asked<'_>> = Vec::new();
        for (place, version) in versions.iter().enumerate().rev() {
            let later = versions[place + 1..].iter().map(|version| version.from);
            let ends = later.min().unwrap_or(DateTime::<Utc>::MAX_UTC);
            if ends <= version.from {
                continue;
            }
            let from = from.max(version.from);
            for rule in &version.agreement.document().check_ins {
                if !self.asks_at(from, rule) {
                    continue;
                }
                for due in schedule(&version.agreement, rule).between(from, until) {
                    let twice =
                        |asked: &&Asked| asked.rule.id == rule.id && asked.due.date == due.date;
                    if due.opens < ends && all.iter().find(twice).is_none() {
                        all.push(Asked {
                            rule,
                            due,
                            answered: None,
                        });
                    }
                }
            }
        }
        if !all.is_empty() {
            let answers = self.check_ins();
            for asked in &mut all {
                let due = asked.due.date.to_string();
                let is_it = |entry: &&CheckInEntry| {
                    entry.check_in.id == asked.rule.id && entry.check_in.due == due
                };
                asked.answered = answers.iter().rev().find(is_it).copied();
            }
        }
        sort_by_key(&mut all, |asked| (asked.due, asked.rule.id.clone()));
        all
    }

    /// Whether the version that is in force at `at` asks for this check-in.
    fn asks_at(&self, at: DateTime<Utc>, rule: &CheckInRule) -> bool {
        let ruling = self.timeline.in_force(at);
        let mut rules = ruling.iter().flat_map(|one| &one.document().check_ins);
        rules.any(|other| other.id == rule.id)
    }

    /// What can be answered now and was not.
    #[must_use]
    pub fn check_ins_due(&self, now: DateTime<Utc>) -> Vec<Asked<'_>> {
        let mut open = self.asked(now, now + TimeDelta::seconds(1));
        open.retain(|asked| asked.answered.is_none() && asked.due.contains(now));
        open
    }

    /// The total of the last check-in of that id and measure that was due
    /// before `due` (`YYYY-MM-DD`) and has one, from its answers.
    #[must_use]
    pub fn total_before(&self, id: &str, measure: Measure, due: &str) -> Option<u16> {
        let all = self.check_ins();
        let same = all.iter().rev().filter(|entry| {
            let check_in = entry.check_in;
            check_in.id == id && check_in.measure == measure.code() && *check_in.due < *due
        });
        same.filter_map(|entry| total(entry.check_in)).next()
    }
}

fn as_check_in<'a>(
    conversation: &'a Conversation,
    entry: &'a SharedEntry,
) -> Option<CheckInEntry<'a>> {
    let Content::CheckIn(check_in) = &entry.content else {
        return None;
    };
    Some(CheckInEntry {
        id: entry.id,
        check_in,
        noticed: conversation.noticed_in(entry.id, check_in.noticed.as_ref()),
        standing: &entry.standing,
    })
}

/// When a check-in of `agreement` is due.
#[must_use]
pub fn schedule<'a>(agreement: &Agreement, rule: &'a CheckInRule) -> Schedule<'a> {
    Schedule {
        zone: agreement.zone(),
        days: &rule.days,
        every_weeks: rule.every_weeks,
        opens: rule.opens,
        closes: rule.closes,
        from: agreement.document().effective_from,
        until: None,
    }
}

/// The points of each answer; none for what was left out or is in words.
#[must_use]
pub fn points(answers: &[CheckInAnswer]) -> Vec<Option<u8>> {
    let points = |answer: &CheckInAnswer| match answer {
        CheckInAnswer::Choice(points) => Some(*points),
        CheckInAnswer::Skipped | CheckInAnswer::Words(_) => None,
    };
    answers.iter().map(points).collect()
}

/// The total of a check-in, computed from its answers: what travels beside
/// them is for other programs.
#[must_use]
pub fn total(check_in: &CheckIn) -> Option<u16> {
    let measure = Measure::from_code(&check_in.measure)?;
    score(measure, &points(&check_in.answers)).total
}

/// What answers carry for the therapist's order: what they score and what was
/// noticed in their words, each with the place of its question. `before` is
/// [`Conversation::total_before`].
#[must_use]
pub fn noticed_in(
    rule: &CheckInRule,
    answers: &[CheckInAnswer],
    before: Option<u16>,
    words: &[(usize, Assessment)],
) -> Option<Noticed> {
    let alert = Alert {
        score: rule.alert_score.and_then(|score| u16::try_from(score).ok()),
        change: rule.alert_change.and_then(|by| u16::try_from(by).ok()),
    };
    let measure = Measure::from_code(&rule.measure)?;
    let asks = routing(measure, &points(answers), before, alert);
    let mut all = asks.map(|asks| of_routing(&asks, answers.len()));
    for (place, assessment) in words {
        let Some(found) = noticed(assessment) else {
            continue;
        };
        let span = one(*place);
        let hints = found.hints.into_iter().map(|hint| Hint { span, ..hint });
        let hints: Vec<Hint> = hints.collect();
        match &mut all {
            None => all = Some(Noticed { hints, ..found }),
            Some(all) => {
                all.level = all.level.max(found.level);
                all.hints.extend(hints);
                for category in found.categories {
                    if !all.categories.contains(&category) {
                        all.categories.push(category);
                    }
                }
            }
        }
    }
    all
}

fn of_routing(asks: &Routing, items: usize) -> Noticed {
    let hint = |reason: &Reason| Hint {
        rule: reason.rule().to_owned(),
        span: match reason {
            Reason::ItemNine => one(holdfast_measures::ITEM_NINE),
            Reason::Score | Reason::Change => (0, count(items)),
        },
    };
    let item_nine = asks.reasons.contains(&Reason::ItemNine);
    Noticed {
        level: match asks.urgency {
            Urgency::Concern => NoticedLevel::Concern,
            Urgency::Urgent => NoticedLevel::Urgent,
        },
        categories: item_nine
            .then_some(NoticedCategory::Suicide)
            .into_iter()
            .collect(),
        hints: asks.reasons.iter().map(hint).collect(),
    }
}

fn one(place: usize) -> (u32, u32) {
    (count(place), count(place + 1))
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
