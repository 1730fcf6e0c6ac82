//! Notes: small sealed things under names of their own.

use super::{
    BrowserStore,
    asking::{Ask, Found, Write, every, text},
    shelf::Shelf,
};
use holdfast_sync::StoreTrouble;

impl BrowserStore {
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
}
