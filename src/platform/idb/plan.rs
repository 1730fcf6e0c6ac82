//! What the engine's changes make of the records they touch; no I/O.

use super::{Body, MailRecord};
use holdfast_protocol::{Envelope, EnvelopeId, Event, FeedItem, Receipt, Submission, sort_by_key};
use holdfast_sync::{Change, Place, Standing, Waiting, offer_again};
use serde_bytes::ByteBuf;
use std::collections::{BTreeMap, BTreeSet};

/// The records that the changes touch, and which of them have changed.
pub struct Desk {
    place: Option<Place>,
    sent: u64,
    outbox: BTreeMap<EnvelopeId, Waiting>,
    mail: BTreeMap<EnvelopeId, MailRecord>,
    events: Vec<(String, Event)>,
    changed: Changed,
}

#[derive(Default)]
struct Changed {
    place: bool,
    sent: bool,
    outbox: BTreeSet<EnvelopeId>,
    mail: BTreeSet<EnvelopeId>,
}

/// One record to write.
pub enum Write<'a> {
    /// Where the device stands.
    Place(Place),
    /// How much was ever sent from here.
    Sent(u64),
    /// Into the outbox.
    Waiting(&'a Waiting),
    /// Out of the outbox.
    NotWaiting(EnvelopeId),
    /// Into the mail.
    Mail(&'a MailRecord),
    /// An event, under its key.
    Event(&'a str, &'a Event),
}

/// The ids of the records that the changes touch; none where it is all.
/// `place` is where the device stands before them.
pub fn touched(changes: &[Change], place: Option<&Place>) -> Option<BTreeSet<EnvelopeId>> {
    let mut ids = BTreeSet::new();
    let mut epoch = place.map(|place| place.epoch);
    for change in changes {
        match change {
            Change::OfferAgain => return None,
            Change::Advance(next) => {
                if epoch
                    .replace(next.epoch)
                    .is_some_and(|old| old != next.epoch)
                {
                    return None;
                }
            }
            Change::Keep(waiting) => {
                ids.insert(waiting.id());
            }
            Change::Settle { id, .. } | Change::Refuse { id, .. } | Change::Forget { id } => {
                ids.insert(*id);
            }
            Change::Receive(item) => ids.extend(envelope_of(&item.event)),
        }
    }
    Some(ids)
}

fn envelope_of(event: &Event) -> Option<EnvelopeId> {
    match event {
        Event::Arrived { envelope, .. } => {
            let envelope = Envelope::from_bytes(envelope).ok()?;
            Some(envelope.header.id)
        }
        Event::Yours { id, .. } | Event::Moved { id, .. } | Event::Withdrawn { id } => Some(*id),
        Event::Joined { .. } | Event::Agreed { .. } => None,
    }
}

impl Desk {
    /// The records as they are stored.
    pub fn new(
        place: Option<Place>,
        sent: u64,
        outbox: BTreeMap<EnvelopeId, Waiting>,
        mail: BTreeMap<EnvelopeId, MailRecord>,
    ) -> Self {
        Self {
            place,
            sent,
            outbox,
            mail,
            events: Vec::new(),
            changed: Changed::default(),
        }
    }

    /// Applies one change; the rules are [`holdfast_sync::Store::apply`]'s.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Keep(waiting) => {
                let id = waiting.id();
                if !self.mail.contains_key(&id) || self.outbox.contains_key(&id) {
                    self.put_waiting(waiting.clone());
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
                    self.changed.outbox.insert(*id);
                }
            }
            Change::Forget { id } => {
                self.take_waiting(*id);
            }
            Change::Receive(item) => self.receive(item),
            Change::Advance(place) => {
                let back = |old: &Place| old.epoch == place.epoch && place.cursor < old.cursor;
                if !self.place.as_ref().is_some_and(back) {
                    let old = self.place.replace(*place);
                    self.changed.place = true;
                    if old.is_some_and(|old| old.epoch != place.epoch) {
                        self.offer_again();
                    }
                }
            }
            Change::OfferAgain => self.offer_again(),
        }
    }

    /// What is to be written now.
    pub fn writes(&self) -> Vec<Write<'_>> {
        let place = self.place.filter(|_| self.changed.place);
        let sent = Some(self.sent).filter(|_| self.changed.sent);
        let outbox = self.changed.outbox.iter().map(|id| {
            self.outbox
                .get(id)
                .map_or(Write::NotWaiting(*id), Write::Waiting)
        });
        let mail = self.changed.mail.iter().filter_map(|id| self.mail.get(id));
        let events = self.events.iter();
        place
            .map(Write::Place)
            .into_iter()
            .chain(sent.map(Write::Sent))
            .chain(outbox)
            .chain(mail.map(Write::Mail))
            .chain(events.map(|(key, event)| Write::Event(key, event)))
            .collect()
    }

    fn settle(&mut self, id: EnvelopeId, sequence: Option<u64>, receipt: Receipt) {
        let waiting = self.take_waiting(id);
        match (waiting, self.mail.get_mut(&id)) {
            (Some(_), Some(known)) => known.renew(receipt, sequence),
            (Some(waiting), None) => {
                self.sent = self.sent.saturating_add(1);
                self.changed.sent = true;
                let body = Body::Sent {
                    nth: self.sent,
                    submission: waiting.submission,
                };
                self.mail
                    .insert(id, MailRecord::new(id, body, receipt, sequence));
            }
            // Moved before: the feed may have changed its fate since.
            (None, Some(known)) => known.sequence = known.sequence.or(sequence),
            (None, None) => return,
        }
        self.changed.mail.insert(id);
    }

    fn receive(&mut self, item: &FeedItem) {
        let sequence = Some(item.sequence);
        let known = envelope_of(&item.event);
        let known = known.map(|id| (id, self.mail.get_mut(&id)));
        match (&item.event, known) {
            (
                Event::Arrived { receipt, .. } | Event::Yours { receipt, .. },
                Some((id, Some(known))),
            ) => {
                known.renew(*receipt, sequence);
                self.changed.mail.insert(id);
            }
            (Event::Arrived { envelope, receipt }, Some((id, None))) => {
                let body = Body::Received(ByteBuf::from(envelope.to_vec()));
                self.mail
                    .insert(id, MailRecord::new(id, body, *receipt, sequence));
                self.changed.mail.insert(id);
            }
            (Event::Moved { release, .. }, Some((id, Some(known)))) => {
                known.receipt.release = *release;
                self.changed.mail.insert(id);
            }
            (Event::Withdrawn { .. }, Some((id, Some(known)))) => {
                known.gone = true;
                self.changed.mail.insert(id);
            }
            (Event::Joined { conversation, .. }, _) => {
                let key = format!("joined/{conversation}");
                self.events.push((key, item.event.clone()));
            }
            (
                Event::Agreed {
                    conversation,
                    accepted,
                    ..
                },
                _,
            ) => {
                let key = format!("agreed/{conversation}/{}", accepted.timestamp_millis());
                self.events.push((key, item.event.clone()));
            }
            // What is no envelope, or not known here, can never be shown; it
            // is let pass so that it does not block what comes after it.
            _ => {}
        }
    }

    fn offer_again(&mut self) {
        let mut sent: Vec<(u64, &Submission)> = self
            .mail
            .values()
            .filter_map(|record| match &record.body {
                Body::Sent { nth, submission } => Some((*nth, submission)),
                Body::Received(_) => None,
            })
            .collect();
        sort_by_key(&mut sent, |(nth, _)| *nth);
        let again: Vec<Submission> = offer_again(sent.iter().map(|(_, submission)| *submission))
            .into_iter()
            .cloned()
            .collect();
        let mut offered = BTreeSet::new();
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
        self.changed.outbox.insert(waiting.id());
        self.outbox.insert(waiting.id(), waiting);
    }

    fn take_waiting(&mut self, id: EnvelopeId) -> Option<Waiting> {
        self.changed.outbox.insert(id);
        self.outbox.remove(&id)
    }
}
