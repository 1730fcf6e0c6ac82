//! The outbox in memory: what the store's outbox holds, in order.

use super::batch::Batch;
use crate::{Standing, Waiting};
use holdfast_protocol::sort_by_key;
use holdfast_protocol::{
    EnvelopeId, Epoch, REQUEST_BYTES_MAX, Receipt, Refusal, Submission, encode,
};

/// Bytes that a request's submissions may take: what is left of the limit
/// after protocol, epoch, cursor and lengths, generously rounded.
pub(super) const SUBMISSION_BYTES_MAX: usize = REQUEST_BYTES_MAX - 128;

/// One thing that waits.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) waiting: Waiting,
    /// Its length on the wire.
    bytes: usize,
    /// The relay has it, but the store does not know so yet: it is not sent
    /// again in this life.
    confirmed: Option<Confirmation>,
}

/// That the relay has something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Confirmation {
    /// The life of the relay's database that has it.
    pub(super) epoch: Epoch,
    pub(super) receipt: Receipt,
    pub(super) sequence: Option<u64>,
}

impl Entry {
    /// An entry; one that no request can hold needs its writer.
    pub(super) fn new(mut waiting: Waiting) -> Self {
        let bytes = encode(&waiting.submission).len();
        if bytes > SUBMISSION_BYTES_MAX && waiting.standing == Standing::Waits {
            waiting.standing = Standing::NeedsYou(too_large(bytes));
        }
        Self {
            waiting,
            bytes,
            confirmed: None,
        }
    }

    pub(super) fn id(&self) -> EnvelopeId {
        self.waiting.id()
    }

    /// The refusal for being more than the way to the relay allows.
    pub(super) fn too_large(&self) -> Refusal {
        too_large(self.bytes)
    }

    /// Why it needs its writer, if it does.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        match &self.waiting.standing {
            Standing::NeedsYou(refusal) => Some(refusal),
            Standing::Waits => None,
        }
    }

    /// What the relay has said without the store knowing yet.
    pub(super) fn confirmed(&self) -> Option<Confirmation> {
        self.confirmed
    }

    /// Whether it is to be sent.
    fn is_due(&self) -> bool {
        self.waiting.standing == Standing::Waits && self.confirmed.is_none()
    }
}

fn too_large(bytes: usize) -> Refusal {
    Refusal::TooLarge {
        bytes: bytes as u64,
    }
}

/// Entries by order, then id.
#[derive(Debug, Clone, Default)]
pub(super) struct Outbox {
    entries: Vec<Entry>,
}

impl Outbox {
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn get(&self, id: EnvelopeId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id() == id)
    }

    pub(super) fn insert(&mut self, entry: Entry) {
        self.remove(entry.id());
        self.entries.push(entry);
        self.sort();
    }

    pub(super) fn remove(&mut self, id: EnvelopeId) {
        self.entries.retain(|entry| entry.id() != id);
    }

    pub(super) fn set_standing(&mut self, id: EnvelopeId, standing: Standing) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id() == id) {
            entry.waiting.standing = standing;
        }
    }

    pub(super) fn confirm(&mut self, id: EnvelopeId, confirmation: Confirmation) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id() == id) {
            entry.confirmed = Some(confirmation);
        }
    }

    /// What another life of the relay's database has confirmed counts no more.
    pub(super) fn forget_confirmations_but(&mut self, epoch: Epoch) {
        for entry in &mut self.entries {
            entry.confirmed = entry
                .confirmed
                .filter(|confirmation| confirmation.epoch == epoch);
        }
    }

    /// Takes over what the store holds; says whether that is anything else
    /// than what was here.
    pub(super) fn replace(&mut self, stored: Vec<Waiting>) -> bool {
        let before = core::mem::take(&mut self.entries);
        self.entries = stored.into_iter().map(Entry::new).collect();
        self.sort();
        for old in &before {
            if let Some(confirmation) = old.confirmed {
                self.confirm(old.id(), confirmation);
            }
        }
        !before
            .iter()
            .map(|entry| &entry.waiting)
            .eq(self.entries.iter().map(|entry| &entry.waiting))
    }

    /// The order for a new entry, when `given` was given out last.
    pub(super) fn next_order(&self, given: u64) -> u64 {
        let last = self.entries.last().map_or(0, |entry| entry.waiting.order);
        last.max(given).saturating_add(1)
    }

    /// The oldest that are to be sent, within the limits, and one at least; and
    /// their bytes.
    pub(super) fn next_batch(&self, limits: &Batch) -> (Vec<Submission>, usize) {
        let mut batch = Vec::new();
        let mut bytes = 0;
        for entry in self.entries.iter().filter(|entry| entry.is_due()) {
            let full = batch.len() == limits.count() || bytes + entry.bytes > limits.bytes();
            if full && !batch.is_empty() {
                break;
            }
            bytes += entry.bytes;
            batch.push(entry.waiting.submission.clone());
        }
        (batch, bytes)
    }

    pub(super) fn has_confirmed(&self) -> bool {
        self.entries.iter().any(|entry| entry.confirmed.is_some())
    }

    pub(super) fn has_due(&self) -> bool {
        self.entries.iter().any(Entry::is_due)
    }

    pub(super) fn is_due(&self, id: EnvelopeId) -> bool {
        self.get(id).is_some_and(Entry::is_due)
    }

    fn sort(&mut self) {
        sort_by_key(&mut self.entries, |entry| (entry.waiting.order, entry.id()));
    }
}
