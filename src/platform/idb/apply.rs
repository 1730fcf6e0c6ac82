//! The engine's changes, in one transaction: read what they touch, plan, write.

use super::{
    MailRecord, PLACE, SENT, Shelf,
    connection::{Connection, delete, put, request},
    plan::{Desk, Write, touched},
};
use holdfast_protocol::{EnvelopeId, decode, encode};
use holdfast_sync::{Change, StoreTrouble, Waiting};
use indexed_db_futures::{
    error::Error, object_store::ObjectStore, prelude::*, transaction::Transaction,
    typed_array::Uint8Array,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Stores all `changes` in their order, or none.
pub async fn apply(connection: &Connection, changes: &[Change]) -> Result<(), StoreTrouble> {
    connection
        .write(async |transaction| {
            let mut desk = read(transaction, changes).await?;
            for change in changes {
                desk.apply(change);
            }
            desk.writes()
                .iter()
                .try_for_each(|write| carry_out(transaction, write))
        })
        .await
}

async fn read(transaction: &Transaction<'_>, changes: &[Change]) -> Result<Desk, Error> {
    let place = transaction.object_store(Shelf::Place.name())?;
    let outbox = transaction.object_store(Shelf::Outbox.name())?;
    let mail = transaction.object_store(Shelf::Mail.name())?;
    let known = [PLACE.to_owned(), SENT.to_owned()];
    let mut known = some(&place, &known).await?.into_iter();
    let place = known.next().flatten();
    let place = place.and_then(|bytes| readable(&bytes));
    let sent = known.next().flatten();
    let (outbox, mail) = match touched(changes, place.as_ref()) {
        Some(ids) => {
            let keys: Vec<String> = ids.iter().map(EnvelopeId::to_string).collect();
            (some(&outbox, &keys).await?, some(&mail, &keys).await?)
        }
        None => (every(&outbox).await?, every(&mail).await?),
    };
    Ok(Desk::new(
        place,
        sent.and_then(|bytes| readable(&bytes)).unwrap_or(0),
        readables(outbox, Waiting::id),
        readables(mail, |record: &MailRecord| record.id),
    ))
}

fn carry_out(transaction: &Transaction<'_>, write: &Write<'_>) -> Result<(), Error> {
    let store = |shelf: Shelf| transaction.object_store(shelf.name());
    match write {
        Write::Place(place) => put(&store(Shelf::Place)?, PLACE, &encode(place)),
        Write::Sent(sent) => put(&store(Shelf::Place)?, SENT, &encode(sent)),
        Write::Waiting(waiting) => put(
            &store(Shelf::Outbox)?,
            &waiting.id().to_string(),
            &encode(waiting),
        ),
        Write::NotWaiting(id) => delete(&store(Shelf::Outbox)?, &id.to_string()),
        Write::Mail(record) => put(
            &store(Shelf::Mail)?,
            &record.id.to_string(),
            &encode(record),
        ),
        Write::Event(key, event) => put(&store(Shelf::Events)?, key, &encode(event)),
    }
}

/// The values of these keys: asked for all at once, then awaited.
async fn some(store: &ObjectStore<'_>, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, Error> {
    let mut asked = Vec::with_capacity(keys.len());
    for key in keys {
        asked.push(request(store, key)?);
    }
    let mut values = Vec::with_capacity(asked.len());
    for one in asked {
        values.push(one.await?.map(Into::into));
    }
    Ok(values)
}

async fn every(store: &ObjectStore<'_>) -> Result<Vec<Option<Vec<u8>>>, Error> {
    let values = store.get_all::<Uint8Array>().build()?.await?;
    values
        .map(|bytes| bytes.map(|bytes| Some(bytes.into())))
        .collect()
}

/// A damaged record counts as missing, so that it can be had again.
fn readable<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    decode(bytes, "a record").ok()
}

fn readables<T: DeserializeOwned>(
    values: Vec<Option<Vec<u8>>>,
    id: impl Fn(&T) -> EnvelopeId,
) -> BTreeMap<EnvelopeId, T> {
    let mut records = BTreeMap::new();
    for record in values.iter().flatten().filter_map(|bytes| readable(bytes)) {
        records.insert(id(&record), record);
    }
    records
}
