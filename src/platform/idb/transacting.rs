//! What is done over a connection: reading and writing, each in one
//! transaction and with patience, and again where the browser dropped it.

use super::{
    Shelf,
    asking::{self, Ask, Found, Write},
    connection::Connection,
    opening::{is_dead, trouble},
};
use crate::platform::clock;
use core::pin::{Pin, pin};
use futures_util::future::{Either, select};
use holdfast_sync::StoreTrouble;
use indexed_db_futures::{
    Build as _,
    database::Database,
    error::Error,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};

/// How often work is tried: again once, on a new connection.
const TRIES: u32 = 2;

impl Connection {
    /// Reads all of these, as of one instant.
    pub async fn ask(&self, asks: &[Ask]) -> Result<Vec<Found>, StoreTrouble> {
        if let Some(found) = self.ahead.answer(asks) {
            return Ok(found);
        }
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
        self.ahead.forget();
        if self.has_moved() {
            return Err(StoreTrouble::Closed);
        }
        let mut tries = 0;
        loop {
            tries += 1;
            let database = self.get().await?;
            let write = async {
                let transaction = writing(&database, shelves, strict)?;
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
                self.forget_open();
            }
            trouble
        })
    }
}

/// A transaction that writes; with strict durability, what it has committed
/// survives a loss of power.
pub fn writing<'a>(
    database: &'a Database,
    shelves: &[Shelf],
    strict: bool,
) -> Result<Transaction<'a>, Error> {
    let mut options = TransactionOptions::new();
    options.set_durability(if strict {
        TransactionDurability::Strict
    } else {
        TransactionDurability::Relaxed
    });
    database
        .transaction(shelves)
        .with_mode(TransactionMode::Readwrite)
        .with_options(options)
        .build()
}
