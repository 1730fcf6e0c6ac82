//! The connection to the database: opened when needed, opened anew when the
//! browser drops it.

use super::{Shelf, migrations};
use crate::platform::clock;
use core::time::Duration;
use futures_util::future::{Either, select};
use holdfast_sync::StoreTrouble;
use indexed_db_futures::{
    Build as _, KeyRange,
    database::{Database, VersionChangeEvent},
    error::{DomException, Error, OpenDbError, UnexpectedDataError},
    future::BasicRequest,
    object_store::ObjectStore,
    query_source::QuerySource as _,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
    typed_array::Uint8Array,
};
use std::{cell::RefCell, rc::Rc};

/// How long the browser may take to open the database.
const PATIENCE: Duration = Duration::from_secs(15);

/// A connection that heals.
#[derive(Clone)]
pub struct Connection {
    name: Rc<str>,
    open: Rc<RefCell<Option<Database>>>,
}

impl Connection {
    /// A connection to the database of this name, not yet open.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            open: Rc::default(),
        }
    }

    /// The open database.
    pub async fn get(&self) -> Result<Database, StoreTrouble> {
        if let Some(database) = &*self.open.borrow() {
            return Ok(database.clone());
        }
        let opening = core::pin::pin!(open(&self.name));
        let limit = core::pin::pin!(clock::wait(PATIENCE));
        let database = match select(opening, limit).await {
            Either::Left((opened, _)) => opened?,
            Either::Right(((), _)) => return Err(StoreTrouble::Silent),
        };
        self.make_way(&database);
        *self.open.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// One value.
    pub async fn one(&self, shelf: Shelf, key: &str) -> Result<Option<Vec<u8>>, StoreTrouble> {
        let database = self.get().await?;
        self.noting(async {
            let transaction = database.transaction(shelf.name()).build()?;
            get(&transaction.object_store(shelf.name())?, key).await
        })
        .await
    }

    /// All keys and values of a shelf.
    pub async fn all(&self, shelf: Shelf) -> Result<Vec<(String, Vec<u8>)>, StoreTrouble> {
        let database = self.get().await?;
        self.noting(async {
            let transaction = database.transaction(shelf.name()).build()?;
            let store = transaction.object_store(shelf.name())?;
            let keys = store.get_all_keys::<String>().build()?;
            let values = store.get_all::<Uint8Array>().build()?;
            let keys: Vec<String> = keys.await?.collect::<Result<_, _>>()?;
            let values: Vec<Uint8Array> = values.await?.collect::<Result<_, _>>()?;
            Ok(keys
                .into_iter()
                .zip(values.into_iter().map(Into::into))
                .collect())
        })
        .await
    }

    /// The place and the outbox, as of one instant.
    pub async fn outbox(&self) -> Result<(Option<Vec<u8>>, Vec<Vec<u8>>), StoreTrouble> {
        let database = self.get().await?;
        self.noting(async {
            let transaction = database
                .transaction([Shelf::Place.name(), Shelf::Outbox.name()])
                .build()?;
            let place = get(
                &transaction.object_store(Shelf::Place.name())?,
                super::PLACE,
            )
            .await?;
            let outbox = transaction
                .object_store(Shelf::Outbox.name())?
                .get_all::<Uint8Array>()
                .build()?
                .await?
                .map(|bytes| bytes.map(Into::into))
                .collect::<Result<_, _>>()?;
            Ok((place, outbox))
        })
        .await
    }

    /// Writes all of these, or none.
    pub async fn put(&self, puts: &[(Shelf, String, Vec<u8>)]) -> Result<(), StoreTrouble> {
        self.write(async |transaction| {
            for (shelf, key, bytes) in puts {
                put(&transaction.object_store(shelf.name())?, key, bytes)?;
            }
            Ok(())
        })
        .await
    }

    /// Deletes one value.
    pub async fn delete(&self, shelf: Shelf, key: &str) -> Result<(), StoreTrouble> {
        self.write(async |transaction| delete(&transaction.object_store(shelf.name())?, key))
            .await
    }

    /// Runs one transaction over all shelves, with strict durability: when
    /// this returns, what was written survives a crash.
    pub async fn write(
        &self,
        work: impl AsyncFnOnce(&Transaction<'_>) -> Result<(), Error>,
    ) -> Result<(), StoreTrouble> {
        let database = self.get().await?;
        self.noting(async {
            let mut options = TransactionOptions::new();
            options.set_durability(TransactionDurability::Strict);
            let transaction = database
                .transaction(Shelf::ALL.map(Shelf::name))
                .with_mode(TransactionMode::Readwrite)
                .with_options(options)
                .build()?;
            work(&transaction).await?;
            transaction.commit().await
        })
        .await
    }

    /// Names what went wrong; lets go of a handle that is dead.
    async fn noting<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, StoreTrouble> {
        work.await.map_err(|error| {
            let trouble = trouble(&error);
            if trouble == StoreTrouble::Closed {
                self.open.borrow_mut().take();
            }
            trouble
        })
    }

    /// Closes when a newer build wants to upgrade, so that an old tab never
    /// stands in its way.
    fn make_way(&self, database: &Database) {
        let Ok(mut changes) = database.version_changes() else {
            return;
        };
        let (open, database) = (Rc::downgrade(&self.open), database.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let _: Option<VersionChangeEvent> = changes.recv().await;
            database.close();
            if let Some(open) = open.upgrade() {
                open.borrow_mut().take();
            }
        });
    }
}

