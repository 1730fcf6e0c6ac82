//! What cannot be read makes room for what the relay still has.

use super::{
    BrowserStore, LIVES, Shelf,
    apply::readable,
    asking::{Ask, Found, Range, Write, ask, every, text, write},
    moving::feed_anew,
};
use crate::platform::clock::breathe;
use holdfast_sync::StoreTrouble;
use indexed_db_futures::KeyRange;

/// Records looked at in one slice.
const SLICE: u32 = 200;

impl BrowserStore {
    /// Makes room for what the relay still has of what is damaged: it and the
    /// place in the feed are taken away, so that all is fetched again. What
    /// waits in the outbox is nowhere else, and stays.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub async fn mend(&self) -> Result<(), StoreTrouble> {
        self.settle_in().await?;
        for shelf in [Shelf::Thread, Shelf::Held, Shelf::Standing] {
            let mut range: Range = every();
            while let Some(last) = self.mend_slice(shelf, range).await? {
                range = KeyRange::LowerBound(last, true);
                breathe().await;
            }
        }
        self.connection
            .write(&[Shelf::Place], true, async |transaction| {
                let asks = [Ask::One(Shelf::Place, text(LIVES))];
                let lives = ask(transaction, &asks).await?.pop().and_then(Found::one);
                let lives = lives.as_deref().and_then(readable).unwrap_or(0);
                write(transaction, &feed_anew(lives))
            })
            .await
    }

    /// Takes away what cannot be read in one slice; gives back its last key.
    async fn mend_slice(
        &self,
        shelf: Shelf,
        range: Range,
    ) -> Result<Option<wasm_bindgen::JsValue>, StoreTrouble> {
        let keys = self.keys()?;
        let asks = [
            Ask::Keys(shelf, range.clone(), SLICE),
            Ask::Values(shelf, range, SLICE),
        ];
        let mut found = self.connection.ask(&asks).await?.into_iter();
        let names = found.next().map(Found::keys).unwrap_or_default();
        let values = found.next().map(Found::values).unwrap_or_default();
        let mut writes = Vec::new();
        for (name, value) in names.iter().zip(&values) {
            if keys.open(value).is_err() {
                writes.push(Write::Delete(shelf, name.clone()));
            }
        }
        self.connection.put(&writes).await?;
        Ok(names.last().cloned())
    }
}
