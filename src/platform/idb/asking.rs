//! Requests inside a transaction: all are made at once, then awaited; nothing
//! else is ever awaited between them, or the browser closes the transaction.

use super::Shelf;
use indexed_db_futures::{
    Build as _, KeyRange,
    error::Error,
    future::{BasicRequest, GetAllPrimitiveRequest},
    object_store::ObjectStore,
    query_source::QuerySource as _,
    transaction::Transaction,
};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};

/// Keys of a shelf.
pub type Range = KeyRange<JsValue>;

/// Something to read.
pub enum Ask {
    /// The value of a key.
    One(Shelf, JsValue),
    /// The first values of a range, at most so many; 0 for all.
    Values(Shelf, Range, u32),
    /// The keys of a range, at most so many; 0 for all.
    Keys(Shelf, Range, u32),
    /// How many there are in a range.
    Count(Shelf, Range),
}

/// What was asked for.
pub enum Found {
    /// One value, or none.
    One(Option<Vec<u8>>),
    /// Values or keys, in the order of the keys.
    Many(Vec<JsValue>),
    /// A number.
    Count(u32),
}

/// Something to write.
#[derive(PartialEq)]
pub enum Write {
    /// This value under this key.
    Put(Shelf, JsValue, Vec<u8>),
    /// Nothing under this key any more.
    Delete(Shelf, JsValue),
}

impl Ask {
    /// Which shelf it is about.
    pub const fn shelf(&self) -> Shelf {
        match self {
            Self::One(shelf, _)
            | Self::Values(shelf, ..)
            | Self::Keys(shelf, ..)
            | Self::Count(shelf, _) => *shelf,
        }
    }
}

impl Write {
    /// Which shelf it is about.
    pub const fn shelf(&self) -> Shelf {
        match self {
            Self::Put(shelf, ..) | Self::Delete(shelf, _) => *shelf,
        }
    }
}

impl Found {
    /// The value, where one was asked for and found.
    pub fn one(self) -> Option<Vec<u8>> {
        match self {
            Self::One(value) => value,
            _ => None,
        }
    }

    /// The keys as they are.
    pub fn keys(self) -> Vec<JsValue> {
        match self {
            Self::Many(keys) => keys,
            _ => Vec::new(),
        }
    }

    /// The values' bytes.
    pub fn values(self) -> Vec<Vec<u8>> {
        self.keys().iter().map(bytes_of).collect()
    }

    /// The number.
    pub fn count(self) -> u32 {
        match self {
            Self::Count(count) => count,
            _ => 0,
        }
    }
}

/// A key of text.
pub fn text(key: &str) -> JsValue {
    JsValue::from_str(key)
}

/// A key of bytes.
pub fn binary(key: &[u8]) -> JsValue {
    Uint8Array::from(key).into()
}

/// Every key of a shelf.
pub fn every() -> Range {
    KeyRange::Only(JsValue::UNDEFINED)
}

/// The bytes of a value or a binary key; nothing where it is something else.
pub fn bytes_of(value: &JsValue) -> Vec<u8> {
    match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => bytes.to_vec(),
        None => match value.dyn_ref::<js_sys::ArrayBuffer>() {
            Some(buffer) => Uint8Array::new(buffer).to_vec(),
            None => Vec::new(),
        },
    }
}

/// A request under way.
pub enum Asked {
    /// For the value of a key.
    One(BasicRequest<Option<JsValue>>),
    /// For values or keys.
    Many(GetAllPrimitiveRequest<JsValue>),
    /// For a number.
    Count(BasicRequest<u32>),
}

/// Reads all of these, in their order.
pub async fn ask(transaction: &Transaction<'_>, asks: &[Ask]) -> Result<Vec<Found>, Error> {
    found(begin(transaction, asks)?).await
}

/// Makes these requests, in their order: what is written after this does not
/// show in what they find.
pub fn begin(transaction: &Transaction<'_>, asks: &[Ask]) -> Result<Vec<Asked>, Error> {
    let mut asked = Vec::with_capacity(asks.len());
    for ask in asks {
        asked.push(request(transaction, ask)?);
    }
    Ok(asked)
}

/// What requests under way have found.
pub async fn found(asked: Vec<Asked>) -> Result<Vec<Found>, Error> {
    let mut found = Vec::with_capacity(asked.len());
    for one in asked {
        found.push(match one {
            Asked::One(one) => Found::One(one.await?.as_ref().map(bytes_of)),
            Asked::Many(many) => Found::Many(many.await?.collect::<Result<_, _>>()?),
            Asked::Count(count) => Found::Count(count.await?),
        });
    }
    Ok(found)
}

fn request(transaction: &Transaction<'_>, ask: &Ask) -> Result<Asked, Error> {
    let store = |shelf: &Shelf| transaction.object_store(shelf.name());
    Ok(match ask {
        Ask::One(shelf, key) => Asked::One(
            store(shelf)?
                .get::<JsValue, JsValue, _>(key.clone())
                .build()?,
        ),
        Ask::Values(shelf, range, limit) => Asked::Many(
            store(shelf)?
                .get_all::<JsValue>()
                .with_query::<JsValue, _>(range.clone())
                .with_limit(*limit)
                .build()?,
        ),
        Ask::Keys(shelf, range, limit) => Asked::Many(
            store(shelf)?
                .get_all_keys::<JsValue>()
                .with_query::<JsValue, _>(range.clone())
                .with_limit(*limit)
                .build()?,
        ),
        Ask::Count(shelf, range) => Asked::Count(
            store(shelf)?
                .count()
                .with_query::<JsValue, _>(range.clone())
                .build()?,
        ),
    })
}

/// Writes all of these, in their order. The requests go out by themselves;
/// what becomes of them, the commit says.
pub fn write(transaction: &Transaction<'_>, writes: &[Write]) -> Result<(), Error> {
    let mut open: Option<(Shelf, ObjectStore<'_>)> = None;
    for write in writes {
        let (Write::Put(shelf, ..) | Write::Delete(shelf, _)) = write;
        let store = match &open {
            Some((name, store)) if name == shelf => store,
            _ => {
                let store = transaction.object_store(shelf.name())?;
                &open.insert((*shelf, store)).1
            }
        };
        match write {
            Write::Put(_, key, bytes) => put(store, key, bytes)?,
            Write::Delete(_, key) => delete(store, key)?,
        }
    }
    Ok(())
}

/// Puts one value.
pub fn put(store: &ObjectStore<'_>, key: &JsValue, bytes: &[u8]) -> Result<(), Error> {
    store
        .put(JsValue::from(Uint8Array::from(bytes)))
        .with_key(key.clone())
        .without_key_type()
        .build()
        .map(drop)
}

/// Deletes one value.
pub fn delete(store: &ObjectStore<'_>, key: &JsValue) -> Result<(), Error> {
    store.delete::<JsValue, _>(key.clone()).build().map(drop)
}
