//! One person's device, and what it has been told.

use super::letter_id;
use holdfast_protocol::{EnvelopeId, FeedItem, SyncRequest};
use holdfast_sync::{Change, Config, Engine, MemoryStore, Notice, Standing, StoreTrouble, Waiting};
use std::collections::BTreeSet;

pub struct Device {
    number: usize,
    pub engine: Engine,
    pub store: MemoryStore,
    pub life: u64,
    pub next_tick: u64,
    /// Ids that the engine called kept, ever.
    pub kept: BTreeSet<EnvelopeId>,
    /// Ids in the order in which the store first took them.
    taken: Vec<EnvelopeId>,
    /// Every item of a feed that the store ever took.
    received: Vec<FeedItem>,
    /// Ids that were called not kept once: their place is not promised.
    doubtful: BTreeSet<EnvelopeId>,
    /// The last sequence that was told in this life; none after a change from
    /// elsewhere.
    last_told: Option<u64>,
}

impl Device {
    pub fn new(number: usize) -> Self {
        Self {
            number,
            engine: Engine::new(Config::default(), number as u64),
            store: MemoryStore::default(),
            life: 0,
            next_tick: u64::MAX,
            kept: BTreeSet::new(),
            taken: Vec::new(),
            received: Vec::new(),
            doubtful: BTreeSet::new(),
            last_told: None,
        }
    }

    pub fn restart(&mut self) {
        self.life += 1;
        self.next_tick = u64::MAX;
        self.last_told = None;
        self.engine = Engine::new(Config::default(), self.life * 2 + self.number as u64);
    }

    pub fn apply(&mut self, changes: &[Change]) -> Result<(), StoreTrouble> {
        self.store.apply_now(changes)?;
        for change in changes {
            match change {
                Change::Keep(waiting) if !self.taken.contains(&waiting.id()) => {
                    self.taken.push(waiting.id());
                }
                Change::Receive(item) => self.received.push(item.clone()),
                Change::Settle { id, .. } => {
                    assert!(!self.waiting_or_needing(*id), "{id} is settled and waits");
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Nothing is sent that is not on disk.
    pub fn check_sent(&self, request: &SyncRequest) {
        let restored = self.store.restore_now().unwrap();
        let stored = self.store.stored();
        for submission in &request.submissions {
            assert!(
                restored
                    .outbox
                    .iter()
                    .any(|waiting| waiting.id() == submission.id)
                    || stored.iter().any(|stored| stored.id == submission.id),
                "{} was sent before it was kept",
                submission.id
            );
        }
        if let (Some(epoch), Some(place)) = (request.epoch, restored.place)
            && epoch == place.epoch
        {
            assert!(request.cursor <= place.cursor, "acknowledged, not stored");
        }
    }

    /// Takes a notice in; gives the numbers of letters to write again.
    pub fn note(&mut self, notice: Notice) -> Vec<u64> {
        let mut again = Vec::new();
        match notice {
            Notice::Kept(id) => {
                let kept = self.waiting_or_needing(id) || self.is_stored(id);
                assert!(kept, "{id} was called kept and is nowhere");
                self.kept.insert(id);
            }
            Notice::NotKept(id, _) => {
                self.doubtful.insert(id);
                again.extend((0..1000).find(|number| letter_id(self.number, *number) == id));
            }
            Notice::Settled(id, _) => {
                assert!(self.is_stored(id), "{id} was called settled and is nowhere");
            }
            Notice::Arrived(items) => {
                for item in items {
                    assert!(
                        self.received.contains(&item),
                        "{} was told, not stored",
                        item.sequence
                    );
                    if let Some(last) = self.last_told {
                        assert_eq!(item.sequence, last + 1, "told twice, or not at all");
                    }
                    self.last_told = Some(item.sequence);
                }
            }
            Notice::ChangedElsewhere | Notice::OfferedAgain => self.last_told = None,
            _ => {}
        }
        again
    }

    /// What waits for a link, by the store's account.
    pub fn waiting(&self) -> Vec<Waiting> {
        let restored = self.store.restore_now().unwrap();
        let waits = |waiting: &Waiting| waiting.standing == Standing::Waits;
        restored.outbox.into_iter().filter(waits).collect()
    }

    /// What came from the other one, in order.
    pub fn received(&self) -> Vec<EnvelopeId> {
        let stored = self.store.stored().into_iter();
        stored
            .map(|stored| stored.id)
            .filter(|id| usize::from(id.as_bytes()[8]) != self.number)
            .collect()
    }

    /// What this device took into its outbox without a doubt, in that order,
    /// as far as it is among `arrived`.
    pub fn kept_in_order(&self, arrived: &[EnvelopeId]) -> Vec<EnvelopeId> {
        let taken = self.taken.iter().copied();
        taken
            .filter(|id| arrived.contains(id) && !self.doubtful.contains(id))
            .collect()
    }

    fn is_stored(&self, id: EnvelopeId) -> bool {
        self.store.stored().iter().any(|stored| stored.id == id)
    }

    fn waiting_or_needing(&self, id: EnvelopeId) -> bool {
        let outbox = self.store.restore_now().unwrap().outbox;
        outbox.iter().any(|waiting| waiting.id() == id)
    }
}
