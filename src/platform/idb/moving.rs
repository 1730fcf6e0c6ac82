//! What version 1 of the database held, moved to version 2's shelves.
//!
//! The outbox first, in one transaction, before anything else is read. The
//! mail with the account's keys, a slice and a transaction at a time: whoever
//! is interrupted finds the rest where it was, and nothing twice.

use super::{
    BrowserStore, Keys, LIVES, PLACE, Shelf,
    apply::{put_record, readable, seal},
    asking::{Ask, Found, Write, ask, binary, every, text, write},
    connection::Connection,
    mail::{Body, MailRecord},
    outbox,
    record::{Record, Sent, Spot, header, sealed},
};
use crate::platform::clock::breathe;
use holdfast_protocol::{Event, encode};
use holdfast_rhythm::Promise;
use holdfast_sync::StoreTrouble;
use indexed_db_futures::{error::Error, transaction::Transaction};

/// Records of the mail in one slice.
const SLICE: u32 = 200;

/// Under this key of `place` lies which version wrote the outbox.
const OUTBOX: &str = "outbox";

/// What a slice touches.
const SHELVES: [Shelf; 9] = [
    Shelf::Mail,
    Shelf::Events,
    Shelf::Notes,
    Shelf::Place,
    Shelf::Thread,
    Shelf::Held,
    Shelf::Standing,
    Shelf::Sent,
    Shelf::Promises,
];

/// Rewrites version 1's outbox, where that is owed still.
pub async fn move_outbox(connection: &Connection) -> Result<(), StoreTrouble> {
    if !connection.get().await?.object_store_names().any(is_mail) {
        return Ok(());
    }
    let shelves = [Shelf::Place, Shelf::Outbox];
    connection
        .write(&shelves, true, async |transaction| {
            let asks = [
                Ask::One(Shelf::Place, text(OUTBOX)),
                Ask::Keys(Shelf::Outbox, every(), 0),
                Ask::Values(Shelf::Outbox, every(), 0),
            ];
            let mut found = ask(transaction, &asks).await?.into_iter();
            if found.next().and_then(Found::one).is_some() {
                return Ok(());
            }
            let keys = found.next().map(Found::keys).unwrap_or_default();
            let values = found.next().map(Found::values).unwrap_or_default();
            let mut writes = vec![
                Write::Put(Shelf::Place, text(OUTBOX), vec![2]),
                // Version 1 may have seen the feed begin anew.
                Write::Put(Shelf::Place, text(LIVES), encode(&1_u64)),
            ];
            for (key, value) in keys.into_iter().zip(values) {
                writes.push(Write::Put(Shelf::Outbox, key, outbox::renewed(&value)));
            }
            write(transaction, &writes)
        })
        .await
}

/// Moves version 1's mail, where that is owed still.
pub async fn move_mail(store: &BrowserStore) -> Result<(), StoreTrouble> {
    if !store
        .connection
        .get()
        .await?
        .object_store_names()
        .any(is_mail)
    {
        return Ok(());
    }
    let keys = store.keys.as_ref().ok_or(StoreTrouble::Damaged)?;
    loop {
        let moved = store
            .connection
            .write(&SHELVES, true, async |transaction| {
                move_slice(transaction, keys).await
            })
            .await?;
        if moved == 0 {
            return Ok(());
        }
        breathe().await;
    }
}

fn is_mail(name: String) -> bool {
    name == Shelf::Mail.name()
}

/// Moves one slice; says how many records that were.
async fn move_slice(transaction: &Transaction<'_>, keys: &Keys) -> Result<usize, Error> {
    let asks = [
        Ask::Keys(Shelf::Mail, every(), SLICE),
        Ask::Values(Shelf::Mail, every(), SLICE),
        Ask::Keys(Shelf::Events, every(), SLICE),
        Ask::Values(Shelf::Events, every(), SLICE),
        Ask::One(Shelf::Place, text(LIVES)),
    ];
    let mut found = ask(transaction, &asks).await?.into_iter();
    let mut many = || found.next().unwrap_or(Found::Many(Vec::new()));
    let (mail, mail_values) = (many().keys(), many().values());
    let (events, event_values) = (many().keys(), many().values());
    let lives: u64 = many().one().as_deref().and_then(readable).unwrap_or(0);
    let names: Vec<Ask> = mail
        .iter()
        .map(|key| {
            let id = key.as_string().unwrap_or_default();
            Ask::One(Shelf::Notes, text(&format!("promise/{id}")))
        })
        .collect();
    let promises = ask(transaction, &names).await?;
    let moved = mail.len() + events.len();
    let mut writes = Vec::new();
    let mut damaged = false;
    for ((key, value), promise) in mail.into_iter().zip(mail_values).zip(promises) {
        match readable::<MailRecord>(&value) {
            Some(record) => {
                let promise = promise.one();
                let promise =
                    promise.and_then(|note| readable::<Promise>(&keys.notes.open(&note).ok()?));
                move_record(keys, record, promise, &mut writes);
            }
            None => damaged = true,
        }
        writes.push(Write::Delete(Shelf::Mail, key));
    }
    for (key, value) in events.into_iter().zip(event_values) {
        match readable::<Event>(&value) {
            Some(event) => {
                let value = seal(&keys.mail, &event);
                writes.push(Write::Put(Shelf::Standing, key.clone(), value));
            }
            None => damaged = true,
        }
        writes.push(Write::Delete(Shelf::Events, key));
    }
    if damaged {
        writes.extend(feed_anew(lives));
    }
    write(transaction, &writes)?;
    Ok(moved)
}

fn move_record(keys: &Keys, record: MailRecord, promise: Option<Promise>, writes: &mut Vec<Write>) {
    let MailRecord {
        id, body, receipt, ..
    } = record;
    let name = id.to_string();
    let envelope: Option<Record> = match body {
        Body::Sent { nth, submission } => {
            let sent = Sent {
                nth,
                receipt,
                submission,
            };
            let value = seal(&keys.mail, &sent);
            writes.push(Write::Put(Shelf::Sent, text(&name), value));
            sent.record()
        }
        Body::Received(bytes) => header(&bytes).map(|header| sealed(header, &bytes, receipt)),
    };
    let Some(envelope) = envelope.filter(|_| !record.gone) else {
        return;
    };
    writes.push(put_record(&keys.mail, &envelope));
    if let (Spot::Thread(conversation, place), Some(promise)) = (envelope.spot(), promise) {
        let key = binary(&place.key(conversation));
        let value = seal(&keys.mail, &(id, promise));
        writes.push(Write::Put(Shelf::Promises, key, value));
        writes.push(Write::Delete(
            Shelf::Notes,
            text(&format!("promise/{name}")),
        ));
    }
}

/// The feed is fetched from its beginning, and what is here already is known
/// by its id.
pub fn feed_anew(lives: u64) -> [Write; 2] {
    [
        Write::Delete(Shelf::Place, text(PLACE)),
        Write::Put(Shelf::Place, text(LIVES), encode(&lives.saturating_add(1))),
    ]
}
