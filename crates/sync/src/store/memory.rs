//! A store in memory, for tests and simulations, that can be told to fail.

use super::{Store, StoreTrouble, continues, offer_again};
use crate::{Change, Place, Restored, Standing, Waiting};
use chrono::{DateTime, Utc};
use core::cell::RefCell;
use holdfast_protocol::{AlarmNews, Envelope, EnvelopeId, Event, FeedItem, Receipt, Submission};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A store that lasts as long as the value does: an engine that "crashed" is
/// built anew on the same one.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    shelf: RefCell<Shelf>,
    mishaps: RefCell<VecDeque<Mishap>>,
}

/// What goes wrong with one commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// Nothing is stored.
    Before(StoreTrouble),
    /// Everything is stored, and yet failure is told.
    After(StoreTrouble),
}

/// An envelope or another submission that is stored outside the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: EnvelopeId,
    /// Whether it was sent from this very store.
    pub own: bool,
    /// Its sequence in the feed, once known.
    pub sequence: Option<u64>,
    /// When it reached the relay, and its fate there.
    pub receipt: Receipt,
}

#[derive(Debug, Clone, Default)]
struct Shelf {
    place: Option<Place>,
    outbox: BTreeMap<EnvelopeId, Waiting>,
    sent: Vec<Submission>,
    stored: Vec<Stored>,
    /// Taken back, replaced or given up, by whichever device.
    gone: BTreeSet<EnvelopeId>,
    alarms: BTreeMap<(EnvelopeId, DateTime<Utc>), AlarmNews>,
}

impl MemoryStore {
    /// Lets the commits to come go wrong, one mishap each, in this order.
    pub fn expect_mishaps(&self, mishaps: impl IntoIterator<Item = Mishap>) {
        self.mishaps.borrow_mut().extend(mishaps);
    }

    /// [`Store::restore`] without waiting.
    ///
    /// # Errors
    /// Never; the result is the trait's.
    pub fn restore_now(&self) -> Result<Restored, StoreTrouble> {
        let shelf = self.shelf.borrow();
        Ok(Restored {
            place: shelf.place,
            outbox: shelf.outbox.values().cloned().collect(),
        })
    }

    /// [`Store::apply`] without waiting.
    ///
    /// # Errors
    /// As told by [`MemoryStore::expect_mishaps`].
    pub fn apply_now(&self, changes: &[Change]) -> Result<(), StoreTrouble> {
        let mishap = self.mishaps.borrow_mut().pop_front();
        if let Some(Mishap::Before(trouble)) = mishap {
            return Err(trouble);
        }
        let mut shelf = self.shelf.borrow_mut();
        let start = shelf.place;
        if !continues(start.as_ref(), changes) {
            return Err(StoreTrouble::Overtaken);
        }
        for change in changes {
            shelf.apply(change, start);
        }
        match mishap {
            Some(Mishap::After(trouble)) => Err(trouble),
            _ => Ok(()),
        }
    }

    /// What is in the outbox, and what it waits for.
    #[must_use]
    pub fn standings(&self) -> BTreeMap<EnvelopeId, Standing> {
        let shelf = self.shelf.borrow();
        let outbox = shelf.outbox.iter();
        outbox
            .map(|(id, waiting)| (*id, waiting.standing.clone()))
            .collect()
    }

    /// Where the device stands in its feed.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.shelf.borrow().place
    }

    /// The news of alarms, by letter and instant.
    #[must_use]
    pub fn alarms(&self) -> Vec<AlarmNews> {
        self.shelf.borrow().alarms.values().cloned().collect()
    }

    /// Loses one thing that was sent, as no store may.
    #[cfg(any(test, feature = "simulation"))]
    pub(crate) fn lose(&self, id: EnvelopeId) {
        let mut shelf = self.shelf.borrow_mut();
        shelf.sent.retain(|sent| sent.id != id);
        shelf.stored.retain(|stored| stored.id != id);
    }

    /// Everything outside the outbox that has an id, in the order in which it
    /// came.
    #[must_use]
    pub fn stored(&self) -> Vec<Stored> {
        self.shelf.borrow().stored.clone()
    }
}

impl Store for MemoryStore {
    async fn restore(&self) -> Result<Restored, StoreTrouble> {
        self.restore_now()
    }

    async fn apply(&self, changes: &[Change]) -> Result<(), StoreTrouble> {
        self.apply_now(changes)
    }
}

