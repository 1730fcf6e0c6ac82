//! Two people and time, for the laws: what they do, and what the test
//! remembers of it without the relay's help.

use super::model::Model;
use crate::{
    fixtures::{
        BEFORE, PATIENT, THERAPIST, accept, at, id, propose, replace, send, send_outside,
        send_regardless, timing_of, withdraw,
    },
    mailbox::Hold,
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{EnvelopeId, Outcome, Submission};
use holdfast_rhythm::{Agreement, Timeline, Window};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Wait { minutes: i64 },
    Letter,
    Reply,
    Replace { which: usize },
    Withdraw { which: usize },
    Regardless { which: usize },
    Outside { which: Option<usize> },
    Propose { shape: usize, days: i64 },
    Accept,
    Repeat { which: usize },
    Sync,
}

/// Windows as JSON; each change of the agreement takes one of these.
const SHAPES: [&str; 4] = [
    r#"{"days":["mon","tue","wed","thu","fri"],"opens":"15:00","closes":"17:00"}"#,
    r#"{"days":["tue","fri"],"opens":"09:00","closes":"11:00"}"#,
    r#"{"days":["mon","tue","wed","thu","fri","sat","sun"],"opens":"22:30","closes":"00:30"}"#,
    r#"{"days":["mon"],"opens":"15:00","closes":"24:00"}"#,
];

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1_i64..3000).prop_map(|minutes| Step::Wait { minutes }),
        2 => Just(Step::Letter),
        3 => Just(Step::Reply),
        1 => (0_usize..8).prop_map(|which| Step::Replace { which }),
        1 => (0_usize..8).prop_map(|which| Step::Withdraw { which }),
        1 => (0_usize..8).prop_map(|which| Step::Regardless { which }),
        1 => prop::option::of(0_usize..8).prop_map(|which| Step::Outside { which }),
        1 => (0..SHAPES.len(), 0_i64..5).prop_map(|(shape, days)| Step::Propose { shape, days }),
        1 => Just(Step::Accept),
        1 => (0_usize..8).prop_map(|which| Step::Repeat { which }),
        2 => Just(Step::Sync),
    ]
}

/// Two people, time, and what the test remembers of them.
pub(super) struct Play {
    pub(super) model: Model,
    pub(super) now: DateTime<Utc>,
    next: u16,
    pub(super) replies: Vec<u16>,
    /// Which of them were overrides.
    pub(super) overrides: HashSet<EnvelopeId>,
    sent: Vec<(Submission, DateTime<Utc>)>,
    /// When the therapist last gave their word on a reply.
    word: HashMap<EnvelopeId, DateTime<Utc>>,
    /// How much of their feed the therapist has read, and when.
    read: (u64, DateTime<Utc>),
    /// When the patient last wrote.
    wrote: Option<DateTime<Utc>>,
    /// The newest version proposed so far.
    version: u32,
    accepted: Vec<(Agreement, DateTime<Utc>)>,
    /// What the patient's letters were promised on arrival, by what had been
    /// accepted by then.
    pub(super) promised: Vec<(DateTime<Utc>, Window)>,
}

impl Play {
    /// Two people who have agreed on nothing.
    pub(super) fn new() -> Self {
        Self {
            model: Model::new(),
            now: at(BEFORE),
            next: 0,
            replies: Vec::new(),
            overrides: HashSet::new(),
            sent: Vec::new(),
            word: HashMap::new(),
            read: (0, at(BEFORE)),
            wrote: None,
            version: 0,
            accepted: Vec::new(),
            promised: Vec::new(),
        }
    }

    /// What had been accepted at `known`, without any letter.
    pub(super) fn timeline(&self, known: DateTime<Utc>) -> Timeline {
        let mut timeline = Timeline::new();
        for (agreement, accepted) in &self.accepted {
            if *accepted <= known {
                timeline.accept(agreement.clone(), *accepted);
            }
        }
        timeline
    }