/// One value, inside a transaction.
async fn get(store: &ObjectStore<'_>, key: &str) -> Result<Option<Vec<u8>>, Error> {
    Ok(request(store, key)?.await?.map(Into::into))
}

/// Asks for one value, inside a transaction.
pub fn request(
    store: &ObjectStore<'_>,
    key: &str,
) -> Result<BasicRequest<Option<Uint8Array>>, Error> {
    store.get::<_, &str, _>(KeyRange::Only(key)).build()
}

/// Puts one value, inside a transaction.
pub fn put(store: &ObjectStore<'_>, key: &str, bytes: &[u8]) -> Result<(), Error> {
    // The request goes out by itself; what becomes of it, the commit says.
    store
        .put(Uint8Array::from(bytes.to_vec()))
        .with_key(key.to_owned())
        .without_key_type()
        .build()
        .map(drop)
}

/// Deletes one value, inside a transaction.
pub fn delete(store: &ObjectStore<'_>, key: &str) -> Result<(), Error> {
    store
        .delete::<&str, _>(KeyRange::Only(key))
        .build()
        .map(drop)
}

async fn open(name: &str) -> Result<Database, StoreTrouble> {
    let request = Database::open(name)
        .with_version(migrations::VERSION)
        .with_on_upgrade_needed(|event: VersionChangeEvent, database: Database| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "our versions are small whole numbers"
            )]
            migrations::migrate(&database, event.old_version() as u32)?;
            Ok(())
        })
        .build()
        .map_err(|error| opening(&error))?;
    request.await.map_err(|error| opening(&error))
}

fn opening(error: &OpenDbError) -> StoreTrouble {
    match error {
        OpenDbError::Base(error) => trouble(error),
        OpenDbError::VersionZero
        | OpenDbError::UnsupportedEnvironment
        | OpenDbError::NullFactory => StoreTrouble::Closed,
    }
}

fn trouble(error: &Error) -> StoreTrouble {
    let exception = match error {
        Error::DomException(exception) => exception,
        // We never abort by ourselves: a browser that aborts at commit has no
        // room, and its reason does not reach us through the library.
        Error::MissingData(UnexpectedDataError::TransactionAborted) => return StoreTrouble::Full,
        _ => return StoreTrouble::Damaged,
    };
    let exception: web_sys::DomException = DomException::clone(exception).into();
    match exception.name().as_str() {
        "QuotaExceededError" => StoreTrouble::Full,
        "VersionError" => StoreTrouble::Newer,
        "InvalidStateError" | "AbortError" | "TransactionInactiveError" => StoreTrouble::Closed,
        _ => StoreTrouble::Damaged,
    }
}
