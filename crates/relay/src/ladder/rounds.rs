//! When a ladder is climbed again, and when no more.

use super::Ladder;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The pauses, in minutes, after rounds in which nobody could be told while
/// nobody ever was: a mail server that is started again, or a line that is cut,
/// costs none of the rounds that were agreed.
const PAUSES: [i64; 10] = [5, 10, 20, 40, 60, 60, 60, 60, 60, 60];

/// The shortest pause, in minutes, after a round in which nobody could be told
/// although somebody was before.
const PAUSE_MIN: u32 = 5;

/// What there is to know of the rounds so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Rounds {
    /// How many rounds do not count: nobody could be told, and nobody had been.
    vain: u16,
    /// How many pauses in a row there were because of such rounds.
    pauses: u16,
    /// Whether anybody was told, in whichever round.
    ever_told: bool,
    /// Whether anybody was told in this round.
    told: bool,
    /// Whether somebody could not be told in this round although there is a way.
    failed: bool,
}

/// What comes after a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// The next one, at once.
    Round,
    /// The next one, after so long.
    Pause(TimeDelta),
    /// Nothing.
    End,
}

impl Rounds {
    /// A step of this round is over.
    pub(super) const fn step_is_over(&mut self, told: bool, failed: bool) {
        self.told |= told;
        self.failed |= failed;
        self.ever_told |= told;
    }

    /// A round is over: the one after it is the `next`, counted from 0.
    pub(super) fn round_is_over(&mut self, ladder: &Ladder, next: u16) -> After {
        let in_vain = self.failed && !self.told;
        (self.told, self.failed) = (false, false);
        if in_vain && !self.ever_told {
            self.vain = self.vain.saturating_add(1);
            let pause = PAUSES.get(usize::from(self.pauses));
            self.pauses = self.pauses.saturating_add(1);
            return pause.map_or(After::End, |pause| After::Pause(TimeDelta::minutes(*pause)));
        }
        if next.saturating_sub(self.vain) >= ladder.rounds {
            return After::End;
        }
        if in_vain {
            let longest = ladder.steps.iter().map(|step| step.delay_minutes).max();
            let pause = longest.unwrap_or(PAUSE_MIN).max(PAUSE_MIN);
            return After::Pause(TimeDelta::minutes(pause.into()));
        }
        After::Round
    }

    /// The pauses begin anew.
    pub(super) const fn wake(&mut self) {
        self.pauses = 0;
    }
}
