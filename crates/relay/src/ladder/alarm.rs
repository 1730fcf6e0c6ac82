//! One alarm, from its letter to whoever takes it on; no I/O.

use super::{
    Ladder, Step,
    delivery::{Delivery, Notice},
    phase::Phase,
    rounds::{After, Rounds},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AlarmStep, DecodeError, Way, decode};
use serde::{Deserialize, Serialize};

/// An alarm, and how far up its ladder it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    ladder: Ladder,
    round: u16,
    step: u16,
    phase: Phase,
    rounds: Rounds,
}

/// As alarms were kept before their rounds were.
#[derive(Deserialize)]
struct Before {
    ladder: Ladder,
    round: u16,
    step: u16,
    phase: Phase,
}

/// What came of handing a notice over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The way's server has taken it on.
    Accepted,
    /// It has been taken on for some of their devices, and may yet for others.
    Partly,
    /// It did not go, but may yet.
    Later,
    /// It will never go.
    Never,
}

impl Alarm {
    /// An alarm that has just begun: its first step is due.
    #[must_use]
    pub fn begin(ladder: Ladder) -> Self {
        Self {
            ladder,
            round: 0,
            step: 0,
            phase: Phase::Due,
            rounds: Rounds::default(),
        }
    }

    /// An alarm as it was kept.
    ///
    /// # Errors
    /// When `bytes` are no alarm.
    pub fn read(bytes: &[u8]) -> Result<Self, DecodeError> {
        decode(bytes, "an alarm").or_else(|error| {
            let before: Before = decode(bytes, "an alarm").map_err(|_| error)?;
            Ok(Self {
                ladder: before.ladder,
                round: before.round,
                step: before.step,
                phase: before.phase,
                rounds: Rounds::default(),
            })
        })
    }

    /// The ladder that it climbs.
    #[must_use]
    pub const fn ladder(&self) -> &Ladder {
        &self.ladder
    }

    /// Which round and which step it is at, counted from 0.
    #[must_use]
    pub const fn place(&self) -> (u16, u16) {
        (self.round, self.step)
    }

    /// The step that it is at; none once it is over.
    #[must_use]
    pub fn current(&self) -> Option<&Step> {
        match self.phase {
            Phase::Due | Phase::Telling { .. } => self.ladder.steps.get(usize::from(self.step)),
            Phase::Pausing { .. } | Phase::Unanswered | Phase::Acknowledged => None,
        }
    }

