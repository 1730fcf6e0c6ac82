//! The engine's changes, in one transaction: read what they touch, plan, write.

use super::{
    BrowserStore, LIVES, PLACE, SENT, Shelf,
    asking::{
        Ask, Found, Write, ask, begin, binary, bytes_of, delete, every, found, put, text, write,
    },
    outbox,
    plan::{Desk, Filed, Known, LaidOpen, Needs, is_small, stored},
    record::{Record, Sent, Spot, ThreadPlace},
};
use crate::platform::random::BrowserRandom;
use holdfast_protocol::{EnvelopeId, SortedSet, decode, encode, sort_by_key};
use holdfast_seal::LocalKey;
use holdfast_sync::{Change, Place, StoreTrouble, Waiting, continues};
use indexed_db_futures::{KeyRange, error::Error, transaction::Transaction};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// What a commit that touches the outbox only needs.
const SMALL: [Shelf; 2] = [Shelf::Outbox, Shelf::Sent];
/// What any other commit needs.
const LARGE: [Shelf; 7] = [
    Shelf::Place,
    Shelf::Outbox,
    Shelf::Sent,
    Shelf::Thread,
    Shelf::Held,
    Shelf::Standing,
    Shelf::Promises,
];

/// What a tab remembers between commits.
#[derive(Default)]
pub struct Memory {
    /// How envelopes read that are not stored yet.
    open: RefCell<LaidOpen>,
    /// Where every envelope lay when the feed last began anew, and how often
    /// it had by then.
    known: RefCell<Option<(u64, Rc<Known>)>>,
    /// Whether what an older version wrote has been moved over.
    pub settled: Cell<bool>,
}

impl Memory {
    /// Forgets where things lay.
    pub fn forget_places(&self) {
        *self.known.borrow_mut() = None;
    }

    /// Remembers how an envelope reads until it is stored.
    pub fn lay_open(
        &self,
        id: EnvelopeId,
        from: holdfast_protocol::AccountId,
        content: holdfast_protocol::Content,
    ) {
        self.open.borrow_mut().insert(id, (from, content));
    }
}

/// Stores all `changes` in their order, or none.
pub async fn apply(store: &BrowserStore, changes: &[Change]) -> Result<(), StoreTrouble> {
    if let [Change::Keep(waiting)] = changes {
        return keep(store, waiting).await;
    }
    let keys = store.keys()?;
    let shelves: &[Shelf] = if is_small(changes) { &SMALL } else { &LARGE };
    // What came with an answer comes again if the disk forgets it; what the
    // writer alone has does not (docs/decisions/app-store.md).
    let strict = !changes
        .iter()
        .any(|change| matches!(change, Change::Advance(_)));
    let known = store
        .connection
        .unhurried()
        .write(shelves, strict, async |transaction| {
            commit(transaction, keys, &store.memory, changes).await
        })
        .await?
        .ok_or(StoreTrouble::Overtaken)?;
    let mut open = store.memory.open.borrow_mut();
    if !open.is_empty() {
        for id in stored(changes) {
            open.remove(&id);
        }
    }
    if let Some(known) = known {
        *store.memory.known.borrow_mut() = Some(known);
    }
    Ok(())
}

/// Keeps what was just written. Whether it was sent before is asked in the same
/// breath as it is written, and taken back if so: its writer waits for one turn
/// of the disk, not for two.
async fn keep(store: &BrowserStore, waiting: &Waiting) -> Result<(), StoreTrouble> {
    let id = text(&waiting.id().to_string());
    let asks = SMALL.map(|shelf| Ask::Keys(shelf, KeyRange::Only(id.clone()), 1));
    let bytes = outbox::bytes(waiting);
    store
        .connection
        .unhurried()
        .write(&SMALL, true, async |transaction| {
            let asked = begin(transaction, &asks)?;
            let outbox = transaction.object_store(Shelf::Outbox.name())?;
            put(&outbox, &id, &bytes)?;
            let mut found = found(asked).await?.into_iter();
            let mut is_there = || found.next().is_some_and(|found| !found.keys().is_empty());
            let (waits, sent) = (is_there(), is_there());
            if sent && !waits {
                delete(&outbox, &id)?;
            }
            Ok(())
        })
        .await
}

/// Where every envelope lies, and how often the feed had begun anew by then.
type Remembered = Option<(u64, Rc<Known>)>;

