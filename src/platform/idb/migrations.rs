//! Numbered steps from one version of the database to the next. A step that
//! has been released is never edited; a new one is added below it.

use indexed_db_futures::{Build as _, database::Database};

/// The version that this build writes.
pub const VERSION: u32 = 2;

/// Brings a database from `from` to [`VERSION`].
pub fn migrate(database: &Database, from: u32) -> indexed_db_futures::Result<()> {
    if from < 1 {
        one(database)?;
    }
    if from < 2 {
        two(database, from)?;
    }
    Ok(())
}

/// The first shelves.
fn one(database: &Database) -> indexed_db_futures::Result<()> {
    make(
        database,
        &["identity", "notes", "place", "outbox", "mail", "events"],
    )
}

/// Letters by conversation, the newest first. What version 1 wrote is moved
/// over later, with the account's keys ([`super::moving`]).
fn two(database: &Database, from: u32) -> indexed_db_futures::Result<()> {
    make(
        database,
        &["thread", "held", "standing", "sent", "promises"],
    )?;
    if from < 1 {
        // Nothing was ever written there.
        database.delete_object_store("mail")?;
        database.delete_object_store("events")?;
    }
    Ok(())
}

fn make(database: &Database, names: &[&str]) -> indexed_db_futures::Result<()> {
    for name in names {
        database.create_object_store(name).build()?;
    }
    Ok(())
}
