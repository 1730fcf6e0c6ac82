//! The same random commits to two stores, whose answers must be the same.

use super::{Inspect, Seen, samples};
use crate::{Change, Place, Restored, Standing, Waiting};
use holdfast_protocol::{
    Act, EnvelopeId, Epoch, Event, FeedItem, Receipt, Refusal, Release, Submission,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many envelopes and submissions a history has, at most.
const IDS: u64 = 12;

/// A simple generator (SplitMix64): a seed tells the whole history.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }
}

/// A relay as a device sees it: its feed, in this life and the ones before.
struct World {
    dice: Dice,
    epoch: u8,
    second: i64,
    feed: Vec<FeedItem>,
    /// Which envelopes are in this life's feed, and their fate.
    fates: BTreeMap<EnvelopeId, Receipt>,
    /// What this device has submitted.
    own: BTreeSet<EnvelopeId>,
    gone: BTreeSet<EnvelopeId>,
    /// Commits that were planned and may be stored again, late.
    late: Vec<Vec<Change>>,
}

/// Applies `steps` random commits, told by `seed`, to both stores: pages of a
/// feed, also twice and late as by two tabs; held replies that leave, move and
/// are taken back; confirmations and refusals; new lives of the relay, in which
/// letters leave at other times, or are held again.
///
/// # Panics
/// When the stores answer differently; the message names the seed.
pub async fn compare<A: Inspect, B: Inspect>(one: &A, two: &B, seed: u64, steps: u32) {
    let mut world = World {
        dice: Dice(seed),
        epoch: 1,
        second: 10,
        feed: Vec::new(),
        fates: BTreeMap::new(),
        own: BTreeSet::new(),
        gone: BTreeSet::new(),
        late: Vec::new(),
    };
    for step in 0..steps {
        let restored = answer(one).await;
        let changes = world.commit(&restored);
        let taken = (one.apply(&changes).await, two.apply(&changes).await);
        let case = format!("seed {seed}, step {step}, {changes:?}");
        assert_eq!(taken.0, taken.1, "whether it is taken: {case}");
        let (left, right) = (answer(one).await, answer(two).await);
        assert_eq!(left, right, "what is restored: {case}");
        assert_eq!(seen(one).await, seen(two).await, "what is stored: {case}");
    }
}

async fn answer<S: Inspect>(store: &S) -> Restored {
    let mut restored = store.restore().await.expect("the store can be read");
    restored
        .outbox
        .sort_by_key(|waiting| (waiting.order, waiting.id()));
    restored
}

async fn seen<S: Inspect>(store: &S) -> Vec<Seen> {
    let mut seen = store.stored().await.expect("the store can be read");
    seen.sort_by_key(|one| one.id);
    seen
}

impl World {
    /// The next commit of a device that stands as `restored` says.
    fn commit(&mut self, restored: &Restored) -> Vec<Change> {
        if !self.late.is_empty() && self.dice.one_in(6) {
            let which = self.dice.below(self.late.len() as u64) as usize;
            return self.late.swap_remove(which);
        }
        let changes = match self.dice.below(8) {
            0 | 1 => self.keep(),
            2 => self.speak(restored),
            3 if self.dice.one_in(4) => {
                self.new_life();
                Vec::new()
            }
            _ => self.answer(restored),
        };
        if self.dice.one_in(3) {
            self.late.push(changes.clone());
        }
        changes
    }

    fn id(&mut self, base: u8) -> EnvelopeId {
        samples::id(base + self.dice.below(IDS) as u8)
    }

    fn now(&mut self) -> Receipt {
        self.second += 1;
        samples::receipt(self.second)
    }

    fn keep(&mut self) -> Vec<Change> {
        let id = self.id(10);
        let number = id.as_bytes()[0];
        let act = match self.dice.below(8) {
            0 => Act::Withdraw { held: self.id(10) },
            1 => Act::Replace {
                held: self.id(10),
                envelope: samples::envelope(number),
            },
            _ => Act::Send {
                envelope: samples::envelope(number),
            },
        };
        self.own.insert(id);
        vec![Change::Keep(Waiting {
            submission: Submission { id, act },
            order: self.dice.below(9),
            standing: Standing::Waits,
        })]
    }

    /// The writer's word, or the relay's on something that it will not take.
    fn speak(&mut self, restored: &Restored) -> Vec<Change> {
        let id = match restored.outbox.first() {
            Some(waiting) if !self.dice.one_in(4) => waiting.id(),
            _ => self.id(10),
        };
        if self.dice.one_in(2) {
            return vec![Change::Forget { id }];
        }
        let refusal = Refusal::NotHeld;
        vec![Change::Refuse { id, refusal }]
    }

