//! What is known of a conversation without a gap.

use crate::state::ThreadPlace;

/// The end of a conversation as the book has it, without a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tail {
    /// All that has left, the oldest first.
    pub spots: Vec<ThreadPlace>,
    /// Whether older ones are stored.
    pub older: bool,
}

/// All that is known without a gap around what is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The oldest first.
    pub spots: Vec<ThreadPlace>,
    /// Whether older ones are stored.
    pub older: bool,
    /// Whether newer ones are stored.
    pub newer: bool,
}

impl Line {
    pub(super) fn start(&self, from: Option<ThreadPlace>) -> usize {
        from.map_or(0, |from| self.spots.partition_point(|spot| *spot < from))
    }

    pub(super) fn end(&self, to: Option<ThreadPlace>) -> usize {
        to.map_or(self.spots.len(), |to| {
            self.spots.partition_point(|spot| *spot <= to)
        })
    }

    pub(super) fn spot(&self, index: usize) -> Option<ThreadPlace> {
        self.spots.get(index).copied()
    }
}
