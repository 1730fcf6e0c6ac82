//! The engine's changes, in one transaction: read what they touch, plan, write.

mod reading;
mod writing;

pub use writing::{put_record, seal};

use super::{
    BrowserStore, LIVES, PLACE, SENT, Shelf,
    asking::{Ask, Found, ask, begin, binary, delete, found, put, text, write},
    outbox,
    plan::{Desk, Known, LaidOpen, Needs, is_small, stored},
    record::Spot,
};
use holdfast_protocol::{EnvelopeId, decode};
use holdfast_seal::LocalKey;
use holdfast_sync::{Change, Place, StoreTrouble, Waiting, continues};
use indexed_db_futures::{KeyRange, error::Error, transaction::Transaction};
use reading::{known, lies, load, look_up, read, recount};
use serde::de::DeserializeOwned;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use writing::{move_promises, writes};

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

/// The shelf and the key of a spot.
fn address(spot: &Spot) -> (Shelf, wasm_bindgen::JsValue) {
    match spot {
        Spot::Thread(conversation, place) => (Shelf::Thread, binary(&place.key(*conversation))),
        Spot::Held(id) => (Shelf::Held, text(&id.to_string())),
        Spot::Standing(id) => (Shelf::Standing, text(&id.to_string())),
    }
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
