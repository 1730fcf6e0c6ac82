//! The engine's changes, in one transaction.

use super::{
    Body, MailRecord, PLACE, Shelf,
    connection::{Connection, delete, get, put},
};
use holdfast_protocol::{
    Envelope, EnvelopeId, Event, FeedItem, Receipt, decode, encode, sort_by_key,
};
use holdfast_sync::{Change, Place, Standing, StoreTrouble, Waiting, offer_again};
use indexed_db_futures::{
    error::Error, object_store::ObjectStore, prelude::*, transaction::Transaction,
    typed_array::Uint8Array,
};
use serde_bytes::ByteBuf;

/// Stores all `changes` in their order, or none.
pub async fn apply(connection: &Connection, changes: &[Change]) -> Result<(), StoreTrouble> {
    connection
        .write(async |transaction| {
            let shelves = Shelves::of(transaction)?;
            for change in changes {
                shelves.apply(change).await?;
            }
            Ok(())
        })
        .await
}

struct Shelves<'a> {
    place: ObjectStore<'a>,
    outbox: ObjectStore<'a>,
    mail: ObjectStore<'a>,
    events: ObjectStore<'a>,
}

impl<'a> Shelves<'a> {
    fn of(transaction: &'a Transaction<'_>) -> Result<Self, Error> {
        Ok(Self {
            place: transaction.object_store(Shelf::Place.name())?,
            outbox: transaction.object_store(Shelf::Outbox.name())?,
            mail: transaction.object_store(Shelf::Mail.name())?,
            events: transaction.object_store(Shelf::Events.name())?,
        })
    }

    async fn apply(&self, change: &Change) -> Result<(), Error> {
        match change {
            Change::Keep(waiting) => self.keep(waiting).await,
            Change::Settle {
                id,
                sequence,
                receipt,
            } => self.settle(*id, *sequence, *receipt).await,
            Change::Refuse { id, refusal } => match self.waiting(*id).await? {
                None => Ok(()),
                Some(waiting) => self.put_waiting(&Waiting {
                    standing: Standing::NeedsYou(refusal.clone()),
                    ..waiting
                }),
            },
            Change::Forget { id } => delete(&self.outbox, &id.to_string()),
            Change::Receive(item) => self.receive(item).await,
            Change::Advance(place) => self.advance(place).await,
            Change::OfferAgain => self.offer_again().await,
        }
    }

    async fn keep(&self, waiting: &Waiting) -> Result<(), Error> {
        let settled = self.record(waiting.id()).await?.is_some();
        if settled && self.waiting(waiting.id()).await?.is_none() {
            return Ok(());
        }
        self.put_waiting(waiting)
    }

    async fn settle(
        &self,
        id: EnvelopeId,
        sequence: Option<u64>,
        receipt: Receipt,
    ) -> Result<(), Error> {
        let known = self.record(id).await?;
        let record = match (self.waiting(id).await?, known) {
            (Some(_), Some(known)) => known.renewed(receipt, sequence),
            (Some(waiting), None) => MailRecord {
                id,
                body: Body::Sent {
                    nth: self.next_nth().await?,
                    submission: waiting.submission,
                },
                receipt,
                sequence,
                gone: false,
            },
            // Moved before: the feed may have changed its fate since.
            (None, Some(known)) => MailRecord {
                sequence: known.sequence.or(sequence),
                ..known
            },
            (None, None) => return Ok(()),
        };
        delete(&self.outbox, &id.to_string())?;
        self.put_record(&record)
    }

