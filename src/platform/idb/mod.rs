//! The device's lasting memory: one IndexedDB database.

mod ahead;
mod apply;
mod asking;
mod connection;
mod holding;
mod mail;
mod mending;
mod migrations;
mod moving;
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
use apply::{Memory, outbox_of};
use asking::{Ask, Found, Write, every, text};
use connection::{Connection, PATIENCE};
use core::time::Duration;
use holdfast_protocol::{
    AccountId, Content, DecodeError, EnvelopeId, PROTOCOL_VERSION, decode, encode,
};
use holdfast_seal::{AccountKeys, LocalKey};
use holdfast_sync::{Change, Place, Restored, Store, StoreTrouble, Waiting};
pub use holding::{Held, Holder};
pub use record::{KeptBody, Sent, Standing, ThreadEntry, ThreadPage, ThreadPlace};
pub use saving::Saved;
use serde::de::DeserializeOwned;
use shelf::Shelf;
use std::rc::Rc;
pub use succession::comes_after;

use crate::{
    platform::preferences::Preference,
    state::{Identity, Joining, NOTE_PURPOSE},
};

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

    /// Who this device is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn identity(&self) -> Result<Option<Identity>, StoreTrouble> {
        let identity = self.former_identity().await?;
        if identity.is_some() {
            self.note_presence();
        }
        Ok(identity)
    }

    /// Who this device was, in a database that was put aside.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn former_identity(&self) -> Result<Option<Identity>, StoreTrouble> {
        self.read(Shelf::Identity, ME, "an identity").await
    }

    /// Whether somebody was at this device whom the database no longer knows:
    /// the browser has taken it away.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn was_taken_away(&self) -> Result<bool, StoreTrouble> {
        let here = Preference::Home.read();
        let known = here.as_deref() == Some(self.connection.name());
        Ok(known && self.one(Shelf::Identity, ME).await?.is_none())
    }

    /// Notes beside the database that somebody is at this device.
    fn note_presence(&self) {
        let name = self.connection.name();
        if Preference::Home.read().as_deref() != Some(name) {
            Preference::Home.write(name);
        }
    }

    /// A join that was begun and not finished.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn joining(&self) -> Result<Option<Joining>, StoreTrouble> {
        self.read(Shelf::Identity, JOINING, "a join").await
    }

    /// Notes that a join begins.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn begin_joining(&self, joining: &Joining) -> Result<(), StoreTrouble> {
        let write = Write::Put(Shelf::Identity, text(JOINING), encode(joining));
        self.connection.put(&[write]).await
    }

    /// Forgets a join that cannot succeed.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub async fn give_up_joining(&self) -> Result<(), StoreTrouble> {
        let write = Write::Delete(Shelf::Identity, text(JOINING));
        self.connection.put(&[write]).await
    }

    /// Finishes a join: from now on the device is someone.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn finish_joining(
        &self,
        identity: &Identity,
        notes: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreTrouble> {
        let mut writes = vec![
            Write::Put(Shelf::Identity, text(ME), encode(identity)),
            Write::Delete(Shelf::Identity, text(JOINING)),
        ];
        for (key, bytes) in notes {
            writes.push(Write::Put(Shelf::Notes, text(&key), bytes));
        }
        self.connection.put(&writes).await?;
        self.note_presence();
        Ok(())
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

    /// All notes: key and sealed bytes.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn notes(&self) -> Result<Vec<(String, Vec<u8>)>, StoreTrouble> {
        let asks = [
            Ask::Keys(Shelf::Notes, every(), 0),
            Ask::Values(Shelf::Notes, every(), 0),
        ];
        let mut found = self.connection.ask(&asks).await?.into_iter();
        let keys = found.next().map(Found::keys).unwrap_or_default();
        let values = found.next().map(Found::values).unwrap_or_default();
        let keys = keys.iter().map(|key| key.as_string().unwrap_or_default());
        Ok(keys.zip(values).collect())
    }

    /// One note's sealed bytes.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreTrouble> {
        self.one(Shelf::Notes, key).await
    }

    /// Writes a note, or deletes it where there are no bytes.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn write_note(&self, key: &str, bytes: Option<Vec<u8>>) -> Result<(), StoreTrouble> {
        self.write_notes(&[(key.to_owned(), bytes)]).await
    }

    /// Writes all of these notes, or none; deletes those without bytes.
    ///
    /// # Errors
    /// When not all could be stored; then none is.
    pub async fn write_notes(
        &self,
        notes: &[(String, Option<Vec<u8>>)],
    ) -> Result<(), StoreTrouble> {
        let writes: Vec<Write> = notes
            .iter()
            .map(|(key, bytes)| match bytes {
                Some(bytes) => Write::Put(Shelf::Notes, text(key), bytes.clone()),
                None => Write::Delete(Shelf::Notes, text(key)),
            })
            .collect();
        self.connection.put(&writes).await
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
