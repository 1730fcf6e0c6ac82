//! What the engine's changes make of the records they touch; no I/O.
//!
//! Nothing here knows every id. In one life of the relay's database the feed
//! brings each envelope once, so what lies past the stored cursor is new. Only
//! after the feed has begun anew are all ids looked up ([`Needs::feed`]).

mod needs;

pub use needs::{Needs, is_small};

use super::record::{KeptBody, Record, Sent, Spot, header, sealed};
use holdfast_protocol::{
    AccountId, Content, Envelope, EnvelopeId, Event, FeedItem, Receipt, Release, SortedMap,
    SortedSet, Submission, sort_by_key,
};
use holdfast_sync::{Change, Place, Standing, Waiting, offer_again};

/// How envelopes read that the app has opened before they are stored.
pub type LaidOpen = SortedMap<EnvelopeId, (AccountId, Content)>;

/// Where every envelope lies, as of one instant.
pub type Known = SortedMap<EnvelopeId, Spot>;

/// The records that the changes touch, and what becomes of them.
#[derive(Default)]
pub struct Desk {
    /// Where the device stands.
    pub place: Option<Place>,
    /// How often the feed has begun anew.
    pub lives: u64,
    /// How much was ever sent from here.
    pub count: u64,
    /// Of the outbox.
    pub outbox: SortedMap<EnvelopeId, Waiting>,
    /// Of what was sent.
    pub sent: SortedMap<EnvelopeId, Sent>,
    /// The envelopes that are stored already.
    pub filed: SortedMap<EnvelopeId, Filed>,
    /// Events, under their keys.
    pub events: Vec<(String, Event)>,
    /// Which records of the outbox have changed.
    pub outbox_changed: SortedSet<EnvelopeId>,
    /// Which records of what was sent have changed.
    pub sent_changed: SortedSet<EnvelopeId>,
    /// Where the device stood before.
    pub start: Option<Place>,
}

/// An envelope, as it is stored and as it is to be.
#[derive(Default)]
pub struct Filed {
    /// Where it lies; none for a new one.
    pub lies: Option<Spot>,
    /// What it is to be; none where that was not read, or it is to go.
    pub record: Option<Record>,
    /// Whether it has changed.
    pub changed: bool,
}

impl Desk {
    /// Applies one change; the rules are [`holdfast_sync::Store::apply`]'s.
    pub fn apply(&mut self, change: &Change, known: &Known, open: &LaidOpen) {
        match change {
            Change::Keep(waiting) => {
                let id = waiting.id();
                if !self.sent.contains_key(&id) || self.outbox.contains_key(&id) {
                    self.put_waiting(waiting.clone());
                }
            }
            Change::Settle { id, receipt, .. } => self.settle(*id, *receipt, known, open),
            Change::Refuse { id, refusal } => {
                if let Some(waiting) = self.outbox.get_mut(id) {
                    waiting.standing = Standing::NeedsYou(refusal.clone());
                    self.outbox_changed.insert(*id);
                }
            }
            Change::Forget { id } => {
                // Sent in an earlier life of the relay, and given up in this one.
                if self.take_waiting(*id).is_some() && self.sent.contains_key(id) {
                    self.take_back(*id, known);
                }
            }
            Change::Receive(item) => {
                if self.is_new(item) {
                    self.receive(&item.event, known, open);
                }
            }
            Change::Advance(place) => self.advance(*place),
        }
    }

    /// Whether an item of the feed lies past what was stored before.
    fn is_new(&self, item: &FeedItem) -> bool {
        match (&self.place, &self.start) {
            (Some(now), Some(start)) if now.epoch == start.epoch => item.sequence > start.cursor,
            _ => true,
        }
    }

    fn advance(&mut self, place: Place) {
        let back = |old: &Place| old.epoch == place.epoch && place.cursor < old.cursor;
        if !self.place.as_ref().is_some_and(back) {
            let old = self.place.replace(place);
            if old.is_some_and(|old| old.epoch != place.epoch) {
                self.lives = self.lives.saturating_add(1);
                self.offer_again();
            }
        }
    }

    fn settle(&mut self, id: EnvelopeId, receipt: Receipt, known: &Known, open: &LaidOpen) {
        // Moved before: the feed may have changed its fate since.
        let Some(waiting) = self.take_waiting(id) else {
            return;
        };
        if let Some(sent) = self.sent.get_mut(&id) {
            sent.receipt = receipt;
        } else {
            self.count = self.count.saturating_add(1);
            let sent = Sent {
                nth: self.count,
                receipt,
                submission: waiting.submission,
            };
            self.sent.insert(id, sent);
        }
        self.sent_changed.insert(id);
        if let Some(record) = self.sent.get(&id).and_then(Sent::record) {
            self.file(record, known, open);
        }
    }

