//! Numbered steps from one version of the database to the next. A step that
//! has been released is never edited; a new one is added below it.

use super::Shelf;
use indexed_db_futures::{Build as _, database::Database};

/// The version that this build writes.
pub const VERSION: u32 = 1;

/// Brings a database from `from` to [`VERSION`].
pub fn migrate(database: &Database, from: u32) -> indexed_db_futures::Result<()> {
    if from < 1 {
        one(database)?;
    }
    Ok(())
}

/// The first shelves.
fn one(database: &Database) -> indexed_db_futures::Result<()> {
    for shelf in Shelf::ALL {
        database.create_object_store(shelf.name()).build()?;
    }
    Ok(())
}
