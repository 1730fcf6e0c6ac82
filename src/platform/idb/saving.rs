//! A database that cannot be used any more: what of it is nowhere else is
//! brought into an empty one, and the relay gives the rest.

use super::{
    BrowserStore, ME, SENT, Shelf,
    asking::{Ask, Found, Write, every, text},
    connection::{Connection, PATIENCE},
    outbox,
};
use crate::state::{Identity, Joining};
use holdfast_protocol::decode;
use holdfast_sync::StoreTrouble;

/// What could be saved of a damaged database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Saved {
    /// Whether the account is among it: without it, an invitation is needed.
    pub identity: bool,
    /// How much waits to be sent still.
    pub waiting: usize,
    /// How many records could not be read, as far as they could be counted.
    pub lost: usize,
}

impl BrowserStore {
    /// Brings what can be read of `broken`, and is nowhere else, into the empty
    /// database `fresh`: the account, the notes, what waits and what was sent.
    /// `broken` is put aside untouched. With what the relay has, `fresh` is
    /// whole again.
    ///
    /// # Errors
    /// When `fresh` cannot be written; whatever is amiss with `broken` is none.
    pub async fn start_afresh(broken: &str, fresh: &str) -> Result<Saved, StoreTrouble> {
        let from = Connection::new(broken, PATIENCE);
        let mut saved = Saved::default();
        let mut writes = Vec::new();
        for shelf in [Shelf::Identity, Shelf::Notes, Shelf::Outbox, Shelf::Sent] {
            let names = from.ask(&[Ask::Keys(shelf, every(), 0)]).await;
            let names = names.unwrap_or_default().pop().map(Found::keys);
            for name in names.unwrap_or_default() {
                // One by one: a record that the disk cannot give takes no other
                // with it.
                let value = from.ask(&[Ask::One(shelf, name.clone())]).await;
                match value.unwrap_or_default().pop().and_then(Found::one) {
                    // Who is here cannot be told from it.
                    Some(value) if shelf == Shelf::Identity && !is_somebody(&value) => {
                        saved.lost += 1;
                    }
                    Some(value) => {
                        saved.identity |= shelf == Shelf::Identity && name == text(ME);
                        let waits = shelf == Shelf::Outbox && outbox::read(&value).is_some();
                        saved.waiting += usize::from(waits);
                        writes.push(Write::Put(shelf, name, value));
                    }
                    None => saved.lost += 1,
                }
            }
        }
        let count = from.ask(&[Ask::One(Shelf::Place, text(SENT))]).await;
        if let Some(count) = count.unwrap_or_default().pop().and_then(Found::one) {
            writes.push(Write::Put(Shelf::Place, text(SENT), count));
        }
        Connection::new(fresh, PATIENCE).put(&writes).await?;
        Ok(saved)
    }
}

fn is_somebody(value: &[u8]) -> bool {
    decode::<Identity>(value, "an identity").is_ok() || decode::<Joining>(value, "a join").is_ok()
}