    /// What the relay answers: confirmations, and a page of the feed.
    fn answer(&mut self, restored: &Restored) -> Vec<Change> {
        let mut settled = Vec::new();
        for waiting in &restored.outbox {
            if self.dice.one_in(2) {
                let receipt = match self.fates.get(&waiting.id()) {
                    Some(receipt) => *receipt,
                    None => self.accept(waiting),
                };
                settled.push(Change::Settle {
                    id: waiting.id(),
                    sequence: None,
                    receipt,
                });
            }
        }
        for _ in 0..self.dice.below(4) {
            self.happen();
        }
        let here = restored.place.filter(|place| place.epoch == self.epoch());
        let cursor = here.map_or(0, |place| place.cursor);
        let page = 1 + self.dice.below(6) as usize;
        let items: Vec<FeedItem> = self
            .feed
            .iter()
            .filter(|item| item.sequence > cursor)
            .take(page)
            .cloned()
            .collect();
        let place = Place {
            epoch: self.epoch(),
            cursor: items.last().map_or(cursor, |item| item.sequence),
            lacks_own: self.dice.one_in(3),
        };
        core::iter::once(Change::Advance(place))
            .chain(settled)
            .chain(items.into_iter().map(Change::Receive))
            .collect()
    }

    fn epoch(&self) -> Epoch {
        Epoch::from_bytes([self.epoch; 16])
    }

    fn accept(&mut self, waiting: &Waiting) -> Receipt {
        let id = waiting.id();
        let mut receipt = self.now();
        let carries = waiting.submission.act.envelope().is_some();
        if carries && self.dice.one_in(2) {
            receipt.release = held(self.second);
        }
        self.fates.insert(id, receipt);
        if carries {
            self.tell(Event::Yours { id, receipt });
        }
        if let Some(held) = waiting.submission.act.takes_back()
            && self.is_held(held)
        {
            self.withdraw(held);
        }
        receipt
    }

    fn is_held(&self, id: EnvelopeId) -> bool {
        let fate = self.fates.get(&id);
        fate.is_some_and(|receipt| receipt.release.left().is_none()) && !self.gone.contains(&id)
    }

    fn withdraw(&mut self, id: EnvelopeId) {
        self.gone.insert(id);
        self.tell(Event::Withdrawn { id });
    }

    /// Something happens at the relay without this device.
    fn happen(&mut self) {
        let new = self.id(30);
        if !self.fates.contains_key(&new) {
            let mut receipt = self.now();
            // From another device of this account, a reply may be held.
            if self.dice.one_in(3) {
                receipt.release = held(self.second);
            }
            self.fates.insert(new, receipt);
            let envelope = samples::envelope(new.as_bytes()[0]);
            return self.tell(Event::Arrived { envelope, receipt });
        }
        let waits: Vec<EnvelopeId> = self.fates.keys().copied().collect();
        let Some(id) = waits.into_iter().find(|id| self.is_held(*id)) else {
            return;
        };
        if self.dice.one_in(5) {
            return self.withdraw(id);
        }
        self.second += 1;
        let release = if self.dice.one_in(3) {
            held(self.second)
        } else {
            samples::receipt(self.second).release
        };
        if let Some(receipt) = self.fates.get_mut(&id) {
            receipt.release = release;
        }
        self.tell(Event::Moved { id, release });
    }

    fn tell(&mut self, event: Event) {
        let sequence = self.feed.len() as u64 + 1;
        self.feed.push(FeedItem { sequence, event });
    }

    /// The relay's database is restored: it begins anew with a part of what it
    /// had, and the rest is offered again by those who wrote it.
    fn new_life(&mut self) {
        self.epoch += 1;
        self.feed.clear();
        self.gone.clear();
        let before = core::mem::take(&mut self.fates);
        for (id, receipt) in before {
            if self.own.contains(&id) {
                if self.dice.one_in(2) {
                    self.fates.insert(id, receipt);
                    self.tell(Event::Yours { id, receipt });
                }
                continue;
            }
            let receipt = match self.dice.below(3) {
                0 => receipt,
                1 => self.now(),
                _ => Receipt {
                    release: held(self.second),
                    ..receipt
                },
            };
            self.fates.insert(id, receipt);
            let envelope = samples::envelope(id.as_bytes()[0]);
            self.tell(Event::Arrived { envelope, receipt });
        }
    }
}

fn held(second: i64) -> Release {
    let until = samples::receipt(second + 100).release.left();
    until.map_or(
        Release::Waits(holdfast_protocol::HoldReason::TheyWroteSince),
        Release::HeldUntil,
    )
}
