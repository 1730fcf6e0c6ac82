//! What is written once the changes are planned.

use super::address;
use crate::platform::{
    idb::{
        LIVES, PLACE, SENT, Shelf,
        asking::{Ask, Write, ask, binary, text},
        outbox,
        plan::Desk,
        record::{Record, Spot},
    },
    random::BrowserRandom,
};
use holdfast_protocol::encode;
use holdfast_seal::LocalKey;
use indexed_db_futures::{error::Error, transaction::Transaction};
use serde::Serialize;

/// Promises stay beside their letters, where those have moved.
pub(super) async fn move_promises(
    transaction: &Transaction<'_>,
    desk: &Desk,
) -> Result<Vec<Write>, Error> {
    let mut moves = Vec::new();
    for filed in desk.filed.values().filter(|filed| filed.changed) {
        let now = filed.record.as_ref().map(Record::spot);
        if let (Some(Spot::Thread(from, old)), Some(Spot::Thread(to, new))) = (filed.lies, now)
            && (from, old) != (to, new)
        {
            moves.push((old.key(from), new.key(to)));
        }
    }
    if moves.is_empty() {
        return Ok(Vec::new());
    }
    let asks: Vec<Ask> = moves
        .iter()
        .map(|(old, _)| Ask::One(Shelf::Promises, binary(old)))
        .collect();
    let found = ask(transaction, &asks).await?;
    let mut writes = Vec::new();
    for ((old, new), found) in moves.iter().zip(found) {
        if let Some(value) = found.one() {
            writes.push(Write::Put(Shelf::Promises, binary(new), value));
            writes.push(Write::Delete(Shelf::Promises, binary(old)));
        }
    }
    Ok(writes)
}

pub(super) fn writes(desk: &Desk, keys: &LocalKey, lives_changed: bool) -> Vec<Write> {
    let mut writes = Vec::new();
    let mut note = |key, value| writes.push(Write::Put(Shelf::Place, text(key), value));
    if let Some(place) = desk.place.filter(|_| desk.place != desk.start) {
        note(PLACE, encode(&place));
    }
    if !desk.sent_changed.is_empty() {
        note(SENT, encode(&desk.count));
    }
    if lives_changed {
        note(LIVES, encode(&desk.lives));
    }
    for id in &desk.outbox_changed {
        let key = text(&id.to_string());
        writes.push(match desk.outbox.get(id) {
            Some(waiting) => Write::Put(Shelf::Outbox, key, outbox::bytes(waiting)),
            None => Write::Delete(Shelf::Outbox, key),
        });
    }
    for id in &desk.sent_changed {
        if let Some(sent) = desk.sent.get(id) {
            let value = seal(keys, sent);
            writes.push(Write::Put(Shelf::Sent, text(&id.to_string()), value));
        }
    }
    for filed in desk.filed.values().filter(|filed| filed.changed) {
        let now = filed.record.as_ref().map(Record::spot);
        if let Some(lies) = filed.lies.filter(|lies| now != Some(*lies)) {
            let (shelf, key) = address(&lies);
            writes.push(Write::Delete(shelf, key));
        }
        if let Some(record) = &filed.record {
            writes.push(put_record(keys, record));
        }
    }
    for (key, event) in &desk.events {
        writes.push(Write::Put(Shelf::Standing, text(key), seal(keys, event)));
    }
    writes
}

/// A record, sealed and in its place.
pub fn put_record(keys: &LocalKey, record: &Record) -> Write {
    let (shelf, key) = address(&record.spot());
    Write::Put(shelf, key, seal(keys, record))
}

/// Seals for the account's own devices.
pub fn seal<T: Serialize>(keys: &LocalKey, value: &T) -> Vec<u8> {
    keys.seal(&encode(value), &mut BrowserRandom)
}
