//! Where things stand in the thread, and the end of it as the book has it.

use super::Tail;
use crate::state::{ClosingEntry, Conversation, Letter, Reach, Standing, ThreadPlace};
use holdfast_protocol::EnvelopeId;
use holdfast_rhythm::sort_by_key;

impl Conversation {
    /// Its end as it is known here.
    #[must_use]
    pub fn tail(&self) -> Tail {
        let mut spots: Vec<ThreadPlace> = Vec::new();
        spots.extend(self.letters.values().filter_map(Letter::spot));
        spots.extend(self.closings.values().filter_map(ClosingEntry::spot));
        let Reach { older, from } = self.reach;
        // What is here from before that has gaps.
        spots.retain(|spot| !older || Some(*spot) >= from);
        sort_by_key(&mut spots, |spot| *spot);
        Tail { spots, older }
    }

    /// The end of an exchange without a letter.
    #[must_use]
    pub fn closing(&self, id: EnvelopeId) -> Option<&ClosingEntry> {
        self.closings.get(&id)
    }
}

impl Letter {
    /// Where it stands in the thread, once it has left.
    #[must_use]
    pub fn spot(&self) -> Option<ThreadPlace> {
        let (id, left) = (self.id, self.left()?);
        Some(ThreadPlace { left, id })
    }
}

impl ClosingEntry {
    /// Where it stands in the thread, once it has left.
    #[must_use]
    pub fn spot(&self) -> Option<ThreadPlace> {
        match &self.standing {
            Standing::Arrived(receipt) => {
                let (id, left) = (self.id, receipt.release.left()?);
                Some(ThreadPlace { left, id })
            }
            _ => None,
        }
    }
}
