//! Answers to a total.

use crate::{ITEM_NINE, Measure};

/// What answers come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// The total; none where too much was left out, or there is none.
    pub total: Option<u16>,
    /// What the answers given come to by themselves: the total is no less.
    pub at_least: u16,
    /// What it would come to if all that was left out had the most points.
    pub at_most: u16,
    /// How many items were left out.
    pub left_out: usize,
}

/// The score of `answers`, the points of each item in order; none for one
/// that was left out. Points beyond the item's most count as left out, as do
/// items that are not there. Without item nine PHQ-9 has no total: what was not
/// said about it is not guessed, not even as part of a mean.
#[must_use]
pub fn score(measure: Measure, answers: &[Option<u8>]) -> Score {
    let items = measure.items();
    let valid = |points: &u8| *points <= measure.most_points();
    let given = answers.iter().take(items).flatten().filter(|it| valid(it));
    let (count, sum) = given.fold((0_u16, 0_u16), |(count, sum), points| {
        (count + 1, sum + u16::from(*points))
    });
    let left_out = items - usize::from(count);
    let factor = measure.factor();
    let unknown = u16::try_from(left_out).unwrap_or(0) * u16::from(measure.most_points());
    let nine = || answers.get(ITEM_NINE).copied().flatten().filter(valid);
    let guesses = measure == Measure::Phq9 && nine().is_none();
    let enough = count > 0 && left_out <= measure.may_miss() && !guesses;
    Score {
        total: enough.then(|| in_full(sum, count, items) * factor),
        at_least: sum * factor,
        at_most: (sum + unknown) * factor,
        left_out,
    }
}

/// The sum with the mean of `count` items for those left out, to the nearest
/// whole number, halves up.
fn in_full(sum: u16, count: u16, items: usize) -> u16 {
    let items = u16::try_from(items).unwrap_or(count);
    (2 * sum * items + count) / (2 * count)
}