    fn receive(&mut self, event: &Event, known: &Known, open: &LaidOpen) {
        match event {
            Event::Arrived { envelope, receipt } => {
                // What is no envelope can never be shown; it is let pass so
                // that it does not block what comes after it.
                if let Some(header) = header(envelope) {
                    self.note_receipt(header.id, |own| *own = *receipt);
                    self.file(sealed(header, envelope, *receipt), known, open);
                }
            }
            Event::Yours { id, receipt } => self.renew(*id, |own| *own = *receipt, known),
            Event::Moved { id, release } => {
                let release: Release = *release;
                self.renew(*id, |own| own.release = release, known);
            }
            Event::Withdrawn { id } => self.take_back(*id, known),
            Event::Joined { conversation, .. } => {
                let key = format!("joined/{conversation}");
                self.events.push((key, event.clone()));
            }
            Event::Agreed {
                conversation,
                accepted,
                ..
            } => {
                let key = format!("agreed/{conversation}/{}", accepted.timestamp_millis());
                self.events.push((key, event.clone()));
            }
            Event::Alarm(news) => {
                let key = format!("alarm/{}/{}", news.letter, news.at.timestamp_millis());
                self.events.push((key, event.clone()));
            }
        }
    }

    /// It is shown no more, and never offered again.
    fn take_back(&mut self, id: EnvelopeId, known: &Known) {
        let filed = self.filed(id, known);
        filed.record = None;
        filed.changed = filed.lies.is_some();
        if let Some(sent) = self.sent.get_mut(&id) {
            sent.nth = Sent::NEVER_AGAIN;
            self.sent_changed.insert(id);
            self.take_waiting(id);
        }
    }

    /// Notes the fate of what was sent from here; says whether it was.
    fn note_receipt(&mut self, id: EnvelopeId, change: impl Fn(&mut Receipt)) -> bool {
        let Some(sent) = self.sent.get_mut(&id) else {
            return false;
        };
        let before = sent.receipt;
        change(&mut sent.receipt);
        if before != sent.receipt {
            self.sent_changed.insert(id);
        }
        true
    }

    /// Changes the fate of what is stored already.
    fn renew(&mut self, id: EnvelopeId, change: impl Fn(&mut Receipt), known: &Known) {
        self.note_receipt(id, &change);
        let own = self.sent.get(&id).and_then(Sent::record);
        let filed = self.filed(id, known);
        if let Some(record) = &mut filed.record {
            let before = record.receipt;
            change(&mut record.receipt);
            filed.changed |= before != record.receipt;
        } else if let Some(own) = own {
            // Not stored, or not readable any more: the submission has it.
            filed.record = Some(own);
            filed.changed = true;
        }
    }

    /// Stores an envelope in the place of the one with its id.
    fn file(&mut self, mut record: Record, known: &Known, open: &LaidOpen) {
        let filed = self.filed(record.id, known);
        let before = filed.record.take().map(|before| before.body);
        match (open.get(&record.id), before) {
            (Some((from, content)), _) => {
                record.body = KeptBody::Opened {
                    from: *from,
                    content: content.clone(),
                };
            }
            (None, Some(body @ KeptBody::Opened { .. })) => record.body = body,
            (None, _) => {}
        }
        filed.record = Some(record);
        filed.changed = true;
    }

    fn filed(&mut self, id: EnvelopeId, known: &Known) -> &mut Filed {
        self.filed.insert_new(id, || Filed {
            lies: known.get(&id).copied(),
            ..Filed::default()
        })
    }

    fn offer_again(&mut self) {
        let mut sent: Vec<(u64, &Submission)> = self
            .sent
            .values()
            .map(|sent| (sent.nth, &sent.submission))
            .collect();
        sort_by_key(&mut sent, |(nth, _)| *nth);
        let is_gone = |id| {
            let sent = self.sent.get(&id);
            sent.is_some_and(|sent| sent.nth == Sent::NEVER_AGAIN)
        };
        let sent = sent.iter().map(|(_, submission)| *submission);
        let again: Vec<Submission> = offer_again(sent, is_gone).into_iter().cloned().collect();
        let mut offered = SortedSet::new();
        offered.extend(again.iter().map(|submission| submission.id));
        let mut rest: Vec<Waiting> = core::mem::take(&mut self.outbox)
            .into_values()
            .filter(|waiting| !offered.contains(&waiting.id()))
            .collect();
        sort_by_key(&mut rest, |waiting| (waiting.order, waiting.id()));
        let again = again
            .into_iter()
            .map(|submission| (submission, Standing::Waits));
        let rest = rest
            .into_iter()
            .map(|waiting| (waiting.submission, waiting.standing));
        for (order, (submission, standing)) in (1..).zip(again.chain(rest)) {
            self.put_waiting(Waiting {
                submission,
                order,
                standing,
            });
        }
    }

    fn put_waiting(&mut self, waiting: Waiting) {
        self.outbox_changed.insert(waiting.id());
        self.outbox.insert(waiting.id(), waiting);
    }

    fn take_waiting(&mut self, id: EnvelopeId) -> Option<Waiting> {
        let waiting = self.outbox.remove(&id);
        if waiting.is_some() {
            self.outbox_changed.insert(id);
        }
        waiting
    }
}

/// The ids that these changes store, whose readings have served.
pub fn stored(changes: &[Change]) -> impl Iterator<Item = EnvelopeId> {
    changes.iter().filter_map(|change| match change {
        Change::Settle { id, .. } => Some(*id),
        Change::Receive(FeedItem {
            event: Event::Arrived { envelope, .. },
            ..
        }) => Envelope::from_bytes(envelope)
            .ok()
            .map(|envelope| envelope.header.id),
        _ => None,
    })
}
