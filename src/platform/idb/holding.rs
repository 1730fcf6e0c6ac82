//! What a browser has taken away under the open app is written back from what
//! the app still holds: who is here, whom they know, drafts, what waits.

use super::{
    BrowserStore, ME, POST, Shelf,
    asking::{Ask, Found, Write, ask, text, write},
    outbox,
    transacting::writing,
};
use crate::state::Identity;
use holdfast_protocol::{PROTOCOL_VERSION, encode};
use holdfast_sync::Waiting;
use indexed_db_futures::{Build as _, database::Database, error::Error};
use std::rc::Rc;

/// What the app holds of what the relay cannot give again.
pub struct Held {
    /// Who is here.
    pub identity: Identity,
    /// Notes: key and sealed bytes.
    pub notes: Vec<(String, Vec<u8>)>,
    /// What waits to be sent.
    pub outbox: Vec<Waiting>,
}

/// Who is asked when the database has become nobody's.
pub trait Holder {
    /// What is to be written back; nothing where it was removed on purpose.
    fn held(&self) -> Option<Held>;
    /// It is written back; the relay gives the rest.
    fn is_back(&self);
    /// Whether another database was begun in the place of this one, which
    /// keeps nothing more then.
    fn has_moved(&self) -> bool;
}

/// All shelves that are written back to, in one transaction.
const SHELVES: [Shelf; 4] = [Shelf::Identity, Shelf::Notes, Shelf::Place, Shelf::Outbox];

impl BrowserStore {
    /// From here on the database knows somebody: should the browser take it
    /// away, it is written back before anything else is kept in it.
    pub fn hold(&self, holder: Rc<dyn Holder>) {
        self.connection.hold(holder);
    }

    /// Whether it was taken away and could not be written back yet.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.connection.is_lost()
    }

    /// Forgets where things lay in what was taken away.
    pub fn forget_places(&self) {
        self.memory.forget_places();
    }
}

/// Whether nobody is at home in this database any more.
pub async fn is_nobodys(database: &Database) -> Result<bool, Error> {
    let transaction = database.transaction(Shelf::Identity.name()).build()?;
    let found = ask(&transaction, &[Ask::One(Shelf::Identity, text(ME))]).await?;
    Ok(found.into_iter().find_map(Found::one).is_none())
}

/// Writes all of it, or nothing, with strict durability. There is no place in
/// the feed: all that the relay has is fetched again.
pub async fn write_back(database: &Database, held: &Held) -> Result<(), Error> {
    let identity = &held.identity;
    let post = encode(&(PROTOCOL_VERSION, &identity.token));
    let mut writes = vec![
        Write::Put(Shelf::Identity, text(ME), encode(identity)),
        Write::Put(Shelf::Place, text(POST), post),
    ];
    for (key, bytes) in &held.notes {
        writes.push(Write::Put(Shelf::Notes, text(key), bytes.clone()));
    }
    for waiting in &held.outbox {
        let key = text(&waiting.id().to_string());
        writes.push(Write::Put(Shelf::Outbox, key, outbox::bytes(waiting)));
    }
    let transaction = writing(database, &SHELVES, true)?;
    write(&transaction, &writes)?;
    transaction.commit().await
}
