//! What is written: when, what it truly is, and what was noticed of it.

use holdfast_safety::Level;
use holdfast_sync::link_model::{Chance, Share};

/// Minutes of a day.
pub(super) const DAY: u64 = 24 * 60;
/// The hour at which a therapist answers on a working day, in minutes.
const ANSWERS: u64 = 16 * 60;
/// From this minute of the day on people write twice as much.
const EVENING: u64 = 18 * 60;

/// What a message truly speaks of, which nobody knows before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    Emergency,
    Urgent,
    Concern,
    Ordinary,
}

/// What is so of each truth: how many messages in a million; what is noticed of it, in
/// thousands, from emergency down to nothing; the harm of an hour's waiting.
///
/// The shares are assumptions; the rates are near those that `cargo xtask safety` gives
/// on messages nobody tuned to (docs/decisions/safety-routing.md).
pub(super) struct Kind {
    pub(super) truth: Truth,
    pub(super) share: u32,
    pub(super) noticed: [u32; 4],
    pub(super) harm: f64,
}

pub(super) const KINDS: [Kind; 4] = [
    kind(Truth::Emergency, 1_000, [400, 200, 280, 120], 100.0),
    kind(Truth::Urgent, 4_000, [100, 450, 330, 120], 10.0),
    kind(Truth::Concern, 30_000, [20, 130, 600, 250], 0.5),
    kind(Truth::Ordinary, 965_000, [1, 2, 67, 930], 0.0),
];

const fn kind(truth: Truth, share: u32, noticed: [u32; 4], harm: f64) -> Kind {
    Kind {
        truth,
        share,
        noticed,
        harm,
    }
}

/// In the order of [`Kind::noticed`].
pub(super) const LEVELS: [Level; 4] =
    [Level::Emergency, Level::Urgent, Level::Concern, Level::None];

impl Truth {
    pub(super) fn kind(self) -> &'static Kind {
        KINDS
            .iter()
            .find(|kind| kind.truth == self)
            .unwrap_or(&KINDS[KINDS.len() - 1])
    }

    /// Whether it speaks of a danger now.
    pub(super) const fn is_danger(self) -> bool {
        matches!(self, Self::Emergency | Self::Urgent)
    }
}

/// One message; times are minutes from the first Monday's midnight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Message {
    pub(super) arrived: u64,
    pub(super) truth: Truth,
    pub(super) noticed: Level,
    /// When the therapist answers it, whatever else happens.
    pub(super) answered: u64,
}

/// Who writes how much.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    pub(super) patients: u32,
    /// Messages of one patient in a day, on average.
    pub(super) per_day: u16,
    pub(super) days: u32,
    /// The share of what would be noticed that is not.
    pub(super) overlooked: Share,
}

impl Writing {
    /// All messages in order of arrival: a Poisson process, twice as dense in the evening.
    pub(super) fn messages(&self, seed: u64) -> Vec<Message> {
        let mut chance = Chance::new(seed);
        let until = u64::from(self.days) * DAY;
        // The densest rate, thinned outside the evening: a quarter of the day is evening.
        let per_minute =
            f64::from(self.patients) * f64::from(self.per_day) / minutes(DAY) * 2.0 / 1.25;
        let mut now = 0.0;
        let mut messages = Vec::new();
        loop {
            now += -(1.0 - chance.share()).ln() / per_minute;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole minutes, never below zero"
            )]
            let arrived = now as u64;
            if arrived >= until {
                return messages;
            }
            if arrived % DAY < EVENING && chance.happens(0.5) {
                continue;
            }
            messages.push(self.message(arrived, &mut chance));
        }
    }

    fn message(&self, arrived: u64, chance: &mut Chance) -> Message {
        let truth = KINDS[drawn(chance, KINDS.map(|kind| kind.share))].truth;
        let noticed = LEVELS[drawn(chance, truth.kind().noticed)];
        let overlooked = chance.share() < self.overlooked.get();
        Message {
            arrived,
            truth,
            noticed: if overlooked { Level::None } else { noticed },
            answered: next_answer(arrived),
        }
    }
}

/// The place of one of `weights`, each as likely as it weighs.
fn drawn(chance: &mut Chance, weights: [u32; 4]) -> usize {
    let all: u32 = weights.iter().sum();
    let mut left = chance.share() * f64::from(all);
    for (place, weight) in weights.into_iter().enumerate() {
        left -= f64::from(weight);
        if left < 0.0 {
            return place;
        }
    }
    weights.len() - 1
}

/// The next 16:00 of a working day.
fn next_answer(arrived: u64) -> u64 {
    let today = arrived / DAY;
    let first = today + u64::from(arrived % DAY >= ANSWERS);
    let weekend = [0, 0, 0, 0, 0, 2, 1];
    let wait = usize::try_from(first % 7).map_or(0, |day| weekend[day]);
    (first + wait) * DAY + ANSWERS
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
pub(super) const fn minutes(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_safety::routing::likelihood;

    #[test]
    fn the_rule_believes_what_the_table_says() {
        for (place, level) in LEVELS.into_iter().enumerate() {
            let of = |is_danger: bool| -> f64 {
                KINDS
                    .iter()
                    .filter(|kind| kind.truth.is_danger() == is_danger)
                    .map(|kind| f64::from(kind.share) * f64::from(kind.noticed[place]))
                    .sum()
            };
            let likely = of(true) / (of(true) + of(false));
            let believed = likelihood(level);
            // To two digits that count.
            let rounded = if likely < 0.01 { 1e4 } else { 1e2 };
            assert!(
                ((likely * rounded).round() / rounded - believed).abs() < 1e-9,
                "{level:?}: {likely} by the table, {believed} by the rule"
            );
        }
    }

    #[test]
    fn what_comes_on_friday_evening_is_answered_on_monday() {
        let friday = 4 * DAY;
        assert_eq!(next_answer(friday + ANSWERS - 1), friday + ANSWERS);
        assert_eq!(next_answer(friday + ANSWERS), 7 * DAY + ANSWERS);
        assert_eq!(next_answer(6 * DAY), 7 * DAY + ANSWERS);
    }

    #[test]
    fn as_many_write_as_was_said() {
        let writing = Writing {
            patients: 1000,
            per_day: 2,
            days: 50,
            overlooked: Share::new(0.0).unwrap_or_else(|_| unreachable!()),
        };
        let messages = writing.messages(7);
        let expected = 100_000.0;
        assert!((minutes(messages.len() as u64) / expected - 1.0).abs() < 0.02);
        let dangers = messages.iter().filter(|one| one.truth.is_danger()).count();
        assert!((400..600).contains(&dangers), "{dangers}");
    }
}