    pub(super) fn take(&mut self, step: Step) {
        // Each step has an instant of its own, so that before and after mean
        // something; replies that leave together take some milliseconds.
        self.now += TimeDelta::seconds(1);
        let pick =
            |replies: &[u16], which: usize| replies.get(which % replies.len().max(1)).copied();
        match step {
            Step::Wait { minutes } => self.wait(self.now + TimeDelta::minutes(minutes)),
            Step::Letter => {
                self.next += 1;
                let submission = send(PATIENT.account, self.next);
                self.model.submit_at(self.now, PATIENT, 0, submission);
                self.wrote = Some(self.now);
                let promise = self.timeline(self.now).promise(self.now);
                self.promised
                    .extend(promise.map(|window| (self.now, window)));
            }
            Step::Reply => {
                self.reply(self.read.1);
                self.therapist(send(THERAPIST.account, self.next));
            }
            Step::Replace { which } => {
                if let Some(held) = pick(&self.replies, which) {
                    self.reply(self.word_on(held));
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
                self.reply(self.now);
                self.overrides.insert(id(self.next));
                self.therapist(send_outside(self.next, instead_of));
            }
            Step::Propose { shape, days } => self.propose(SHAPES[shape], days),
            Step::Accept => self.accept(),
            Step::Sync => {
                self.read = (self.model.feed(THERAPIST).len() as u64, self.now);
            }
            Step::Repeat { which } => self.repeat(which),
        }
    }

    /// Takes an id for a reply on which the therapist gave their word then.
    fn reply(&mut self, word: DateTime<Utc>) {
        self.next += 1;
        self.replies.push(self.next);
        self.word.insert(id(self.next), word);
    }

    /// A word on `reply` counts for what the therapist had read by then.
    fn word_on(&self, reply: u16) -> DateTime<Utc> {
        self.word[&id(reply)].max(self.read.1)
    }

    fn therapist(&mut self, submission: Submission) {
        let cursor = self.read.0;
        let copy = submission.clone();
        let before: HashSet<_> = self.model.shown(PATIENT).into_iter().collect();
        let outcome = self
            .model
            .submit_at(self.now, THERAPIST, cursor, submission);
        if self.timeline(self.now).in_force(self.now).is_some() {
            self.nothing_overtook(&before);
        }
        if matches!(outcome, Outcome::Accepted(_)) {
            self.sent.push((copy, self.now));
        }
    }

    fn propose(&mut self, windows: &str, days: i64) {
        (self.next, self.version) = (self.next + 1, self.version + 1);
        let notice = TimeDelta::days(3 + days);
        let from = (self.now + notice).date_naive().to_string();
        let document = timing_of(self.version, &from, windows);
        let submission = propose(self.next, &document);
        let outcome = self.model.submit_at(self.now, THERAPIST, 0, submission);
        assert!(matches!(outcome, Outcome::Accepted(_)), "{outcome:?}");
    }

    fn accept(&mut self) {
        let Some(document) = self.model.proposed.clone() else {
            return;
        };
        self.next += 1;
        let submission = accept(self.next, &document);
        let outcome = self.model.submit_at(self.now, PATIENT, 0, submission);
        assert!(matches!(outcome, Outcome::Accepted(_)), "{outcome:?}");
        let agreement = Agreement::parse(&document).unwrap();
        self.accepted.push((agreement, self.now));
    }

    fn repeat(&mut self, which: usize) {
        if self.sent.is_empty() {
            return;
        }
        let (submission, arrived) = self.sent[which % self.sent.len()].clone();
        let outcome = self.model.submit_at(self.now, THERAPIST, 0, submission);
        let Outcome::Accepted(receipt) = outcome else {
            panic!("a repeat was refused: {outcome:?}");
        };
        assert_eq!(receipt.arrived, arrived);
    }

    /// Lets time pass, with the relay awake at every hour that it has given and
    /// at every opening.
    pub(super) fn wait(&mut self, until: DateTime<Utc>) {
        let timeline = self.timeline(self.now);
        let mut last = self.now;
        while let Some((instant, opens)) = self.next_instant(&timeline, last, until) {
            let before: HashSet<_> = self.model.shown(PATIENT).into_iter().collect();
            self.model.release(instant);
            self.nothing_overtook(&before);
            assert!(opens, "an hour at {instant}, when no window opens");
            for held in self.model.facts().held {
                let waits = held.hold == Hold::TheyWroteSince;
                assert!(waits, "{held:?} at the opening of {instant}");
            }
            last = instant;
        }
        self.now = until;
    }

    /// Of what the patient has beside what they had `before`, each was written
    /// with their last letter read, or let go then; an override is about this
    /// very hour.
    fn nothing_overtook(&self, before: &HashSet<EnvelopeId>) {
        for left in self.model.shown(PATIENT) {
            let new = !before.contains(&left) && !self.overrides.contains(&left);
            if new && let Some(word) = self.word.get(&left) {
                let unread = self.wrote.is_some_and(|wrote| wrote > *word);
                assert!(!unread, "{left} overtook their letter");
            }
        }
    }

    /// The next hour or opening after `last`, and whether a window opens then
    /// that is agreed or was promised.
    fn next_instant(
        &self,
        timeline: &Timeline,
        last: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Option<(DateTime<Utc>, bool)> {
        let agreed = timeline.next_opening(last).map(|window| window.opens);
        let promised = self.promised.iter().map(|(_, window)| window.opens);
        let opens = promised.chain(agreed).filter(|opens| *opens > last).min();
        let held = self.model.facts().held.into_iter();
        let hours = held.filter_map(|held| match held.hold {
            Hold::Until(hour) => Some(hour),
            Hold::TheyWroteSince | Hold::NoWindow => None,
        });
        let instant = hours.chain(opens).min()?;
        (instant <= until).then_some((instant, Some(instant) == opens))
    }
}
