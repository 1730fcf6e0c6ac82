//! What can go wrong between the relay and its database.

use std::path::PathBuf;

/// Why a store cannot do what was asked. Nothing was stored then.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or made.
    #[error("the database {} cannot be opened: {reason}", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The file is something else.
    #[error("{} is not a Holdfast database", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file's pages contradict each other.
    #[error("the database {} is damaged: restore it from a backup", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
    },
    /// Another relay serves the file.
    #[error("the database {} is in use by another relay: stop it, or choose another file", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// A demonstration's database is for demonstrations only.
    #[error("the database {} was made by a demonstration: add --demo, or choose another file", path.display())]
    OfADemo {
        /// The file.
        path: PathBuf,
    },
    /// Time cannot be moved ahead for real letters.
    #[error("the database {} is not a demonstration's: leave out --demo, or choose another file", path.display())]
    NotOfADemo {
        /// The file.
        path: PathBuf,
    },
    /// A newer build has written the file.
    #[error(
        "the database {} has schema {found}, newer than {known}, the newest that this build knows",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema of this build.
        known: u32,
    },
    /// The database refused.
    #[error("the database refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A row does not hold what was written.
    #[error("a row of {table} cannot be read back")]
    Damaged {
        /// Which table.
        table: &'static str,
    },
    /// The commit failed for everyone who waited for it.
    #[error("the database could not commit: {reason}")]
    NotCommitted {
        /// What the database says.
        reason: String,
    },
    /// The thread that owns the database is gone.
    #[error("the database is closed")]
    Closed,
}

impl StoreError {
    /// Whether it is what was read that is wrong: to try again would find the same.
    pub(crate) const fn is_damage(&self) -> bool {
        match self {
            Self::Damaged { .. } => true,
            Self::Sqlite(error) => matches!(
                error,
                rusqlite::Error::FromSqlConversionFailure(..)
                    | rusqlite::Error::IntegralValueOutOfRange(..)
                    | rusqlite::Error::InvalidColumnType(..)
                    | rusqlite::Error::Utf8Error(..)
            ),
            _ => false,
        }
    }
}
