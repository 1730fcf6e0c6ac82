//! What was read from the device beside the book.

use crate::state::{ClosingEntry, Conversation, Stretch, ThreadPlace};
use holdfast_rhythm::sort_by_key;
use std::sync::Arc;

/// What was read.
pub struct Portion {
    /// The oldest first.
    pub spots: Vec<ThreadPlace>,
    /// Whether older ones are stored.
    pub older: bool,
    /// Whether newer ones are stored.
    pub newer: bool,
    /// What these are of.
    pub conversation: Arc<Conversation>,
}

impl Portion {
    pub(super) fn entries(self) -> Vec<(ThreadPlace, Arc<Conversation>)> {
        let spots = self.spots.into_iter();
        spots
            .map(|spot| (spot, Arc::clone(&self.conversation)))
            .collect()
    }

    /// What a stretch has between two places, the ends of exchanges included;
    /// `older` and `newer` are what was asked beyond, which is not in it.
    #[must_use]
    pub fn of(stretch: Stretch, after: Option<ThreadPlace>, before: Option<ThreadPlace>) -> Self {
        let (older, newer) = (stretch.older, stretch.newer);
        let letters = stretch.letters.iter().map(|(place, _)| *place);
        let mut spots: Vec<ThreadPlace> = Vec::new();
        spots.extend(letters);
        let first = after.or_else(|| spots.first().copied().filter(|_| older));
        let last = before.or_else(|| spots.last().copied().filter(|_| newer));
        let closings = stretch.conversation.closings.values();
        spots.extend(closings.filter_map(ClosingEntry::spot).filter(|place| {
            first.is_none_or(|first| first < *place) && last.is_none_or(|last| *place < last)
        }));
        sort_by_key(&mut spots, |spot| *spot);
        spots.dedup();
        Self {
            spots,
            older,
            newer,
            conversation: Arc::new(stretch.conversation),
        }
    }
}
