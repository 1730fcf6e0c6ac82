//! What the page calls.

use super::letters;
use holdfast_app::{
    platform::idb::{BrowserStore, KeptBody, Opening},
    state::Identity,
};
use holdfast_protocol::{
    AccountId, Content, ConversationId, EnvelopeId, Epoch, Event, FeedItem, PublicKeys,
};
use holdfast_seal::{AccountKeys, LocalKey};
use holdfast_sync::{Change, Place, Standing, Store as _, Waiting};
use std::{cell::RefCell, collections::BTreeMap, fmt::Display, rc::Rc};
use wasm_bindgen::prelude::*;

/// Items in one answer of the relay.
const PAGE: u64 = 500;

struct Bench {
    store: BrowserStore,
    keys: AccountKeys,
    theirs: PublicKeys,
    /// As the app: what opening asks for has been read once it is open.
    opening: RefCell<Option<Opening>>,
    me: AccountId,
    home: ConversationId,
}

thread_local! {
    static BENCH: RefCell<Option<Rc<Bench>>> = const { RefCell::new(None) };
}

/// Opens the database of this name, as the app does when it starts, to show the
/// newest `count`.
#[wasm_bindgen]
pub async fn open(name: String, count: u32) -> Result<(), JsError> {
    let (store, opening) = BrowserStore::open_last(&name, count).await?;
    let identity: Identity = match store.identity().await? {
        Some(identity) => identity,
        None => {
            let identity = letters::identity();
            store.finish_joining(&identity, Vec::new()).await?;
            identity
        }
    };
    let keys = identity.keys()?;
    let bench = Bench {
        store: store.with_keys(&keys),
        theirs: keys.public(),
        keys,
        opening: RefCell::new(Some(opening)),
        me: identity.account,
        home: identity.home.unwrap_or(letters::CONVERSATION),
    };
    BENCH.set(Some(Rc::new(bench)));
    Ok(())
}

/// Writes `count` letters one after the other, numbered from `base`; gives how
/// many milliseconds each took, once sealed for both sides ([`sealing`] tells
/// how long that takes), until it was durably kept. Then the relay confirms
/// them, which is not counted.
#[wasm_bindgen]
pub async fn append(count: u32, base: u32) -> Result<Vec<f64>, JsError> {
    let bench = bench()?;
    let mut took = Vec::new();
    let mut sent = Vec::new();
    for number in numbers(base, count) {
        let submission = letters::submission(number, &bench.keys, bench.theirs)?;
        let waiting = Waiting {
            submission,
            order: number,
            standing: Standing::Waits,
        };
        let id = waiting.id();
        let began = now();
        bench.store.apply(&[Change::Keep(waiting)]).await?;
        took.push(now() - began);
        sent.push((number, id));
    }
    bench.settle(&sent).await?;
    Ok(took)
}

/// Lets `count` letters arrive, numbered from `base`, in answers as the relay
/// gives them; gives the milliseconds that took.
#[wasm_bindgen]
pub async fn bulk(count: u32, base: u32) -> Result<f64, JsError> {
    let bench = bench()?;
    let began = now();
    let mut place = bench.place().await?;
    let mut items = Vec::new();
    let end = u64::from(base) + u64::from(count);
    for number in numbers(base, count) {
        place.cursor += 1;
        items.push(letters::arriving(
            number,
            place.cursor,
            letters::CONVERSATION,
        ));
        let content = letters::content(number);
        bench
            .store
            .lay_open(letters::id(number), letters::FROM, content);
        if items.len() as u64 == PAGE || number + 1 == end {
            bench
                .receive(place, Vec::new(), core::mem::take(&mut items))
                .await?;
        }
    }
    Ok(now() - began)
}

/// Puts `count` letters into the conversation of whoever has joined in this
/// database, numbered from `base`, every other one from the other side, past
/// the feed: its cursor stays, so that the app goes on with its relay as before.
#[wasm_bindgen]
pub async fn fill(count: u32, base: u32) -> Result<(), JsError> {
    let bench = bench()?;
    let mut changes = Vec::new();
    let end = u64::from(base) + u64::from(count);
    for number in numbers(base, count) {
        let from = if number % 2 == 0 {
            bench.me
        } else {
            letters::FROM
        };
        let content = letters::content(number);
        bench.store.lay_open(letters::id(number), from, content);
        // Behind the cursor it would count as stored already.
        changes.push(Change::Receive(letters::arriving(
            number,
            u64::MAX,
            bench.home,
        )));
        if changes.len() as u64 == PAGE || number + 1 == end {
            bench.store.apply(&core::mem::take(&mut changes)).await?;
        }
    }
    Ok(())
}

