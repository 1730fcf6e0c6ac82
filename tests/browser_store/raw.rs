//! The database without the store: as it lies on the disk, and as another
//! program could write it.

use holdfast_app::platform::clock::breathe;
use indexed_db_futures::{
    Build as _, KeyRange, database::Database, query_source::QuerySource as _,
    transaction::TransactionMode,
};
use js_sys::Uint8Array;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast as _, JsValue};

/// One record: its shelf, its key, its bytes.
pub type Record = (String, JsValue, Vec<u8>);

/// Opens a database in a version, with these shelves where it is new.
pub async fn open(name: &str, version: u32, shelves: &'static [&'static str]) -> Database {
    Database::open(name)
        .with_version(version)
        .with_on_upgrade_needed(move |_, database: Database| {
            for shelf in shelves {
                database.create_object_store(shelf).build()?;
            }
            Ok(())
        })
        .await
        .unwrap()
}

/// Writes these records.
pub async fn put(database: &Database, records: &[Record]) {
    let names: Vec<String> = database.object_store_names().collect();
    let writing = database
        .transaction(names)
        .with_mode(TransactionMode::Readwrite)
        .build()
        .unwrap();
    for (shelf, key, bytes) in records {
        let shelf = writing.object_store(shelf).unwrap();
        shelf
            .put(JsValue::from(Uint8Array::from(bytes.as_slice())))
            .with_key(key.clone())
            .without_key_type()
            .build()
            .unwrap();
    }
    writing.commit().await.unwrap();
}

/// Every record of every shelf.
pub async fn all(name: &str) -> Vec<Record> {
    let database = Database::open(name).await.unwrap();
    let names: Vec<String> = database.object_store_names().collect();
    let reading = database.transaction(names.as_slice()).build().unwrap();
    let mut records = Vec::new();
    for name in names {
        let shelf = reading.object_store(&name).unwrap();
        let every = KeyRange::Only(JsValue::UNDEFINED);
        let keys = shelf
            .get_all_keys::<JsValue>()
            .with_query::<JsValue, _>(every.clone())
            .build()
            .unwrap();
        let values = shelf
            .get_all::<JsValue>()
            .with_query::<JsValue, _>(every)
            .build()
            .unwrap();
        let (keys, values) = (keys.await.unwrap(), values.await.unwrap());
        for (key, value) in keys.zip(values) {
            let bytes = value.unwrap().unchecked_into::<Uint8Array>().to_vec();
            records.push((name.clone(), key.unwrap(), bytes));
        }
    }
    drop(reading);
    database.close();
    records
}

/// A transaction that holds every shelf for writing, as another tab's may.
pub struct Hold {
    goes: Rc<Cell<bool>>,
    is_gone: Rc<Cell<bool>>,
}

impl Hold {
    pub fn on(database: &Database) -> Self {
        let hold = Self {
            goes: Rc::default(),
            is_gone: Rc::default(),
        };
        let (goes, is_gone) = (Rc::clone(&hold.goes), Rc::clone(&hold.is_gone));
        let database = database.clone();
        let names: Vec<String> = database.object_store_names().collect();
        wasm_bindgen_futures::spawn_local(async move {
            let holding = database
                .transaction(names.as_slice())
                .with_mode(TransactionMode::Readwrite)
                .build()
                .unwrap();
            let shelf = holding.object_store(&names[0]).unwrap();
            while !goes.get() {
                // It lasts as long as something is asked of it.
                let _: Option<JsValue> = shelf.get(JsValue::from("any")).await.unwrap();
            }
            holding.commit().await.unwrap();
            is_gone.set(true);
        });
        hold
    }

    /// Ends it.
    pub async fn let_go(self) {
        self.goes.set(true);
        while !self.is_gone.get() {
            breathe().await;
        }
    }
}
