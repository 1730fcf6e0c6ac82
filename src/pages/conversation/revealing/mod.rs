//! Drawing a few pieces at a time: as many as there is time for, beside those
//! that are there.

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

use super::items::{Item, Piece};
use core::{ops::Range, time::Duration};

/// How long one task may draw: half a frame.
const LONG: Duration = Duration::from_millis(8);
/// What is drawn in less than this can be twice as much.
const SHORT: Duration = Duration::from_millis(4);
/// How many are drawn in one task at most.
const MOST: usize = 10;

/// How many pieces are drawn in one task, by how long the last ones took: a
/// slow phone draws them one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace(usize);

impl Default for Pace {
    fn default() -> Self {
        Self(2)
    }
}

impl Pace {
    /// So many for now.
    #[must_use]
    pub fn pieces(self) -> usize {
        self.0
    }

    /// Drawing `count` took so long.
    #[must_use]
    pub fn after(self, count: usize, took: Duration) -> Self {
        match count {
            0 => self,
            _ if took > LONG => Self((count.min(self.0) / 2).max(1)),
            _ if took < SHORT && count >= self.0 => Self((self.0 * 2).min(MOST)),
            _ => self,
        }
    }
}

/// Which of `wanted` is drawn next: what is on the page already, `goal`, and at
/// most `most` more beside them, without a gap; what stands below comes first.
/// Where nothing of it is there yet, it begins at the end. Where something else
/// is there, all comes at once, so that the page is never shorter than it was.
#[must_use]
pub fn reveal(wanted: &[Piece], shown: &[Item], goal: Option<usize>, most: usize) -> Range<usize> {
    let all = wanted.len();
    let is_shown = |(_, item, _): &Piece| shown.contains(item);
    let (start, end) = match wanted.iter().position(is_shown) {
        Some(first) => {
            let last = wanted.iter().rposition(is_shown).unwrap_or(first);
            let goal = goal.filter(|goal| *goal < all);
            let start = goal.map_or(first, |goal| first.min(goal));
            (start, goal.map_or(last, |goal| last.max(goal)) + 1)
        }
        None if shown.is_empty() => (all, all),
        None => return 0..all,
    };
    let below = most.min(all - end);
    start.saturating_sub(most - below)..end + below
}
