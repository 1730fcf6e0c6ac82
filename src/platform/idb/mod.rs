//! The device's lasting memory: one IndexedDB database.

mod apply;
mod connection;
mod mail;
mod migrations;
mod plan;
mod shelf;

use connection::Connection;
use holdfast_protocol::{DecodeError, decode, encode};
use holdfast_sync::{Change, Place, Restored, Store, StoreTrouble, Waiting};
pub use mail::{Body, MailRecord};
use serde::de::DeserializeOwned;
pub use shelf::Shelf;

use crate::state::{Identity, Joining};

/// The database of this browser.
#[derive(Clone)]
pub struct BrowserStore {
    connection: Connection,
}

/// What the mailbox holds, for showing it.
#[derive(Debug, Default)]
pub struct Mail {
    /// Envelopes sent from here and received, in no order.
    pub records: Vec<MailRecord>,
    /// Feed events of other kinds, such as who joined.
    pub events: Vec<holdfast_protocol::Event>,
    /// Records that could not be read.
    pub damaged: Vec<(Shelf, String)>,
}

const ME: &str = "me";
const JOINING: &str = "joining";
const PLACE: &str = "place";
const SENT: &str = "sent";

impl BrowserStore {
    /// Opens the database, making or upgrading it where needed.
    ///
    /// # Errors
    /// When the browser has no storage for us, a newer build owns it, or it
    /// does not answer.
    pub async fn open(name: &str) -> Result<Self, StoreTrouble> {
        let connection = Connection::new(name);
        connection.get().await?;
        Ok(Self { connection })
    }

    /// Who this device is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn identity(&self) -> Result<Option<Identity>, StoreTrouble> {
        self.read(Shelf::Identity, ME, "an identity").await
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
        self.connection
            .put(&[(Shelf::Identity, JOINING.into(), encode(joining))])
            .await
    }

    /// Forgets a join that cannot succeed.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub async fn give_up_joining(&self) -> Result<(), StoreTrouble> {
        self.connection.delete(Shelf::Identity, JOINING).await
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
        let mut puts = vec![(Shelf::Identity, ME.to_owned(), encode(identity))];
        puts.extend(
            notes
                .into_iter()
                .map(|(key, bytes)| (Shelf::Notes, key, bytes)),
        );
        self.connection.put(&puts).await?;
        self.give_up_joining().await
    }

    /// All notes: key and sealed bytes.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn notes(&self) -> Result<Vec<(String, Vec<u8>)>, StoreTrouble> {
        self.connection.all(Shelf::Notes).await
    }

    /// One note's sealed bytes.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreTrouble> {
        self.connection.one(Shelf::Notes, key).await
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
        self.connection
            .write(async |transaction| {
                let shelf = transaction.object_store(Shelf::Notes.name())?;
                for (key, bytes) in notes {
                    match bytes {
                        Some(bytes) => connection::put(&shelf, key, bytes)?,
                        None => connection::delete(&shelf, key)?,
                    }
                }
                Ok(())
            })
            .await
    }

    /// All that was sent from here and received.
    ///
    /// # Errors
    /// When it cannot be read at all; single damaged records are named.
    pub async fn mail(&self) -> Result<Mail, StoreTrouble> {
        let mut mail = Mail::default();
        for (key, bytes) in self.connection.all(Shelf::Mail).await? {
            match decode(&bytes, "a mail record") {
                Ok(record) => mail.records.push(record),
                Err(_) => mail.damaged.push((Shelf::Mail, key)),
            }
        }
        for (key, bytes) in self.connection.all(Shelf::Events).await? {
            match decode(&bytes, "an event") {
                Ok(event) => mail.events.push(event),
                Err(_) => mail.damaged.push((Shelf::Events, key)),
            }
        }
        for (key, bytes) in self.connection.all(Shelf::Outbox).await? {
            if decode::<Waiting>(&bytes, "a waiting submission").is_err() {
                mail.damaged.push((Shelf::Outbox, key));
            }
        }
        Ok(mail)
    }

    /// Makes room for what the relay still has of the damaged records: they
    /// and the place in the feed are taken away, so that all is fetched again.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub async fn fetch_again(&self, damaged: &[(Shelf, String)]) -> Result<(), StoreTrouble> {
        self.connection
            .write(async |transaction| {
                for (shelf, key) in damaged {
                    // What waits in the outbox is nowhere else: a later build
                    // may be able to read it.
                    if *shelf != Shelf::Outbox {
                        connection::delete(&transaction.object_store(shelf.name())?, key)?;
                    }
                }
                connection::delete(&transaction.object_store(Shelf::Place.name())?, PLACE)
            })
            .await
    }

    async fn read<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        key: &str,
        expected: &'static str,
    ) -> Result<Option<T>, StoreTrouble> {
        let bytes = self.connection.one(shelf, key).await?;
        bytes
            .map(|bytes| decode(&bytes, expected).map_err(damaged))
            .transpose()
    }
}

impl Store for BrowserStore {
    async fn restore(&self) -> Result<Restored, StoreTrouble> {
        let (place, outbox) = self.connection.outbox().await?;
        // A place that cannot be read is no place: the feed is fetched from its
        // beginning, and what is here already is known by its id.
        let place: Option<Place> = place.and_then(|bytes| decode(&bytes, "a place").ok());
        // An entry that cannot be read stays where it is: it blocks nothing,
        // and a later build may read it.
        let outbox = outbox
            .iter()
            .filter_map(|bytes| decode::<Waiting>(bytes, "a waiting submission").ok())
            .collect();
        Ok(Restored { place, outbox })
    }

    async fn apply(&self, changes: &[Change]) -> Result<(), StoreTrouble> {
        apply::apply(&self.connection, changes).await
    }
}

fn damaged(_: DecodeError) -> StoreTrouble {
    StoreTrouble::Damaged
}
