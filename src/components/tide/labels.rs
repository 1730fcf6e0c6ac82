//! Where labels stand: never one over another, never over the edge.

use super::scale::WIDTH;

/// Width of a letter at the label's size, in thousandths of a rem; wide system
/// faces included.
const LETTER: i64 = 460;
/// Room between two labels in one lane, in thousandths of a rem.
const GAP: i64 = 600;

/// From which side a label is set, as SVG's `text-anchor` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Runs from its place to the right.
    Start,
    /// Stands across its place.
    Middle,
    /// Runs up to its place from the left.
    End,
}

impl Anchor {
    /// The value of `text-anchor`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Where a label goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Thousandths of a percent of the drawing's width.
    pub(super) x: i64,
    pub(super) anchor: Anchor,
    /// 0 is nearest to the water.
    pub(super) lane: i64,
}

/// A label that stands already, in thousandths of a rem.
#[derive(Debug, Clone, Copy)]
struct Standing {
    lane: i64,
    left: i64,
    middle: i64,
    right: i64,
}

/// Lanes of labels over a drawing that is at least `width` wide. Being wider
/// only adds room, so what is clear of its neighbour stays so.
#[derive(Debug)]
pub(super) struct Lanes {
    width: i64,
    most: i64,
    standing: Vec<Standing>,
    /// Whether each label stands on a stem that no other label may cover.
    stems: bool,
}

impl Lanes {
    pub(super) fn new(width: i64, most: i64, stems: bool) -> Self {
        Self {
            width,
            most,
            standing: Vec::new(),
            stems,
        }
    }

    /// How many lanes hold a label.
    pub(super) fn used(&self) -> i64 {
        self.standing
            .iter()
            .map(|label| label.lane + 1)
            .max()
            .unwrap_or(0)
    }

    /// A spot for `words` at `x`, or none where every lane is full there. Ask
    /// in order of importance.
    pub(super) fn place(&mut self, words: &str, x: i64) -> Option<Spot> {
        if words.is_empty() {
            return None;
        }
        let length = width_of(words);
        let middle = x * self.width / WIDTH;
        let left = middle - length / 2;
        let (x, anchor, left) = if left < 0 {
            (0, Anchor::Start, 0)
        } else if left + length > self.width {
            (WIDTH, Anchor::End, self.width - length)
        } else {
            (x, Anchor::Middle, left)
        };
        let label = |lane| Standing {
            lane,
            left,
            middle,
            right: left + length,
        };
        let lane = (0..self.most).find(|&lane| self.is_clear(label(lane)))?;
        self.standing.push(label(lane));
        Some(Spot { x, anchor, lane })
    }

    /// Whether `label` would touch no other label, and no stem.
    fn is_clear(&self, label: Standing) -> bool {
        self.standing.iter().all(|other| {
            if other.lane == label.lane {
                label.right + GAP <= other.left || other.right + GAP <= label.left
            } else if !self.stems {
                true
            } else if other.lane < label.lane {
                label.middle < other.left || other.right < label.middle
            } else {
                other.middle < label.left || label.right < other.middle
            }
        })
    }
}

/// A generous guess at the width of a label, in thousandths of a rem.
pub(super) fn width_of(label: &str) -> i64 {
    label.chars().fold(0, |width, _| width + LETTER)
}
