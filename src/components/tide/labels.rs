//! Where labels stand: never one over another, never over the edge.

/// Width of a letter at the label's size, in rem; wide system faces included.
const LETTER_REM: f64 = 0.46;
/// Room between two labels in one lane, in rem.
const GAP_REM: f64 = 0.6;

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
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    /// Percent of the drawing's width.
    pub(crate) x: f64,
    pub(crate) anchor: Anchor,
    /// 0 is nearest to the water.
    pub(crate) lane: usize,
}

/// Lanes of labels over a drawing that is at least `width` rem wide. Being
/// wider only adds room, so what is clear of its neighbour stays so.
#[derive(Debug)]
pub(crate) struct Lanes {
    width: f64,
    most: usize,
    taken: Vec<Vec<(f64, f64)>>,
    /// What rises from the water to a label: where, and to which lane.
    /// None where labels have no stems.
    stems: Option<Vec<(f64, usize)>>,
}

impl Lanes {
    pub(crate) fn new(width: f64, most: usize) -> Self {
        Self {
            width,
            most,
            taken: Vec::new(),
            stems: None,
        }
    }

    /// Lanes whose labels each stand on a stem that no other label may cover.
    pub(crate) fn with_stems(width: f64, most: usize) -> Self {
        Self {
            stems: Some(Vec::new()),
            ..Self::new(width, most)
        }
    }

    /// How many lanes hold a label.
    pub(crate) fn used(&self) -> usize {
        self.taken.len()
    }

    /// A spot for `label` at `percent`, or none where every lane is full there.
    /// Ask in order of importance.
    pub(crate) fn place(&mut self, label: &str, percent: f64) -> Option<Spot> {
        if label.is_empty() {
            return None;
        }
        let length = width_of(label);
        let middle = percent / 100.0 * self.width;
        let (x, anchor, left) = if middle - length / 2.0 < 0.0 {
            (0.0, Anchor::Start, 0.0)
        } else if middle + length / 2.0 > self.width {
            (100.0, Anchor::End, self.width - length)
        } else {
            (percent, Anchor::Middle, middle - length / 2.0)
        };
        let right = left + length;
        let lane = (0..self.most).find(|&lane| self.is_clear(lane, left, middle, right))?;
        while self.taken.len() <= lane {
            self.taken.push(Vec::new());
        }
        self.taken[lane].push((left, right));
        if let Some(stems) = &mut self.stems {
            stems.push((middle, lane));
        }
        Some(Spot { x, anchor, lane })
    }

    /// Whether a label from `left` to `right` with its stem at `middle` would
    /// touch no other label and no other stem.
    fn is_clear(&self, lane: usize, left: f64, middle: f64, right: f64) -> bool {
        let beside = self.taken.get(lane).is_none_or(|labels| {
            labels
                .iter()
                .all(|&(start, end)| right + GAP_REM <= start || end + GAP_REM <= left)
        });
        beside
            && self.stems.as_ref().is_none_or(|stems| {
                let over = self
                    .taken
                    .iter()
                    .take(lane)
                    .flatten()
                    .all(|&(start, end)| middle < start || end < middle);
                let under = stems
                    .iter()
                    .all(|&(stem, to)| to <= lane || stem < left || right < stem);
                over && under
            })
    }
}

/// A generous guess at the width of a label, in rem.
#[allow(clippy::cast_precision_loss, reason = "labels are short")]
pub(crate) fn width_of(label: &str) -> f64 {
    label.chars().count() as f64 * LETTER_REM
}
