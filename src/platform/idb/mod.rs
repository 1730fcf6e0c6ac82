//! The device's lasting memory: one IndexedDB database.

mod ahead;
mod apply;
mod asking;
mod connection;
mod holding;
mod identity;
mod mail;
mod mending;
mod migrations;
mod moving;
mod notes;
mod opening;
mod outbox;
mod plan;
mod record;
mod saving;
mod shelf;
mod succession;
mod thread;
mod transacting;

pub use ahead::Opening;
pub use holding::{Held, Holder};
pub use record::{KeptBody, Sent, Standing, ThreadEntry, ThreadPage, ThreadPlace};
pub use saving::Saved;
pub use succession::comes_after;

use crate::state::NOTE_PURPOSE;
use apply::{Memory, outbox_of};
use asking::{Ask, Found, Write, every, text};
use connection::{Connection, PATIENCE};
use core::time::Duration;
use holdfast_protocol::{
    AccountId, Content, DecodeError, EnvelopeId, PROTOCOL_VERSION, decode, encode,
};
use holdfast_seal::{AccountKeys, LocalKey};
use holdfast_sync::{Change, Place, Restored, Store, StoreTrouble, Waiting};
use serde::de::DeserializeOwned;
use shelf::Shelf;
use std::rc::Rc;

/// The database of this browser.
#[derive(Clone)]
pub struct BrowserStore {
    connection: Connection,
    keys: Option<Rc<Keys>>,
    memory: Rc<Memory>,
}

/// What the records are sealed with.
struct Keys {
    mail: LocalKey,
    notes: LocalKey,
}

const ME: &str = "me";
const JOINING: &str = "joining";
const PLACE: &str = "place";
const SENT: &str = "sent";
/// What the service worker posts the outbox with: protocol, then token.
const POST: &str = "post";
/// How often the feed has begun anew.
const LIVES: &str = "lives";

/// What the mailbox's records are sealed for.
const MAIL_PURPOSE: &str = "mailbox";

impl BrowserStore {
    /// Opens the database, making or upgrading it where needed.
    ///
    /// # Errors
    /// When the browser has no storage for us, a newer build owns it, or it
    /// does not answer.
    pub async fn open(name: &str) -> Result<Self, StoreTrouble> {
        Self::open_within(name, PATIENCE).await
    }

    /// [`BrowserStore::open`] for those who wait longer or shorter; the browser
    /// has as long again whenever it has dropped the connection.
    ///
    /// # Errors
    /// As [`BrowserStore::open`].
    pub async fn open_within(name: &str, patience: Duration) -> Result<Self, StoreTrouble> {
        let store = Self::unopened(name, patience);
        moving::move_outbox(&store.connection).await?;
        Ok(store)
    }

    fn unopened(name: &str, patience: Duration) -> Self {
        Self {
            connection: Connection::new(name, patience),
            keys: None,
            memory: Rc::default(),
        }
    }

    /// Takes the database and everything in it away, for good.
    ///
    /// # Errors
    /// When another tab holds on to it: it is empty by then, and goes once that
    /// tab does.
    pub async fn remove(&self) -> Result<(), StoreTrouble> {
        self.connection.remove().await
    }

    /// Closes it for good: another tab has removed it.
    pub fn let_go(&self) {
        self.connection.let_go();
    }

    /// Deletes another database of this name.
    ///
    /// # Errors
    /// When a tab holds on to it.
    pub async fn delete(name: &str) -> Result<(), StoreTrouble> {
        opening::delete_database(name, PATIENCE).await
    }

    /// The same database with the account's keys: from here on all of it can be
    /// read and written.
    #[must_use]
    pub fn with_keys(&self, keys: &AccountKeys) -> Self {
        Self {
            keys: Some(Rc::new(Keys {
                mail: LocalKey::new(keys, MAIL_PURPOSE),
                notes: LocalKey::new(keys, NOTE_PURPOSE),
            })),
            ..self.clone()
        }
    }

    /// Says how an envelope reads before it is stored: it is kept so, sealed
    /// for the account; else as it came.
    pub fn lay_open(&self, id: EnvelopeId, from: AccountId, content: Content) {
        self.memory.lay_open(id, from, content);
    }

    /// Lets go of the database; it is opened again when needed.
    pub fn close(&self) {
        self.connection.close();
    }

    /// Lets the service worker post what waits, by this token.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub async fn let_worker_post(&self, token: &[u8; 32]) -> Result<(), StoreTrouble> {
        let post = encode(&(PROTOCOL_VERSION, token));
        if self.one(Shelf::Place, POST).await?.as_ref() == Some(&post) {
            return Ok(());
        }
        let write = Write::Put(Shelf::Place, text(POST), post);
        self.connection.put(&[write]).await
    }

    /// What waits to be sent, and how many entries cannot be read.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub async fn outbox(&self) -> Result<(Vec<Waiting>, usize), StoreTrouble> {
        let asks = [Ask::Values(Shelf::Outbox, every(), 0)];
        let found = self.connection.ask(&asks).await?.pop();
        Ok(outbox_of(&found.map(Found::values).unwrap_or_default()))
    }

    /// The key that records are sealed with.
    fn keys(&self) -> Result<&LocalKey, StoreTrouble> {
        let keys = self.keys.as_ref().ok_or(StoreTrouble::Damaged)?;
        Ok(&keys.mail)
    }

    /// Moves over what an older version wrote, once.
    async fn settle_in(&self) -> Result<(), StoreTrouble> {
        if !self.memory.settled.get() {
            moving::move_mail(self).await?;
            self.memory.settled.set(true);
        }
        Ok(())
    }

    async fn one(&self, shelf: Shelf, key: &str) -> Result<Option<Vec<u8>>, StoreTrouble> {
        let mut found = self.connection.ask(&[Ask::One(shelf, text(key))]).await?;
        Ok(found.pop().and_then(Found::one))
    }

    async fn read<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        key: &str,
        expected: &'static str,
    ) -> Result<Option<T>, StoreTrouble> {
        let bytes = self.one(shelf, key).await?;
        bytes
            .map(|bytes| decode(&bytes, expected).map_err(damaged))
            .transpose()
    }
}

impl Store for BrowserStore {
    async fn restore(&self) -> Result<Restored, StoreTrouble> {
        let asks = [
            Ask::One(Shelf::Place, text(PLACE)),
            Ask::Values(Shelf::Outbox, every(), 0),
        ];
        let mut found = self.connection.ask(&asks).await?.into_iter();
        let place = found.next().and_then(Found::one);
        // A place that cannot be read is no place: the feed is fetched from its
        // beginning, and what is here already is known by its id.
        let place: Option<Place> = place.and_then(|bytes| decode(&bytes, "a place").ok());
        // An entry that cannot be read stays where it is: it blocks nothing,
        // and a later build may read it.
        let values = found.next().map(Found::values).unwrap_or_default();
        let (outbox, _) = outbox_of(&values);
        Ok(Restored { place, outbox })
    }

    async fn apply(&self, changes: &[Change]) -> Result<(), StoreTrouble> {
        self.settle_in().await?;
        apply::apply(self, changes).await
    }
}

fn damaged(_: DecodeError) -> StoreTrouble {
    StoreTrouble::Damaged
}