/// The newest letters, the newest first: `{ seq, body }` each.
#[wasm_bindgen]
pub async fn newest(count: u32) -> Result<js_sys::Array, JsError> {
    let bench = bench()?;
    let (page, waiting) = futures_util::future::join(
        bench.store.newest(letters::CONVERSATION, count),
        bench.store.restore(),
    )
    .await;
    bench.opening.take();
    let mut found = BTreeMap::new();
    for entry in page?.entries {
        if let KeptBody::Opened { content, .. } = entry.body {
            note(&content, &mut found);
        }
    }
    let mut waiting = waiting?.outbox;
    waiting.sort_by_key(|one| core::cmp::Reverse(one.order));
    for one in waiting.iter().take(count as usize) {
        if let Some(content) = letters::own(&one.submission, &bench.keys)? {
            note(&content, &mut found);
        }
    }
    let shown = js_sys::Array::new();
    for (number, text) in found.iter().rev().take(count as usize) {
        let letter = js_sys::Object::new();
        let number = JsValue::from_f64(*number as f64);
        set(&letter, "seq", &number)?;
        set(&letter, "body", &JsValue::from_str(text))?;
        shown.push(&letter);
    }
    Ok(shown)
}

/// How many letters there are.
#[wasm_bindgen]
pub async fn count() -> Result<u32, JsError> {
    let bench = bench()?;
    let waiting = bench.store.restore().await?.outbox.len();
    let thread = bench.store.count(letters::CONVERSATION).await?;
    Ok(thread + u32::try_from(waiting)?)
}

/// Lets go of the database.
#[wasm_bindgen]
pub fn close() {
    if let Some(bench) = BENCH.take() {
        bench.store.close();
    }
}

/// How many milliseconds sealing alone takes: of `count` letters for both
/// sides, of `count` records at rest, and opening these again.
#[wasm_bindgen]
pub fn sealing(count: u32) -> Result<Vec<f64>, JsError> {
    let bench = bench()?;
    let began = now();
    for number in numbers(0, count) {
        letters::submission(number, &bench.keys, bench.theirs)?;
    }
    let for_both = now() - began;
    let key = LocalKey::new(&bench.keys, "bench");
    let records: Vec<Vec<u8>> = numbers(0, count)
        .map(|number| holdfast_protocol::encode(&letters::content(number)))
        .collect();
    let random = &mut holdfast_app::platform::random::BrowserRandom;
    let began = now();
    let sealed: Vec<Vec<u8>> = records.iter().map(|one| key.seal(one, random)).collect();
    let at_rest = now() - began;
    let began = now();
    for one in &sealed {
        key.open(one)?;
    }
    Ok(vec![for_both, at_rest, now() - began])
}

impl Bench {
    async fn place(&self) -> Result<Place, JsError> {
        let place = self.store.restore().await?.place;
        Ok(place.unwrap_or(Place {
            epoch: Epoch::from_bytes([1; 16]),
            cursor: 0,
            lacks_own: false,
        }))
    }

    /// Stores an answer, as the engine asks for it.
    async fn receive(
        &self,
        place: Place,
        settled: Vec<Change>,
        items: Vec<FeedItem>,
    ) -> Result<(), JsError> {
        let mut changes = vec![Change::Advance(place)];
        changes.extend(settled);
        changes.extend(items.into_iter().map(Change::Receive));
        Ok(self.store.apply(&changes).await?)
    }

    /// The relay confirms what was sent.
    async fn settle(&self, sent: &[(u64, EnvelopeId)]) -> Result<(), JsError> {
        let mut place = self.place().await?;
        for some in sent.chunks(PAGE as usize) {
            let (mut settled, mut items) = (Vec::new(), Vec::new());
            for &(number, id) in some {
                place.cursor += 1;
                let receipt = letters::receipt(number);
                self.store
                    .lay_open(id, letters::ME, letters::content(number));
                settled.push(Change::Settle {
                    id,
                    sequence: Some(place.cursor),
                    receipt,
                });
                items.push(FeedItem {
                    sequence: place.cursor,
                    event: Event::Yours { id, receipt },
                });
            }
            self.receive(place, settled, items).await?;
        }
        Ok(())
    }
}

fn bench() -> Result<Rc<Bench>, JsError> {
    BENCH
        .with_borrow(Clone::clone)
        .ok_or_else(|| problem("call open() first"))
}

fn note(content: &Content, found: &mut BTreeMap<u64, String>) {
    if let Some((number, text)) = letters::read(content) {
        found.insert(number, text.to_owned());
    }
}

fn numbers(base: u32, count: u32) -> impl Iterator<Item = u64> {
    let base = u64::from(base);
    base..base + u64::from(count)
}

fn set(letter: &js_sys::Object, name: &str, value: &JsValue) -> Result<(), JsError> {
    js_sys::Reflect::set(letter, &name.into(), value)
        .map(drop)
        .map_err(|_| problem("an object takes no properties"))
}

fn problem(why: impl Display) -> JsError {
    JsError::new(&why.to_string())
}

fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}
