//! The second opinion: a linear model of hashed words and letters, asked where no rule found
//! anything. It can say `concern` and nothing more, and shows the words that carry it.

mod features;
#[cfg(test)]
mod tests;
#[cfg(not(target_family = "wasm"))]
pub mod training;

use crate::pack_format::MODEL_MAGIC as MAGIC;
use crate::words::Words;
use crate::{Category, Finding, Level};
use features::{BUCKETS, Met, features};

/// The name that its findings go by, beside the rules' names.
pub const SECOND_OPINION: &str = "second_opinion";

/// Magic, digest, threshold.
const HEADER: usize = MAGIC.len() + 8 + 4;
/// A gap that goes on, after as many buckets as the widest that fits a byte beside it.
const GOES_ON: u8 = u8::MAX;
const WIDEST: u8 = GOES_ON - 1;
/// The weight in a cell's lower half that stands for zero.
const ZERO: i32 = 8;
/// A threshold is in this fraction of a weight.
const PRECISION: i64 = 1024;
/// A text of fewer words is not judged, nor is one word over and over.
const FEWEST_WORDS: usize = 3;

/// One language's model.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Model {
    /// For each bucket its weight, from [`ZERO`], and in the upper half the category that
    /// it speaks for, if any; 0 where it is unknown.
    cells: Box<[u8]>,
    /// What the sum of weights must pass, for each root of the number of features.
    threshold: u32,
}

/// What a model says about a text that it finds worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opinion {
    pub(crate) category: Category,
    /// The first of the words that carry it.
    pub(crate) first: usize,
    /// The last of them.
    pub(crate) last: usize,
}

impl Model {
    /// Reads and checks a model; nothing if it is not one.
    ///
    /// After the header come the gaps between the known buckets, a zero, and their cells.
    pub(crate) fn read(bytes: &[u8]) -> Option<Model> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let threshold = u32::from_le_bytes(header.get(HEADER - 4..)?.try_into().ok()?);
        if !header.starts_with(&MAGIC) || threshold == 0 {
            return None;
        }
        let gaps_end = rest.iter().position(|&gap| gap == 0)?;
        let (gaps, rest) = (rest.get(..gaps_end)?, rest.get(gaps_end + 1..)?);
        let mut values = rest.iter();
        let mut cells = vec![0; BUCKETS].into_boxed_slice();
        let mut next = 0;
        for &gap in gaps {
            next += usize::from(gap.min(WIDEST));
            if gap != GOES_ON {
                let value = *values.next()?;
                let is_sound = value % 16 != 0 && usize::from(value / 16) <= Category::ALL.len();
                *cells.get_mut(next - 1).filter(|_| is_sound)? = value;
            }
        }
        values
            .next()
            .is_none()
            .then_some(Model { cells, threshold })
    }

    /// What it says; nothing about most texts. Time is linear in the text.
    pub(crate) fn opinion(&self, words: &Words) -> Option<Opinion> {
        let says_one_word = (1..words.words.len()).all(|place| words.text(place) == words.text(0));
        if words.words.len() < FEWEST_WORDS || says_one_word {
            return None;
        }
        let mut met = Met::new();
        let mut count = 0_i64;
        let mut sum = 0_i64;
        let mut categories = [0_i32; Category::ALL.len()];
        let mut credit = vec![0_i32; words.words.len()];
        features(words, &mut |bucket, first, last| {
            if !met.meet(bucket) {
                return;
            }
            count += 1;
            let cell = self.cells[bucket];
            if cell == 0 {
                return;
            }
            let weight = i32::from(cell % 16) - ZERO;
            sum += i64::from(weight);
            credit[first] += weight;
            credit[last] += weight;
            if let Some(category) = categories.get_mut(usize::from(cell / 16)) {
                *category += weight.max(0);
            }
        });
        if !self.passes(sum, count) {
            return None;
        }
        let most = (0..categories.len())
            .rev()
            .max_by_key(|&place| categories[place])?;
        let (first, last) = heaviest(&credit);
        Some(Opinion {
            category: Category::ALL[most],
            first,
            last,
        })
    }

    /// Whether the sum, over the root of the count, is above the threshold.
    fn passes(&self, sum: i64, count: i64) -> bool {
        let threshold = i128::from(self.threshold);
        let sum = i128::from(sum) * i128::from(PRECISION);
        sum > 0 && sum * sum > threshold * threshold * i128::from(count)
    }

    /// Its opinion as a finding.
    pub(crate) fn finding(&self, words: &Words) -> Option<Finding> {
        let opinion = self.opinion(words)?;
        Some(Finding {
            rule: SECOND_OPINION,
            category: opinion.category,
            level: Level::Concern,
            span: (
                words.words[opinion.first].span.0,
                words.words[opinion.last].span.1,
            ),
            raised_by: Vec::new(),
            lowered_by: Vec::new(),
        })
    }
}

/// The first and last of the neighbouring words that stand out most above the rest: whose
/// credit, less what a word has on average, adds up to most. At least one word.
fn heaviest(credit: &[i32]) -> (usize, usize) {
    let count = i64::try_from(credit.len()).unwrap_or(i64::MAX);
    let average: i64 = credit.iter().map(|&credit| i64::from(credit)).sum();
    let (mut best, mut from, mut sum) = ((i64::MIN, 0, 0), 0, 0);
    for (place, &credit) in credit.iter().enumerate() {
        if sum <= 0 {
            (from, sum) = (place, 0);
        }
        // Times the count, so that nothing is lost in dividing.
        sum += i64::from(credit) * count - average;
        if sum > best.0 {
            best = (sum, from, place);
        }
    }
    (best.1, best.2)
}
