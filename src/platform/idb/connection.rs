//! The connection to the database: opened when needed, opened anew when the
//! browser drops it.

use super::{
    Shelf,
    ahead::Ahead,
    holding::{self, Holder},
    opening::{delete_database, open, trouble},
};
use crate::platform::clock;
use core::{pin::pin, time::Duration};
use futures_util::future::{Either, select};
use holdfast_sync::StoreTrouble;
use indexed_db_futures::database::{Database, VersionChangeEvent};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// How long the browser may take to open the database, and for each reading
/// and writing: another tab may hold the shelves, and be frozen.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Longer than anybody waits.
const AN_HOUR: Duration = Duration::from_secs(3600);

/// How often a database that was taken away is looked for again, …
const TRIES_AGAIN: u32 = 20;

/// … and how long the browser is left alone between: it opens nothing while it
/// still clears.
const PAUSE: Duration = Duration::from_millis(250);

/// A connection that heals.
#[derive(Clone)]
pub struct Connection {
    name: Rc<str>,
    pub(super) patience: Duration,
    open: Rc<RefCell<Option<Database>>>,
    /// What was read as soon as it had opened.
    pub(super) ahead: Rc<Ahead>,
    /// Removed by its person: it is never made anew by who still holds this.
    gone: Rc<Cell<bool>>,
    /// Whose it is, and who holds what was in it.
    holder: Rc<RefCell<Option<Rc<dyn Holder>>>>,
    /// Whether it was taken away and is not written back yet.
    lost: Rc<Cell<bool>>,
}

impl Connection {
    /// A connection to the database of this name, not yet open.
    pub fn new(name: &str, patience: Duration) -> Self {
        Self {
            name: name.into(),
            patience,
            open: Rc::default(),
            ahead: Rc::default(),
            gone: Rc::default(),
            holder: Rc::default(),
            lost: Rc::default(),
        }
    }

    /// The same connection for work whose end must be heard, however late:
    /// the engine has its own patience, and looks again once it was done.
    pub fn unhurried(&self) -> Self {
        Self {
            patience: AN_HOUR,
            ..self.clone()
        }
    }

    /// From here on it is somebody's.
    pub fn hold(&self, holder: Rc<dyn Holder>) {
        *self.holder.borrow_mut() = Some(holder);
    }

    /// Whether another database has followed this one.
    pub(super) fn has_moved(&self) -> bool {
        let holder = self.holder.borrow().clone();
        holder.is_some_and(|holder| holder.has_moved())
    }

    /// Whether it was taken away and is not written back yet.
    pub fn is_lost(&self) -> bool {
        self.lost.get() && !self.gone.get()
    }

    /// The database's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Closes for good.
    pub fn let_go(&self) {
        self.gone.set(true);
        self.close();
    }

    /// Takes all of it away: what is stored at once, the database itself as
    /// soon as no tab holds it any more.
    pub async fn remove(&self) -> Result<(), StoreTrouble> {
        // One that cannot be emptied can still be deleted; the last two are
        // there only where an older version was.
        for shelves in [&Shelf::LASTING[..], &[Shelf::Mail, Shelf::Events]] {
            let _ = self.empty(shelves).await;
        }
        self.let_go();
        delete_database(&self.name, self.patience).await
    }

    async fn empty(&self, shelves: &[Shelf]) -> Result<(), StoreTrouble> {
        self.write(shelves, true, async |transaction| {
            for shelf in shelves {
                transaction.object_store(shelf.name())?.clear()?;
            }
            Ok(())
        })
        .await
    }

    /// The open database.
    pub async fn get(&self) -> Result<Database, StoreTrouble> {
        if self.gone.get() {
            return Err(StoreTrouble::Closed);
        }
        if let Some(database) = &*self.open.borrow() {
            return Ok(database.clone());
        }
        let this = self.clone();
        let opening = Box::pin(async move { this.ready(open(&this.name).await?).await });
        let limit = pin!(clock::wait(self.patience));
        match select(opening, limit).await {
            Either::Left((ready, _)) => ready,
            Either::Right(((), opening)) => {
                // It may still open, and would then change the shelves or stand
                // in a newer build's way: whoever is no longer waited for must
                // be heard all the same.
                crate::platform::later::spawn_local(async move {
                    let _ = opening.await;
                });
                Err(StoreTrouble::Silent)
            }
        }
    }

    /// Sees that what has opened is still whose it was: one that the browser
    /// took away is written back before anything is kept in it. Whoever asked
    /// meanwhile asks anew, by what is in it now.
    async fn ready(&self, database: Database) -> Result<Database, StoreTrouble> {
        let holder = self.holder.borrow().clone();
        let done = async {
            let Some(holder) = holder else {
                return Ok(None);
            };
            if !holding::is_nobodys(&database).await? {
                return Ok(None);
            }
            let Some(held) = holder.held() else {
                self.gone.set(true);
                return Ok(None);
            };
            self.lost.set(true);
            holding::write_back(&database, &held).await?;
            Ok(Some(holder))
        };
        let done = done.await.map_err(|error| trouble(&error));
        let holder = match done {
            Ok(holder) if !self.gone.get() => holder,
            done => {
                database.close();
                return Err(done.err().unwrap_or(StoreTrouble::Closed));
            }
        };
        self.lost.set(false);
        let database = self.adopt(database);
        let Some(holder) = holder else {
            return Ok(database);
        };
        holder.is_back();
        Err(StoreTrouble::Closed)
    }

    /// Takes over a database that has opened, unless another try was quicker.
    fn adopt(&self, database: Database) -> Database {
        let mut open = self.open.borrow_mut();
        if let Some(first) = &*open {
            database.close();
            return first.clone();
        }
        self.make_way(&database);
        open.insert(database).clone()
    }

    /// Closes the database until it is needed again.
    pub fn close(&self) {
        if let Some(database) = self.forget_open() {
            database.close();
        }
    }

    /// Lets go of the handle, and of what was read by it.
    pub(super) fn forget_open(&self) -> Option<Database> {
        self.ahead.forget();
        self.open.borrow_mut().take()
    }

    /// Closes when a newer build wants to upgrade, so that an old tab never
    /// stands in its way. One that is taken away is opened anew at once, by
    /// whom it can be written back.
    fn make_way(&self, database: &Database) {
        let Ok(mut changes) = database.version_changes() else {
            return;
        };
        let (this, database) = (self.clone(), database.clone());
        crate::platform::later::spawn_local(async move {
            let change: Option<VersionChangeEvent> = changes.recv().await;
            let (upgraded, deleted) = match change.map(|change| change.new_version()) {
                Some(version) => (version.is_some(), version.is_none()),
                None => (false, false),
            };
            database.close();
            this.forget_open();
            let holder = this.holder.borrow().clone();
            match holder {
                // Removed on purpose: opening it would make it anew.
                Some(holder) if deleted && holder.held().is_none() => this.gone.set(true),
                Some(_) if !upgraded => {
                    this.lost.set(true);
                    this.find_again().await;
                }
                None if deleted => this.gone.set(true),
                _ => {}
            }
        });
    }

    /// Opens it anew, as soon as the browser is through with it; what is amiss
    /// after that is said to who writes next.
    async fn find_again(&self) {
        for _ in 0..TRIES_AGAIN {
            let _ = self.get().await;
            if self.gone.get() || self.open.borrow().is_some() {
                return;
            }
            clock::wait(PAUSE).await;
        }
    }
}
