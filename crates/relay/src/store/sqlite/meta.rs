//! The few things that belong to the database as a whole.

use super::{columns::Id, lists};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use holdfast_protocol::{DeviceId, Epoch};
use rusqlite::{Connection, OptionalExtension, params};

const EPOCH: &str = "epoch";

const ANOTHER_LIFE: &str = "another-life";

const EPOCHS_BEGUN: &str = "epochs-begun-";

const WRITTEN: &str = "written";

const COMMITS: &str = "commits";

/// Which life of the database this is.
pub(super) fn epoch(connection: &Connection) -> Result<Epoch, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    let row = statement.query_row(params![EPOCH], |row| row.get::<_, Id<Epoch>>(0));
    Ok(row?.0)
}

/// Begins a new life, after one that is lost in part.
pub(super) fn begin_again(connection: &Connection, epoch: Epoch) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?
        .execute(params![EPOCH, Id(epoch)])?;
    set_note(connection, ANOTHER_LIFE, "")?;
    lists::forget_what_was_said(connection)
}

/// Whether this is another life than the database's first.
pub(super) fn is_another_life(connection: &Connection) -> Result<bool, StoreError> {
    Ok(note(connection, ANOTHER_LIFE)?.is_some())
}

/// Notes since when `device`'s cursor has begun how many new lives.
pub(super) fn set_epochs_begun(
    connection: &Connection,
    device: DeviceId,
    (first, count): (DateTime<Utc>, u32),
) -> Result<(), StoreError> {
    let value = format!("{} {count}", first.timestamp_millis());
    set_note(connection, &format!("{EPOCHS_BEGUN}{device}"), &value)
}

/// Since when `device`'s cursor has begun how many new lives.
pub(super) fn epochs_begun(
    connection: &Connection,
    device: DeviceId,
) -> Result<Option<(DateTime<Utc>, u32)>, StoreError> {
    let note = note(connection, &format!("{EPOCHS_BEGUN}{device}"))?;
    Ok(note.and_then(|note| {
        let (first, count) = note.split_once(' ')?;
        let first = DateTime::from_timestamp_millis(first.parse().ok()?)?;
        Some((first, count.parse().ok()?))
    }))
}

/// Notes that the database took a write at `now`.
pub(super) fn mark_written(connection: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    set_note(connection, WRITTEN, &now.timestamp_millis().to_string())
}

/// How many commits have changed the database.
pub(super) fn commits(connection: &Connection) -> Result<u64, StoreError> {
    let commits = note(connection, COMMITS)?;
    Ok(commits.and_then(|count| count.parse().ok()).unwrap_or(0))
}

/// Notes how many commits have changed the database.
pub(super) fn set_commits(connection: &Connection, commits: u64) -> Result<(), StoreError> {
    set_note(connection, COMMITS, &commits.to_string())
}

/// Begins the first life, unless there was one; whether it did.
pub(super) fn begin(connection: &Connection, epoch: Epoch) -> Result<bool, StoreError> {
    let begun = connection.execute(
        "INSERT OR IGNORE INTO meta (name, value) VALUES (?1, ?2)",
        params![EPOCH, Id(epoch)],
    )?;
    Ok(begun > 0)
}

/// Reads a note.
pub(super) fn note(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    let row = statement.query_row(params![name], |row| row.get::<_, Vec<u8>>(0));
    row.optional()?
        .map(|bytes| String::from_utf8(bytes).map_err(|_| StoreError::Damaged { table: "meta" }))
        .transpose()
}

/// Writes a note.
pub(super) fn set_note(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?
        .execute(params![name, value.as_bytes()])?;
    Ok(())
}
