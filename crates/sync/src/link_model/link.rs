//! When the link works.

use super::{LinkModel, chance::Chance};
use core::time::Duration;

/// Bursts and gaps in turn, in milliseconds from the beginning.
#[derive(Debug)]
pub(super) struct Link {
    stretches: Vec<Stretch>,
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    until: u64,
    state: State,
}

/// What the link does at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It carries both ways.
    Up,
    /// Requests fail at once.
    Down,
    /// Requests get no answer.
    Silent,
}

impl Link {
    /// A link that has been coming and going for ever, until `end` at least.
    pub(super) fn random(model: &LinkModel, end: u64, mut chance: Chance) -> Self {
        let share = model.link.0;
        let always = |state| Self {
            stretches: vec![Stretch {
                until: u64::MAX,
                state,
            }],
        };
        let mut up = chance.happens(share);
        let gap = model.burst.as_secs_f64() * (1.0 - share) / share;
        let Ok(gap) = Duration::try_from_secs_f64(gap) else {
            return always(State::Down);
        };
        if gap.is_zero() {
            return always(State::Up);
        }
        let mut stretches = Vec::new();
        let mut until = 0_u64;
        while until <= end {
            // What is left of a stretch is distributed as a whole one is.
            let mean = if up { model.burst } else { gap };
            until = until.saturating_add(chance.exponential(mean));
            let state = match up {
                true => State::Up,
                false if chance.happens(0.5) => State::Silent,
                false => State::Down,
            };
            stretches.push(Stretch { until, state });
            up = !up;
        }
        Self { stretches }
    }

    /// What it does at `now`, and until when.
    pub(super) fn at(&self, now: u64) -> (State, u64) {
        let after = self
            .stretches
            .partition_point(|stretch| stretch.until <= now);
        self.stretches
            .get(after)
            .map_or((State::Down, u64::MAX), |found| (found.state, found.until))
    }

    /// When the next gap of which the device knows is over, if there is one.
    pub(super) fn comes_back_after(&self, now: u64) -> Option<u64> {
        let known = |stretch: &&Stretch| stretch.state == State::Down && stretch.until > now;
        let gap = self.stretches.iter().find(known)?;
        Some(gap.until).filter(|until| *until != u64::MAX)
    }

    /// Whether it is up for so long without a break between two moments.
    pub(super) fn is_up_for(&self, time: u64, from: u64, until: u64) -> bool {
        let mut now = from;
        while now.saturating_add(time) <= until {
            let (state, ends) = self.at(now);
            if state == State::Up && ends.min(until) - now >= time {
                return true;
            }
            now = ends;
        }
        false
    }
}