    /// Whether nobody has taken it on yet, and there is somebody left to tell.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.phase, Phase::Unanswered | Phase::Acknowledged)
    }

    /// A letter has joined it: whoever could not be told is tried again at once.
    pub fn wake(&mut self) {
        self.rounds.wake();
        if matches!(self.phase, Phase::Pausing { .. }) {
            self.phase = Phase::Due;
        }
    }

    /// The clock was set back by so much: what had passed stays passed.
    pub fn set_back(&mut self, by: TimeDelta) {
        self.phase.set_back(by);
    }

    /// Goes on as far as it may at `now`; `reach` says by which ways a step's
    /// people can be reached. Says what has happened.
    pub fn look(
        &mut self,
        now: DateTime<Utc>,
        mut reach: impl FnMut(&Step) -> Vec<Way>,
    ) -> Vec<AlarmStep> {
        let mut news = Vec::new();
        if !self.is_open() {
            return news;
        }
        self.phase.keeps_to(now);
        if matches!(self.phase, Phase::Pausing { until, .. } if until <= now) {
            self.phase = Phase::Due;
        }
        while let Some(step) = self.current() {
            match &self.phase {
                Phase::Due => {
                    let ways = reach(step);
                    if ways.is_empty() {
                        news.push(AlarmStep::Empty {
                            step: self.step,
                            round: self.round,
                            name: step.name.clone(),
                        });
                        self.go_on(now);
                        continue;
                    }
                    let notices = ways.into_iter().map(|way| Notice {
                        way,
                        delivery: Delivery::From(now, 0),
                    });
                    self.phase = Phase::Telling {
                        told: None,
                        notices: notices.collect(),
                    };
                    return news;
                }
                Phase::Telling { notices, .. } => {
                    let failed = |notice: &Notice| notice.delivery == Delivery::Failed;
                    let waited = self.waits_until().is_some_and(|until| until <= now);
                    if !waited && !notices.iter().all(failed) {
                        return news;
                    }
                    let given_up = notices.iter().filter(|notice| notice.is_under_way());
                    news.extend(given_up.map(|notice| self.undelivered(step, notice.way)));
                    self.go_on(now);
                }
                Phase::Pausing { .. } | Phase::Unanswered | Phase::Acknowledged => {}
            }
        }
        if self.phase == Phase::Due {
            // A ladder without steps.
            self.phase = Phase::Unanswered;
        }
        if self.phase == Phase::Unanswered {
            news.push(AlarmStep::Unanswered);
        }
        news
    }

    /// The ways by which the current step is told at `now`.
    #[must_use]
    pub fn to_tell(&self, now: DateTime<Utc>) -> Vec<Way> {
        let due = |notice: &&Notice| notice.delivery.from().is_some_and(|at| at <= now);
        self.notices().iter().filter(due).map(|it| it.way).collect()
    }

    /// Takes in what came of a notice; what is not waited for any more changes
    /// nothing. Says what has happened.
    pub fn heard(
        &mut self,
        now: DateTime<Utc>,
        (round, step): (u16, u16),
        way: Way,
        heard: Heard,
    ) -> Vec<AlarmStep> {
        if self.place() != (round, step) {
            return Vec::new();
        }
        let Some(current) = self.current().cloned() else {
            return Vec::new();
        };
        let Phase::Telling { told, notices } = &mut self.phase else {
            return Vec::new();
        };
        let asked = |notice: &&mut Notice| notice.way == way && notice.is_asked();
        let Some(notice) = notices.iter_mut().find(asked) else {
            return Vec::new();
        };
        let was_told = notice.delivery.is_told();
        notice.delivery = notice.delivery.after(now, heard);
        match notice.delivery {
            _ if was_told => Vec::new(),
            Delivery::Told | Delivery::Others(..) => {
                told.get_or_insert(now);
                vec![AlarmStep::Told {
                    step,
                    round,
                    name: current.name,
                    way,
                }]
            }
            Delivery::Failed => vec![self.undelivered(&current, way)],
            Delivery::From(..) => Vec::new(),
        }
    }

    /// Somebody has taken it on, if nobody had: also after everybody was told.
    pub fn acknowledge(&mut self, name: &str) -> Option<AlarmStep> {
        if self.phase == Phase::Acknowledged {
            return None;
        }
        self.phase = Phase::Acknowledged;
        Some(AlarmStep::Acknowledged { name: name.into() })
    }

    /// When to look again; none once it is over.
    #[must_use]
    pub fn next(&self) -> Option<DateTime<Utc>> {
        match &self.phase {
            Phase::Due => Some(DateTime::<Utc>::MIN_UTC),
            Phase::Telling { notices, .. } => {
                let tries = notices.iter().filter_map(|notice| notice.delivery.from());
                let next = tries.chain(self.waits_until()).min();
                // All have failed: the next step is due.
                next.or(Some(DateTime::<Utc>::MIN_UTC))
            }
            Phase::Pausing { until, .. } => Some(*until),
            Phase::Unanswered | Phase::Acknowledged => None,
        }
    }

    /// Until when whoever was told has to answer.
    fn waits_until(&self) -> Option<DateTime<Utc>> {
        let Phase::Telling { told, .. } = self.phase else {
            return None;
        };
        let delay = TimeDelta::minutes(self.current()?.delay_minutes.into());
        told?.checked_add_signed(delay)
    }

    fn notices(&self) -> &[Notice] {
        match &self.phase {
            Phase::Telling { notices, .. } => notices,
            _ => &[],
        }
    }

    fn undelivered(&self, step: &Step, way: Way) -> AlarmStep {
        AlarmStep::Undelivered {
            step: self.step,
            round: self.round,
            name: step.name.clone(),
            way,
        }
    }

    fn go_on(&mut self, now: DateTime<Utc>) {
        let is = |wanted: fn(Delivery) -> bool| {
            let mut deliveries = self.notices().iter().map(|notice| notice.delivery);
            deliveries.any(wanted)
        };
        let told = is(Delivery::is_told);
        let failed = is(|delivery| !delivery.is_told());
        self.rounds.step_is_over(told, failed);
        self.phase = Phase::Due;
        self.step += 1;
        if usize::from(self.step) < self.ladder.steps.len() {
            return;
        }
        self.step = 0;
        self.round = self.round.saturating_add(1);
        match self.rounds.round_is_over(&self.ladder, self.round) {
            After::Round => {}
            After::Pause(pause) => {
                self.phase = Phase::Pausing {
                    since: now,
                    until: now + pause,
                };
            }
            After::End => self.phase = Phase::Unanswered,
        }
    }
}
