//! Who this device is, and who it is about to be.

use super::{
    BrowserStore, JOINING, ME,
    asking::{Write, text},
    shelf::Shelf,
};
use crate::{
    platform::preferences::Preference,
    state::{Identity, Joining},
};
use holdfast_protocol::encode;
use holdfast_sync::StoreTrouble;

impl BrowserStore {
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
}
