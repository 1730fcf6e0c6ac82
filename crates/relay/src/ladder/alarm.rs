//! One alarm, from its letter to whoever takes it on; no I/O.

use super::{Ladder, Step};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AlarmStep, Way};
use serde::{Deserialize, Serialize};

/// How long after a failure that may pass a notice is tried again, in seconds.
/// Within a minute whoever cannot be reached has cost their step: the next one
/// may be there.
const AGAIN_AFTER: [i64; 3] = [2, 8, 20];

/// An alarm, and how far up its ladder it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    ladder: Ladder,
    round: u16,
    step: u16,
    phase: Phase,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Phase {
    /// The step's time has come.
    Due,
    /// The step is being told, or has been.
    Telling {
        /// When the first way took its notice on: the delay counts from then.
        told: Option<DateTime<Utc>>,
        notices: Vec<Notice>,
    },
    /// Nobody has answered.
    Unanswered,
    /// Somebody has.
    Acknowledged,
}

/// A notice to the people of one step, by one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Notice {
    way: Way,
    delivery: Delivery,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Delivery {
    /// It is handed over from then on.
    From(DateTime<Utc>, u8),
    /// The way's server has it.
    Told,
    /// It cannot be handed over.
    Failed,
}

/// What came of handing a notice over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The way's server has taken it on.
    Accepted,
    /// It did not go, but may yet.
    Later,
    /// It will never go.
    Never,
}

impl Alarm {
    /// An alarm that has just begun: its first step is due.
    #[must_use]
    pub const fn begin(ladder: Ladder) -> Self {
        Self {
            ladder,
            round: 0,
            step: 0,
            phase: Phase::Due,
        }
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
            Phase::Unanswered | Phase::Acknowledged => None,
        }
    }

    /// Whether nobody has taken it on yet, and there is somebody left to tell.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Due | Phase::Telling { .. })
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
                        self.go_on();
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
                    self.go_on();
                }
                Phase::Unanswered | Phase::Acknowledged => {}
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
        let due = |notice: &&Notice| matches!(notice.delivery, Delivery::From(at, _) if at <= now);
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
        let asked = |notice: &&mut Notice| notice.way == way && notice.is_under_way();
        let Some(notice) = notices.iter_mut().find(asked) else {
            return Vec::new();
        };
        notice.delivery = notice.delivery.after(now, heard);
        match notice.delivery {
            Delivery::Told => {
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
                let tries = notices.iter().filter_map(|notice| match notice.delivery {
                    Delivery::From(at, _) => Some(at),
                    Delivery::Told | Delivery::Failed => None,
                });
                let next = tries.chain(self.waits_until()).min();
                // All have failed: the next step is due.
                next.or(Some(DateTime::<Utc>::MIN_UTC))
            }
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
            Phase::Due | Phase::Unanswered | Phase::Acknowledged => &[],
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

    fn go_on(&mut self) {
        self.phase = Phase::Due;
        self.step += 1;
        if usize::from(self.step) >= self.ladder.steps.len() {
            self.step = 0;
            self.round += 1;
            if self.round >= self.ladder.rounds {
                self.phase = Phase::Unanswered;
            }
        }
    }
}

impl Notice {
    const fn is_under_way(&self) -> bool {
        matches!(self.delivery, Delivery::From(..))
    }
}

impl Delivery {
    fn after(self, now: DateTime<Utc>, heard: Heard) -> Self {
        match (self, heard) {
            (Self::From(..), Heard::Accepted) => Self::Told,
            (Self::From(..), Heard::Never) => Self::Failed,
            (Self::From(_, tries), Heard::Later) => {
                let pause = AGAIN_AFTER.get(usize::from(tries));
                let again =
                    pause.and_then(|pause| now.checked_add_signed(TimeDelta::seconds(*pause)));
                again.map_or(Self::Failed, |again| Self::From(again, tries + 1))
            }
            (over, _) => over,
        }
    }
}
