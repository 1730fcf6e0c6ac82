//! Opening a database file, or saying in one sentence why not.

use super::migrations;
use crate::store::StoreError;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::{path::Path, time::Duration};

/// "Hold" in ASCII: marks the file as ours.
const APPLICATION_ID: u32 = 0x486F_6C64;

/// How long to wait for another process that is writing, such as `holdfast
/// invite` beside a running relay.
const BUSY: Duration = Duration::from_secs(5);

/// A connection that may write, with its tables up to date.
pub(super) fn writable(path: &Path) -> Result<Connection, StoreError> {
    create_private(path);
    let mut connection = Connection::open(path).map_err(|error| not_opened(path, &error))?;
    recognise(path, &connection)?;
    examine(path, &connection)?;
    prepare(&mut connection).map_err(|error| not_opened(path, &error))?;
    Ok(connection)
}

/// Makes an empty file that nobody else on the machine may read, where there is
/// none; SQLite gives the files beside it the same permissions. Why it cannot
/// be made is said by whoever opens it next.
pub(super) fn create_private(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

/// A connection that only reads.
pub(super) fn readable(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| not_opened(path, &error))?;
    connection.busy_timeout(BUSY)?;
    Ok(connection)
}

/// Before anything is written: is the file ours, and not from the future?
fn recognise(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let ask = || -> Result<(u32, u32, u32), rusqlite::Error> {
        connection.busy_timeout(BUSY)?;
        let number = |name| connection.pragma_query_value(None, name, |row| row.get(0));
        let tables =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((number("application_id")?, number("user_version")?, tables))
    };
    let (application, schema, tables) = ask().map_err(|error| not_opened(path, &error))?;
    if application != APPLICATION_ID && (application, schema, tables) != (0, 0, 0) {
        return Err(StoreError::NotOurs { path: path.into() });
    }
    if schema > migrations::NEWEST {
        return Err(StoreError::Newer {
            path: path.into(),
            found: schema,
            known: migrations::NEWEST,
        });
    }
    Ok(())
}

/// Better no relay than one that finds the damage in the middle of a letter.
fn examine(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let verdict = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    let broken = || StoreError::Broken { path: path.into() };
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(_) => Err(broken()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            Err(broken())
        }
        Err(error) => Err(not_opened(path, &error)),
    }
}

fn prepare(connection: &mut Connection) -> Result<(), rusqlite::Error> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    migrations::run(connection)
}

fn not_opened(path: &Path, error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotOurs { path: path.into() },
        _ => StoreError::CannotOpen {
            path: path.into(),
            reason: error.to_string(),
        },
    }
}
