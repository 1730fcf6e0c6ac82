//! What holds for every sequence of acts.

use super::model::Model;
use crate::{
    fixtures::{
        BEFORE, PATIENT, THERAPIST, at, id, replace, send, send_outside, send_regardless, timing,
        withdraw,
    },
    mailbox::{Entry, Hold},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{EnvelopeId, Outcome, Release, Submission};
use holdfast_rhythm::{Agreement, Timeline};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, Copy)]
enum Step {
    Wait { minutes: i64 },
    Letter,
    Reply,
    Replace { which: usize },
    Withdraw { which: usize },
    Regardless { which: usize },
    Outside { which: Option<usize> },
    Repeat { which: usize },
    Sync,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (1_i64..2000).prop_map(|minutes| Step::Wait { minutes }),
        2 => Just(Step::Letter),
        3 => Just(Step::Reply),
        1 => (0_usize..8).prop_map(|which| Step::Replace { which }),
        1 => (0_usize..8).prop_map(|which| Step::Withdraw { which }),
        1 => (0_usize..8).prop_map(|which| Step::Regardless { which }),
        1 => prop::option::of(0_usize..8).prop_map(|which| Step::Outside { which }),
        1 => (0_usize..8).prop_map(|which| Step::Repeat { which }),
        2 => Just(Step::Sync),
    ]
}

/// Two people, time, and what the test remembers of them.
struct Play {
    model: Model,
    now: DateTime<Utc>,
    next: u16,
    replies: Vec<u16>,
    /// Which of them were overrides.
    overrides: HashSet<EnvelopeId>,
    sent: Vec<(Submission, DateTime<Utc>)>,
    /// When the therapist last gave their word on a reply.
    word: HashMap<EnvelopeId, DateTime<Utc>>,
    /// How much of their feed the therapist has read, and when.
    read: (u64, DateTime<Utc>),
    /// When the patient last wrote, as steps taken.
    wrote: Option<DateTime<Utc>>,
}

impl Play {
    fn new() -> Self {
        Self {
            model: Model::agreed(),
            now: at(BEFORE),
            next: 0,
            replies: Vec::new(),
            overrides: HashSet::new(),
            sent: Vec::new(),
            word: HashMap::new(),
            read: (0, at(BEFORE)),
            wrote: None,
        }
    }

    fn take(&mut self, step: Step) {
        // Each step has an instant of its own, so that before and after mean
        // something.
        self.now += TimeDelta::milliseconds(1);
        let pick =
            |replies: &[u16], which: usize| replies.get(which % replies.len().max(1)).copied();
        match step {
            Step::Wait { minutes } => self.wait(self.now + TimeDelta::minutes(minutes)),
            Step::Letter => {
                self.next += 1;
                let submission = send(PATIENT.account, self.next);
                self.model.submit_at(self.now, PATIENT, 0, submission);
                self.wrote = Some(self.now);
            }
            Step::Reply => {
                self.next += 1;
                self.replies.push(self.next);
                self.word.insert(id(self.next), self.now);
                self.therapist(send(THERAPIST.account, self.next));
            }
            Step::Replace { which } => {
                if let Some(held) = pick(&self.replies, which) {
                    self.next += 1;
                    self.replies.push(self.next);
                    self.word.insert(id(self.next), self.word_on(held));
                    self.therapist(replace(self.next, held));
                }
            }
            Step::Withdraw { which } => {
                if let Some(held) = pick(&self.replies, which) {
                    self.next += 1;
                    self.therapist(withdraw(self.next, held));
                }
            }
            Step::Regardless { which } => {
                if let Some(held) = pick(&self.replies, which) {
                    self.next += 1;
                    self.word.insert(id(held), self.word_on(held));
                    self.therapist(send_regardless(self.next, held));
                }
            }
            Step::Outside { which } => {
                let instead_of = which.and_then(|which| pick(&self.replies, which));
                self.next += 1;
                self.replies.push(self.next);
                self.overrides.insert(id(self.next));
                self.word.insert(id(self.next), self.now);
                self.therapist(send_outside(self.next, instead_of));
            }
            Step::Sync => {
                self.read = (self.model.feed(THERAPIST).len() as u64, self.now);
            }
            Step::Repeat { which } => {
                if !self.sent.is_empty() {
                    let (submission, arrived) = self.sent[which % self.sent.len()].clone();
                    let outcome = self.model.submit_at(self.now, THERAPIST, 0, submission);
                    let Outcome::Accepted(receipt) = outcome else {
                        panic!("a repeat was refused: {outcome:?}");
                    };
                    assert_eq!(receipt.arrived, arrived);
                }
            }
        }
    }

    /// A word on `reply` counts for what the therapist had read by then.
    fn word_on(&self, reply: u16) -> DateTime<Utc> {
        self.word[&id(reply)].max(self.read.1)
    }

    fn therapist(&mut self, submission: Submission) {
        let cursor = self.read.0;
        let copy = submission.clone();
        let outcome = self
            .model
            .submit_at(self.now, THERAPIST, cursor, submission);
        if matches!(outcome, Outcome::Accepted(_)) {
            self.sent.push((copy, self.now));
        }
    }

    /// Lets time pass, releasing every reply at its very hour.
    fn wait(&mut self, until: DateTime<Utc>) {
        loop {
            let held = self.model.facts().held;
            let hours = held.iter().filter_map(|held| match held.hold {
                Hold::Until(hour) if hour <= until => Some(hour),
                _ => None,
            });
            let Some(hour) = hours.min() else { break };
            let before: HashSet<_> = self.model.shown(PATIENT).into_iter().collect();
            self.model.release(hour);
            for left in self.model.shown(PATIENT) {
                if !before.contains(&left) {
                    let unread = self.wrote.is_some_and(|wrote| wrote > self.word[&left]);
                    assert!(!unread, "{left} overtook their letter");
                }
            }
        }
        self.now = until;
    }
}

proptest! {
    #[test]
    fn nothing_leaves_twice_too_early_or_past_their_letter(
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let mut timeline = Timeline::new();
        let agreement = Agreement::parse(&timing(1, "2026-11-01")).unwrap();
        timeline.accept(agreement, at("2026-11-01T00:00:00Z"));
        let mut play = Play::new();
        for step in steps {
            play.take(step);
        }
        play.wait(play.now + TimeDelta::days(7));

        for who in [THERAPIST, PATIENT] {
            let shown = play.model.shown(who);
            let different: HashSet<_> = shown.iter().collect();
            prop_assert_eq!(different.len(), shown.len(), "a letter came twice");
        }
        let replies: HashSet<_> = play.replies.iter().map(|number| id(*number)).collect();
        for (letter, entry) in play.model.feed(PATIENT) {
            let Some(letter) = letter.filter(|letter| replies.contains(letter)) else {
                continue;
            };
            let Entry::Letter(receipt) = entry else {
                return Err(TestCaseError::fail("a letter without receipt"));
            };
            let (left, open) = match receipt.release {
                Release::Left(left) => (left, true),
                Release::LeftOutside(left) => {
                    prop_assert!(play.overrides.contains(&letter), "{letter} was no override");
                    (left, false)
                }
                _ => return Err(TestCaseError::fail("a held reply is visible")),
            };
            prop_assert_eq!(timeline.window_at(left).is_some(), open, "{} at {}", letter, left);
        }
        // After a week every reply has left, was withdrawn, or waits for a word.
        for held in play.model.facts().held {
            prop_assert!(matches!(held.hold, Hold::TheyWroteSince { .. }), "{held:?}");
        }
    }
}
