//! A database that cannot be used any more: what of it is nowhere else is
//! brought into an empty one, and the relay gives the rest.

use super::{
    BrowserStore, ME, SENT, Shelf,
    asking::{Ask, Found, Write, every, text},
    connection::{Connection, PATIENCE},
    outbox,
};
use crate::{
    platform::preferences::Preference,
    state::{Identity, Joining},
};
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
    /// With what the relay has, `fresh` is whole again. It is named as the one
    /// that came after as soon as it has all; what another tab has kept in
    /// `broken` until then is brought over as well.
    ///
    /// # Errors
    /// When `fresh` cannot be written; whatever is amiss with `broken` is none.
    pub async fn start_afresh(broken: &str, fresh: &str) -> Result<Saved, StoreTrouble> {
        let from = Self::unopened(broken, PATIENCE);
        let to = Connection::new(fresh, PATIENCE);
        let all = [Shelf::Identity, Shelf::Notes, Shelf::Outbox, Shelf::Sent];
        let (saved, mut writes) = readable(&from.connection, &all).await;
        if let Ok(Some(count)) = from.one(Shelf::Place, SENT).await {
            writes.push(Write::Put(Shelf::Place, text(SENT), count));
        }
        to.put(&writes).await?;
        Preference::Database.write(fresh);
        // One that takes no note of it is named beside it.
        let _ = from.move_to(fresh).await;
        let (_, mut since) = readable(&from.connection, &[Shelf::Notes, Shelf::Outbox]).await;
        since.retain(|one| !writes.contains(one));
        let _ = to.put(&since).await;
        Ok(saved)
    }
}

/// What can be read of these shelves.
async fn readable(from: &Connection, shelves: &[Shelf]) -> (Saved, Vec<Write>) {
    let mut saved = Saved::default();
    let mut writes = Vec::new();
    for &shelf in shelves {
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
    (saved, writes)
}

fn is_somebody(value: &[u8]) -> bool {
    decode::<Identity>(value, "an identity").is_ok() || decode::<Joining>(value, "a join").is_ok()
}
