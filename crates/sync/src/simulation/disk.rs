//! One device's storage, shared by its tabs, with what a power cut leaves.

use super::{script::Sabotage, violation::Violation};
use crate::{Change, MemoryStore, Standing, StoreTrouble};
use holdfast_protocol::{EnvelopeId, Epoch, Event};
use std::collections::{BTreeMap, BTreeSet};

/// A store beside what a power cut would leave of it.
#[derive(Debug, Default)]
pub(super) struct Disk {
    now: Copy,
    /// As of the last strict commit.
    safe: Copy,
    /// The relaxed commits since.
    loose: Vec<Vec<Change>>,
}

/// A store, and what the model notes of the same changes by itself.
#[derive(Debug, Default, Clone)]
pub(super) struct Copy {
    pub(super) store: MemoryStore,
    /// How far the feed of each life is stored without a hole.
    feed: BTreeMap<Epoch, u64>,
    /// What somebody took back, as far as this device has stored.
    pub(super) taken_back: BTreeSet<EnvelopeId>,
    acts: BTreeMap<EnvelopeId, Option<EnvelopeId>>,
    /// What its writer gave up, and did not write again.
    given_up: BTreeSet<EnvelopeId>,
}

impl Copy {
    fn apply(&mut self, changes: &[Change]) -> Result<(), StoreTrouble> {
        let before = self.store.standings();
        self.store.apply_now(changes)?;
        let mut life = self.store.place().map(|place| place.epoch);
        for change in changes {
            match change {
                Change::Advance(place) => life = Some(place.epoch),
                Change::Receive(item) => {
                    if let Some(life) = life {
                        let stored = self.feed.entry(life).or_default();
                        if item.sequence == *stored + 1 {
                            *stored = item.sequence;
                        }
                    }
                    if let Event::Withdrawn { id } = &item.event {
                        self.taken_back.insert(*id);
                    }
                }
                Change::Keep(waiting) => {
                    let act = waiting.submission.act.takes_back();
                    self.acts.insert(waiting.id(), act);
                    self.given_up.remove(&waiting.id());
                }
                Change::Settle { id, .. } => {
                    self.taken_back.extend(self.acts.get(id).copied().flatten());
                }
                Change::Forget { id } if before.contains_key(id) => {
                    self.given_up.insert(*id);
                }
                Change::Refuse { .. } | Change::Forget { .. } => {}
            }
        }
        Ok(())
    }
}

impl Disk {
    pub(super) fn now(&self) -> &Copy {
        &self.now
    }

    pub(super) fn store(&self) -> &MemoryStore {
        &self.now.store
    }

    /// Stores `changes`, and checks what nobody may do to a store.
    pub(super) fn apply(
        &mut self,
        changes: &[Change],
        sabotage: Sabotage,
    ) -> Result<Result<(), StoreTrouble>, Violation> {
        let spoiled = spoil(changes, sabotage);
        let changes = spoiled.as_deref().unwrap_or(changes);
        let before = self.now.store.standings();
        let asked = self.now.store.place();
        if let Err(trouble) = self.now.apply(changes) {
            return Ok(Err(trouble));
        }
        if sabotage == Sabotage::ForgetsWhatWasSent {
            let settled = changes.iter().filter_map(|change| match change {
                Change::Settle { id, .. } => Some(*id),
                _ => None,
            });
            for id in settled {
                self.now.store.lose(id);
            }
        }
        self.check(changes, &before)?;
        if let (Some(asked), Some(place)) = (asked, self.now.store.place())
            && asked.epoch == place.epoch
            && place.cursor < asked.cursor
        {
            return Err(Violation::new("the cursor moved back", asked.cursor));
        }
        if is_strict(changes) {
            for loose in self.loose.drain(..) {
                let _ = self.safe.apply(&loose);
            }
            let _ = self.safe.apply(changes);
        } else {
            self.loose.push(changes.to_vec());
        }
        Ok(Ok(()))
    }

    fn check(
        &self,
        changes: &[Change],
        before: &BTreeMap<EnvelopeId, Standing>,
    ) -> Result<(), Violation> {
        let after = self.now.store.standings();
        let stored = self.now.store.stored();
        for id in before.keys().filter(|id| !after.contains_key(id)) {
            let settled = stored.iter().any(|one| one.id == *id && one.own);
            let forgotten = changes
                .iter()
                .any(|change| matches!(change, Change::Forget { id: gone } if gone == id));
            if !settled && !forgotten {
                return Err(Violation::new(
                    "left the outbox without its confirmation",
                    id,
                ));
            }
        }
        if let Some(back) = self.now.given_up.iter().find(|id| after.contains_key(*id)) {
            return Err(Violation::new("given up and there again", back));
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = stored.iter().find(|one| !seen.insert(one.id)) {
            return Err(Violation::new("stored twice", twice.id));
        }
        if let Some(place) = self.now.store.place() {
            let without_hole = self.now.feed.get(&place.epoch).copied().unwrap_or(0);
            if place.cursor > without_hole {
                return Err(Violation::new("a hole in the feed after", without_hole));
            }
        }
        Ok(())
    }

    /// Of the relaxed commits since the last strict one, `survive` are left.
    pub(super) fn lose_power(&mut self, survive: usize) {
        self.now = self.safe.clone();
        self.loose.truncate(survive);
        for loose in &self.loose {
            let _ = self.now.apply(loose);
        }
    }

    /// All is gone.
    pub(super) fn evict(&mut self) {
        *self = Self::default();
    }
}

/// What the relay can not give again is strict.
fn is_strict(changes: &[Change]) -> bool {
    changes
        .iter()
        .any(|change| matches!(change, Change::Keep(_) | Change::Forget { .. }))
}

fn spoil(changes: &[Change], sabotage: Sabotage) -> Option<Vec<Change>> {
    match sabotage {
        Sabotage::KeepsNothing => {
            let kept = changes
                .iter()
                .filter(|change| !matches!(change, Change::Keep(_)));
            Some(kept.cloned().collect())
        }
        _ => None,
    }
}