impl Shelf {
    /// Applies one change of a commit that found the device at `start`.
    fn apply(&mut self, change: &Change, start: Option<Place>) {
        match change {
            Change::Keep(waiting) => {
                let settled = self.sent.iter().any(|sent| sent.id == waiting.id());
                if !settled || self.outbox.contains_key(&waiting.id()) {
                    self.outbox.insert(waiting.id(), waiting.clone());
                }
            }
            Change::Settle {
                id,
                sequence,
                receipt,
            } => self.settle(*id, *sequence, *receipt),
            Change::Refuse { id, refusal } => {
                if let Some(waiting) = self.outbox.get_mut(id) {
                    waiting.standing = Standing::NeedsYou(refusal.clone());
                }
            }
            Change::Forget { id } => {
                let waited = self.outbox.remove(id).is_some();
                if waited && self.sent.iter().any(|sent| sent.id == *id) {
                    self.gone.insert(*id);
                }
            }
            Change::Receive(item) => {
                if self.is_new(item, start) {
                    self.receive(item);
                }
            }
            Change::Advance(place) => self.advance(*place),
        }
    }

    fn is_new(&self, item: &FeedItem, start: Option<Place>) -> bool {
        match (self.place, start) {
            (Some(now), Some(start)) if now.epoch == start.epoch => item.sequence > start.cursor,
            _ => true,
        }
    }

    fn settle(&mut self, id: EnvelopeId, sequence: Option<u64>, receipt: Receipt) {
        if let Some(waiting) = self.outbox.remove(&id) {
            if !self.sent.iter().any(|sent| sent.id == id) {
                self.sent.push(waiting.submission);
            }
            self.file(id, true, sequence, receipt);
        } else if let Some(stored) = self.stored.iter_mut().find(|stored| stored.id == id) {
            stored.sequence = stored.sequence.or(sequence);
        }
    }

    fn receive(&mut self, item: &FeedItem) {
        match &item.event {
            Event::Arrived { envelope, receipt } => {
                if let Ok(envelope) = Envelope::from_bytes(envelope) {
                    self.file(envelope.header.id, false, Some(item.sequence), *receipt);
                }
            }
            Event::Yours { id, receipt } => {
                if self.stored.iter().any(|stored| stored.id == *id) {
                    self.file(*id, false, Some(item.sequence), *receipt);
                }
            }
            Event::Moved { id, release } => {
                if let Some(stored) = self.stored.iter_mut().find(|stored| stored.id == *id) {
                    stored.receipt.release = *release;
                }
            }
            Event::Withdrawn { id } => {
                self.stored.retain(|stored| stored.own || stored.id != *id);
                self.gone.insert(*id);
                // Offered again before this was known.
                if self.sent.iter().any(|sent| sent.id == *id) {
                    self.outbox.remove(id);
                }
            }
            Event::Alarm(news) => {
                self.alarms.insert((news.letter, news.at), news.clone());
            }
            Event::Joined { .. } | Event::Agreed { .. } => {}
        }
    }

    /// One entry for each id, however often it comes.
    fn file(&mut self, id: EnvelopeId, own: bool, sequence: Option<u64>, receipt: Receipt) {
        match self.stored.iter_mut().find(|stored| stored.id == id) {
            Some(stored) => {
                stored.own |= own;
                stored.sequence = sequence.or(stored.sequence);
                stored.receipt = receipt;
            }
            None => self.stored.push(Stored {
                id,
                own,
                sequence,
                receipt,
            }),
        }
    }

    fn advance(&mut self, place: Place) {
        match &mut self.place {
            Some(old) if old.epoch == place.epoch => {
                if place.cursor >= old.cursor {
                    *old = place;
                }
            }
            old => {
                if old.replace(place).is_some() {
                    self.offer_again();
                }
            }
        }
    }

    fn offer_again(&mut self) {
        let again = offer_again(self.sent.iter(), |id| self.gone.contains(&id));
        let again: Vec<Submission> = again.into_iter().cloned().collect();
        let mut waiting: Vec<Waiting> = core::mem::take(&mut self.outbox).into_values().collect();
        waiting.sort_by_key(|waiting| (waiting.order, waiting.id()));
        waiting.retain(|waiting| again.iter().all(|one| one.id != waiting.id()));
        let all = again
            .into_iter()
            .map(|submission| (submission, Standing::Waits))
            .chain(
                waiting
                    .into_iter()
                    .map(|waiting| (waiting.submission, waiting.standing)),
            );
        for (order, (submission, standing)) in (1..).zip(all) {
            self.outbox.entry(submission.id).or_insert(Waiting {
                submission,
                order,
                standing,
            });
        }
    }
}

#[cfg(test)]
mod tests;
