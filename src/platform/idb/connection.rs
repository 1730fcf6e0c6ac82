//! The connection to the database: opened when needed, opened anew when the
//! browser drops it.

use super::{
    Shelf,
    asking::{self, Ask, Found, Write},
    holding::{self, Holder},
    migrations,
};
use crate::platform::clock;
use core::{
    pin::{Pin, pin},
    time::Duration,
};
use futures_util::future::{Either, select};
use holdfast_sync::StoreTrouble;
use indexed_db_futures::{
    Build as _,
    database::{Database, VersionChangeEvent},
    error::{DomException, Error, OpenDbError, UnexpectedDataError},
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// How long the browser may take to open the database, and for each reading
/// and writing: another tab may hold the shelves, and be frozen.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Longer than anybody waits.
const AN_HOUR: Duration = Duration::from_secs(3600);

/// How often work is tried: again once, on a new connection.
const TRIES: u32 = 2;

/// How often a database that was taken away is looked for again, …
const TRIES_AGAIN: u32 = 20;

/// … and how long the browser is left alone between: it opens nothing while it
/// still clears.
const PAUSE: Duration = Duration::from_millis(250);

/// A connection that heals.
#[derive(Clone)]
pub struct Connection {
    name: Rc<str>,
    patience: Duration,
    open: Rc<RefCell<Option<Database>>>,
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
        if let Some(database) = self.open.borrow_mut().take() {
            database.close();
        }
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
        if let Some(database) = self.open.borrow_mut().take() {
            database.close();
        }
    }

    /// Reads all of these, as of one instant.
    pub async fn ask(&self, asks: &[Ask]) -> Result<Vec<Found>, StoreTrouble> {
        let shelves: Vec<Shelf> = asks.iter().map(Ask::shelf).collect();
        self.read(&shelves, async |transaction| {
            asking::ask(transaction, asks).await
        })
        .await
    }

    /// Writes all of these, or none, with strict durability.
    pub async fn put(&self, writes: &[Write]) -> Result<(), StoreTrouble> {
        let shelves: Vec<Shelf> = writes.iter().map(Write::shelf).collect();
        if shelves.is_empty() {
            return Ok(());
        }
        self.write(&shelves, true, async |transaction| {
            asking::write(transaction, writes)
        })
        .await
    }

    /// Runs one transaction that only reads.
    pub async fn read<T>(
        &self,
        shelves: &[Shelf],
        work: impl AsyncFn(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, StoreTrouble> {
        let mut tries = 0;
        loop {
            tries += 1;
            let database = self.get().await?;
            let read = async {
                let transaction = database.transaction(shelves).build()?;
                work(&transaction).await
            };
            let read = self.within(pin!(read)).await?;
            match self.noting(&database, read) {
                Err(StoreTrouble::Closed) if tries < TRIES => {}
                done => return done,
            }
        }
    }

    /// Runs one transaction; with strict durability, what was written survives
    /// a loss of power once this returns. Work must be safe to do twice: where
    /// the browser has dropped the connection, it is done again on a new one.
    /// A database that another has followed takes nothing from the app.
    pub async fn write<T>(
        &self,
        shelves: &[Shelf],
        strict: bool,
        work: impl AsyncFn(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, StoreTrouble> {
        let holder = self.holder.borrow().clone();
        if holder.is_some_and(|holder| holder.has_moved()) {
            return Err(StoreTrouble::Closed);
        }
        let mut tries = 0;
        loop {
            tries += 1;
            let database = self.get().await?;
            let write = async {
                let mut options = TransactionOptions::new();
                options.set_durability(if strict {
                    TransactionDurability::Strict
                } else {
                    TransactionDurability::Relaxed
                });
                let transaction = database
                    .transaction(shelves)
                    .with_mode(TransactionMode::Readwrite)
                    .with_options(options)
                    .build()?;
                let done = work(&transaction).await?;
                transaction.commit().await?;
                Ok(done)
            };
            let written = self.within(pin!(write)).await?;
            match self.noting(&database, written) {
                Err(StoreTrouble::Closed) if tries < TRIES => {}
                done => return done,
            }
        }
    }

    /// Waits for work as long as there is patience. What is given up is taken
    /// back by the browser, unless it is being stored at that instant.
    async fn within<T>(
        &self,
        work: Pin<&mut dyn Future<Output = Result<T, Error>>>,
    ) -> Result<Result<T, Error>, StoreTrouble> {
        match select(work, pin!(clock::wait(self.patience))).await {
            Either::Left((done, _)) => Ok(done),
            Either::Right(_) => Err(StoreTrouble::Silent),
        }
    }

    /// Names what went wrong; lets go of a handle that is dead.
    fn noting<T>(&self, database: &Database, done: Result<T, Error>) -> Result<T, StoreTrouble> {
        done.map_err(|error| {
            let trouble = match trouble(&error) {
                // An abort tells no reason: without room, or cut off?
                StoreTrouble::Full if is_dead(database) => StoreTrouble::Closed,
                trouble => trouble,
            };
            if trouble == StoreTrouble::Closed {
                self.open.borrow_mut().take();
            }
            trouble
        })
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
            this.open.borrow_mut().take();
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

/// Deletes a database; one that is not there is gone already.
pub async fn delete_database(name: &str, patience: Duration) -> Result<(), StoreTrouble> {
    let asked = Database::delete_by_name(name).map_err(|error| opening(&error))?;
    let limit = pin!(clock::wait(patience));
    match select(Box::pin(asked.into_future()), limit).await {
        Either::Left((done, _)) => done.map_err(|error| trouble(&error)),
        Either::Right(((), _)) => Err(StoreTrouble::Silent),
    }
}

/// Whether the browser has closed this connection.
fn is_dead(database: &Database) -> bool {
    database.transaction(Shelf::Place.name()).build().is_err()
}

async fn open(name: &str) -> Result<Database, StoreTrouble> {
    let request = Database::open(name)
        .with_version(migrations::VERSION)
        .with_on_upgrade_needed(|event: VersionChangeEvent, database: Database| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "our versions are small whole numbers"
            )]
            migrations::migrate(&database, event.old_version() as u32)?;
            Ok(())
        })
        .build()
        .map_err(|error| opening(&error))?;
    request.await.map_err(|error| opening(&error))
}

fn opening(error: &OpenDbError) -> StoreTrouble {
    match error {
        OpenDbError::Base(error) => trouble(error),
        OpenDbError::VersionZero
        | OpenDbError::UnsupportedEnvironment
        | OpenDbError::NullFactory => StoreTrouble::Closed,
    }
}

fn trouble(error: &Error) -> StoreTrouble {
    let exception = match error {
        Error::DomException(exception) => exception,
        // We never abort by ourselves: a browser that aborts at commit has no
        // room, and its reason does not reach us through the library.
        Error::MissingData(UnexpectedDataError::TransactionAborted) => return StoreTrouble::Full,
        _ => return StoreTrouble::Damaged,
    };
    let exception: web_sys::DomException = DomException::clone(exception).into();
    match exception.name().as_str() {
        "QuotaExceededError" => StoreTrouble::Full,
        "VersionError" => StoreTrouble::Newer,
        "InvalidStateError" | "AbortError" | "TransactionInactiveError" => StoreTrouble::Closed,
        _ => StoreTrouble::Damaged,
    }
}