    async fn receive(&self, item: &FeedItem) -> Result<(), Error> {
        let sequence = Some(item.sequence);
        match &item.event {
            Event::Arrived { envelope, receipt } => {
                // What is no envelope can never be shown; it is let pass so
                // that it does not block what comes after it.
                let Ok(opened) = Envelope::from_bytes(envelope) else {
                    return Ok(());
                };
                let id = opened.header.id;
                let record = match self.record(id).await? {
                    Some(known) => known.renewed(*receipt, sequence),
                    None => MailRecord {
                        id,
                        body: Body::Received(ByteBuf::from(envelope.to_vec())),
                        receipt: *receipt,
                        sequence,
                        gone: false,
                    },
                };
                self.put_record(&record)
            }
            Event::Yours { id, receipt } => match self.record(*id).await? {
                None => Ok(()),
                Some(known) => self.put_record(&known.renewed(*receipt, sequence)),
            },
            Event::Moved { id, release } => match self.record(*id).await? {
                None => Ok(()),
                Some(mut record) => {
                    record.receipt.release = *release;
                    self.put_record(&record)
                }
            },
            Event::Withdrawn { id } => match self.record(*id).await? {
                None => Ok(()),
                Some(mut record) => {
                    record.gone = true;
                    self.put_record(&record)
                }
            },
            Event::Joined { conversation, .. } => put(
                &self.events,
                &format!("joined/{conversation}"),
                &encode(&item.event),
            ),
            Event::Agreed {
                conversation,
                accepted,
                ..
            } => put(
                &self.events,
                &format!("agreed/{conversation}/{}", accepted.timestamp_millis()),
                &encode(&item.event),
            ),
        }
    }

    async fn advance(&self, place: &Place) -> Result<(), Error> {
        let old: Option<Place> = read(&self.place, PLACE).await?;
        match old {
            Some(old) if old.epoch == place.epoch && place.cursor < old.cursor => Ok(()),
            _ => put(&self.place, PLACE, &encode(place)),
        }
    }

    async fn offer_again(&self) -> Result<(), Error> {
        let mut sent: Vec<_> = self
            .all::<MailRecord>(&self.mail)
            .await?
            .into_iter()
            .filter_map(|record| match record.body {
                Body::Sent { nth, submission } => Some((nth, submission)),
                Body::Received(_) => None,
            })
            .collect();
        sort_by_key(&mut sent, |(nth, _)| *nth);
        let mut waiting: Vec<Waiting> = self.all(&self.outbox).await?;
        sort_by_key(&mut waiting, |waiting| (waiting.order, waiting.id()));
        let again: Vec<_> = offer_again(sent.iter().map(|(_, submission)| submission))
            .into_iter()
            .map(|submission| (submission.clone(), Standing::Waits))
            .collect();
        let rest = waiting
            .into_iter()
            .filter(|one| again.iter().all(|(other, _)| other.id != one.id()))
            .map(|one| (one.submission, one.standing))
            .collect::<Vec<_>>();
        for (order, (submission, standing)) in (1..).zip(again.into_iter().chain(rest)) {
            self.put_waiting(&Waiting {
                submission,
                order,
                standing,
            })?;
        }
        Ok(())
    }

    async fn next_nth(&self) -> Result<u64, Error> {
        let last: Option<u64> = read(&self.place, "sent").await?;
        let next = last.unwrap_or(0).saturating_add(1);
        put(&self.place, "sent", &encode(&next))?;
        Ok(next)
    }

    async fn record(&self, id: EnvelopeId) -> Result<Option<MailRecord>, Error> {
        read(&self.mail, &id.to_string()).await
    }

    fn put_record(&self, record: &MailRecord) -> Result<(), Error> {
        put(&self.mail, &record.id.to_string(), &encode(record))
    }

    async fn waiting(&self, id: EnvelopeId) -> Result<Option<Waiting>, Error> {
        read(&self.outbox, &id.to_string()).await
    }

    fn put_waiting(&self, waiting: &Waiting) -> Result<(), Error> {
        put(&self.outbox, &waiting.id().to_string(), &encode(waiting))
    }

    async fn all<T: serde::de::DeserializeOwned>(
        &self,
        store: &ObjectStore<'_>,
    ) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        for bytes in store.get_all::<Uint8Array>().build()?.await? {
            let bytes: Vec<u8> = bytes?.into();
            all.extend(decode(&bytes, "a record").ok());
        }
        Ok(all)
    }
}

/// One record; a damaged one counts as missing, so that it can be had again.
async fn read<T: serde::de::DeserializeOwned>(
    store: &ObjectStore<'_>,
    key: &str,
) -> Result<Option<T>, Error> {
    let bytes = get(store, key).await?;
    Ok(bytes.and_then(|bytes| decode(&bytes, "a record").ok()))
}

impl MailRecord {
    fn renewed(self, receipt: Receipt, sequence: Option<u64>) -> Self {
        Self {
            receipt,
            sequence: sequence.or(self.sequence),
            ..self
        }
    }
}
