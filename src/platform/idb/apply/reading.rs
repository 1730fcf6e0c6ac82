//! What the changes touch is read.

use super::{address, unsealed};
use crate::platform::idb::{
    Shelf,
    asking::{Ask, Found, ask, bytes_of, every, text},
    outbox,
    plan::{Desk, Filed, Known, Needs},
    record::{Record, Sent, Spot, ThreadPlace},
};
use holdfast_protocol::{EnvelopeId, SortedSet, sort_by_key};
use holdfast_seal::LocalKey;
use indexed_db_futures::{error::Error, transaction::Transaction};

/// How much was sent from here, where the number is not there or is damaged:
/// in another order, what was taken back could be offered again.
pub(super) async fn recount(transaction: &Transaction<'_>, keys: &LocalKey) -> Result<u64, Error> {
    let asks = [Ask::Values(Shelf::Sent, every(), 0)];
    let found = ask(transaction, &asks).await?.pop();
    let sent = found.map(Found::values).unwrap_or_default();
    let places = sent
        .iter()
        .filter_map(|value| unsealed::<Sent>(keys, value));
    Ok(places.map(|sent| sent.nth).max().unwrap_or(0))
}

/// Which of those that may be there are: a device that has just begun has sent
/// little, so that all keys are fewer than all questions.
pub(super) async fn look_up(transaction: &Transaction<'_>, needs: &mut Needs) -> Result<(), Error> {
    let asks = [Shelf::Sent, Shelf::Held].map(|shelf| Ask::Keys(shelf, every(), 0));
    let mut found = ask(transaction, &asks).await?.into_iter();
    let mut ids = || ids_of(&found.next().map(Found::keys).unwrap_or_default());
    let (sent, held) = (ids(), ids());
    needs.found(&sent, &held);
    Ok(())
}

fn ids_of(keys: &[wasm_bindgen::JsValue]) -> Vec<EnvelopeId> {
    keys.iter()
        .filter_map(|key| key.as_string()?.parse().ok())
        .collect()
}

/// Where everything lies that has an id.
pub(super) async fn known(transaction: &Transaction<'_>) -> Result<Known, Error> {
    let asks = [
        Ask::Keys(Shelf::Thread, every(), 0),
        Ask::Keys(Shelf::Held, every(), 0),
    ];
    let mut found = ask(transaction, &asks).await?.into_iter();
    let mut all = Vec::new();
    for key in found.next().map(Found::keys).unwrap_or_default() {
        if let Some((conversation, place)) = ThreadPlace::from_key(&bytes_of(&key)) {
            all.push((place.id, Spot::Thread(conversation, place)));
        }
    }
    for id in ids_of(&found.next().map(Found::keys).unwrap_or_default()) {
        all.push((id, Spot::Held(id)));
    }
    // Each then comes last, and nothing has to make room.
    sort_by_key(&mut all, |(id, _)| *id);
    let mut known = Known::new();
    known.extend(all);
    Ok(known)
}

/// Reads what the changes need of the outbox, of what was sent and is held.
pub(super) async fn read(
    transaction: &Transaction<'_>,
    keys: &LocalKey,
    needs: &Needs,
    desk: &mut Desk,
) -> Result<(), Error> {
    let one = |shelf, id: &EnvelopeId| Ask::One(shelf, text(&id.to_string()));
    let mut asks = Vec::new();
    if needs.again {
        asks.push(Ask::Values(Shelf::Outbox, every(), 0));
        asks.push(Ask::Values(Shelf::Sent, every(), 0));
    } else {
        asks.extend(needs.outbox.iter().map(|id| one(Shelf::Outbox, id)));
        asks.extend(needs.sent.iter().map(|id| one(Shelf::Sent, id)));
    }
    let held = asks.len();
    asks.extend(needs.held.iter().map(|id| one(Shelf::Held, id)));
    // Where an own check-in lies, its submission does not tell.
    asks.extend(needs.held.iter().map(|id| one(Shelf::Standing, id)));
    let mut found = ask(transaction, &asks).await?;
    for value in found.split_off(held).into_iter().filter_map(Found::one) {
        if let Some(record) = unsealed::<Record>(keys, &value) {
            let filed = Filed {
                lies: Some(record.spot()),
                record: Some(record.clone()),
                changed: false,
            };
            desk.filed.insert(record.id, filed);
        }
    }
    let outbox = if needs.again { 1 } else { needs.outbox.len() };
    for (place, found) in found.into_iter().enumerate() {
        let values = match found {
            Found::One(value) => value.into_iter().collect(),
            many => many.values(),
        };
        for value in values {
            if place < outbox {
                if let Some(waiting) = outbox::read(&value) {
                    desk.outbox.insert(waiting.id(), waiting);
                }
            } else if let Some(sent) = unsealed::<Sent>(keys, &value) {
                desk.sent.insert(sent.submission.id, sent);
            }
        }
    }
    Ok(())
}

/// Notes where those lie whose content is needed.
pub(super) fn lies(desk: &mut Desk, content: &SortedSet<EnvelopeId>, known: &Known) {
    for (id, sent) in &desk.sent {
        if let Some(spot) = sent.spot().filter(|_| content.contains(id)) {
            desk.filed.insert_new(*id, || Filed {
                lies: Some(spot),
                ..Filed::default()
            });
        }
    }
    for id in content {
        if let Some(spot) = known.get(id) {
            desk.filed.insert_new(*id, || Filed {
                lies: Some(*spot),
                ..Filed::default()
            });
        }
    }
}

/// Reads the content that is needed.
pub(super) async fn load(
    transaction: &Transaction<'_>,
    keys: &LocalKey,
    content: &SortedSet<EnvelopeId>,
    desk: &mut Desk,
) -> Result<(), Error> {
    let wanted: Vec<(EnvelopeId, Spot)> = desk
        .filed
        .iter()
        .filter(|(id, filed)| content.contains(id) && filed.record.is_none())
        .filter_map(|(id, filed)| Some((*id, filed.lies?)))
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let asks: Vec<Ask> = wanted
        .iter()
        .map(|(_, spot)| {
            let (shelf, key) = address(spot);
            Ask::One(shelf, key)
        })
        .collect();
    let found = ask(transaction, &asks).await?;
    for ((id, _), found) in wanted.iter().zip(found) {
        let record = found
            .one()
            .and_then(|value| unsealed::<Record>(keys, &value));
        if let (Some(filed), Some(record)) = (desk.filed.get_mut(id), record) {
            filed.record = Some(record);
        }
    }
    Ok(())
}
