//! Asking the browser for a database, and what its refusals mean.

use super::{Shelf, migrations};
use crate::platform::clock;
use core::{pin::pin, time::Duration};
use futures_util::future::{Either, select};
use holdfast_sync::StoreTrouble;
use indexed_db_futures::{
    Build as _,
    database::{Database, VersionChangeEvent},
    error::{DomException, Error, OpenDbError, UnexpectedDataError},
};

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
pub fn is_dead(database: &Database) -> bool {
    database.transaction(Shelf::Place.name()).build().is_err()
}

/// Opens a database, making or upgrading it where needed.
pub async fn open(name: &str) -> Result<Database, StoreTrouble> {
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

/// What an error of the browser means.
pub fn trouble(error: &Error) -> StoreTrouble {
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