/// Plans and writes; gives back what is to be remembered once it is stored.
/// None, and nothing is written, where another tab has overtaken this one.
async fn commit(
    transaction: &Transaction<'_>,
    keys: &LocalKey,
    memory: &Memory,
    changes: &[Change],
) -> Result<Option<Remembered>, Error> {
    let mut desk = Desk::default();
    let small = is_small(changes);
    let mut damaged_place = false;
    if !small {
        let asks = [PLACE, SENT, LIVES].map(|key| Ask::One(Shelf::Place, text(key)));
        let mut found = ask(transaction, &asks).await?.into_iter();
        let place = found.next().and_then(Found::one);
        desk.place = place.as_deref().and_then(readable::<Place>);
        damaged_place = place.is_some() && desk.place.is_none();
        let mut number = || found.next().and_then(Found::one);
        let count = number();
        desk.lives = number().as_deref().and_then(readable).unwrap_or(0);
        desk.lives = desk.lives.saturating_add(u64::from(damaged_place));
        desk.start = desk.place;
        let settles = |change: &Change| matches!(change, Change::Settle { .. });
        if let Some(count) = count.as_deref().and_then(readable) {
            desk.count = count;
        } else if changes.iter().any(settles) {
            desk.count = recount(transaction, keys).await?;
        }
    }
    if !continues(desk.place.as_ref(), changes) {
        return Ok(None);
    }
    let mut needs = Needs::of(changes, desk.place.as_ref());
    if !needs.perhaps.is_empty() {
        look_up(transaction, &mut needs).await?;
    }
    let lives = desk.lives.saturating_add(u64::from(needs.new_life));
    let remembered = memory.known.borrow().clone();
    let known = match remembered.filter(|(of, _)| *of == lives) {
        _ if lives == 0 || !needs.feed => Rc::default(),
        Some((_, known)) => known,
        None => Rc::new(known(transaction).await?),
    };
    read(transaction, keys, &needs, &mut desk).await?;
    lies(&mut desk, &needs.content, &known);
    load(transaction, keys, &needs.content, &mut desk).await?;
    let lives_before = desk.lives;
    for change in changes {
        desk.apply(change, &known, &memory.open.borrow());
    }
    let lives_changed = damaged_place || desk.lives != lives_before;
    let writes = writes(&desk, keys, lives_changed);
    let moves = move_promises(transaction, &desk).await?;
    write(transaction, &writes)?;
    write(transaction, &moves)?;
    Ok(Some((lives > 0 && needs.feed).then_some((lives, known))))
}

/// How much was sent from here, where the number is not there or is damaged:
/// in another order, what was taken back could be offered again.
async fn recount(transaction: &Transaction<'_>, keys: &LocalKey) -> Result<u64, Error> {
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
async fn look_up(transaction: &Transaction<'_>, needs: &mut Needs) -> Result<(), Error> {
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
async fn known(transaction: &Transaction<'_>) -> Result<Known, Error> {
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
async fn read(
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
fn lies(desk: &mut Desk, content: &SortedSet<EnvelopeId>, known: &Known) {
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
async fn load(
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

/// Promises stay beside their letters, where those have moved.
async fn move_promises(transaction: &Transaction<'_>, desk: &Desk) -> Result<Vec<Write>, Error> {
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

fn writes(desk: &Desk, keys: &LocalKey, lives_changed: bool) -> Vec<Write> {
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

/// The shelf and the key of a spot.
fn address(spot: &Spot) -> (Shelf, wasm_bindgen::JsValue) {
    match spot {
        Spot::Thread(conversation, place) => (Shelf::Thread, binary(&place.key(*conversation))),
        Spot::Held(id) => (Shelf::Held, text(&id.to_string())),
        Spot::Standing(id) => (Shelf::Standing, text(&id.to_string())),
    }
}

/// Seals for the account's own devices.
pub fn seal<T: Serialize>(keys: &LocalKey, value: &T) -> Vec<u8> {
    keys.seal(&encode(value), &mut BrowserRandom)
}

/// Opens what [`seal`] sealed. A damaged record counts as missing, so that it
/// can be had again.
pub fn unsealed<T: DeserializeOwned>(keys: &LocalKey, sealed: &[u8]) -> Option<T> {
    readable(&keys.open(sealed).ok()?)
}

/// Reads what lies open; damaged counts as missing.
pub fn readable<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    decode(bytes, "a record").ok()
}

/// The outbox's entries among these values, and how many could not be read.
pub fn outbox_of(values: &[Vec<u8>]) -> (Vec<Waiting>, usize) {
    let entries: Vec<Waiting> = values.iter().filter_map(|one| outbox::read(one)).collect();
    let stuck = values.len() - entries.len();
    (entries, stuck)
}
