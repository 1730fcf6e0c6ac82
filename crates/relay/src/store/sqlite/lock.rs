//! One relay for one file: two would each give out hours and nudges of their own.

use super::open::create_private;
use crate::store::StoreError;
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

/// The right to serve a database file, until it is dropped or the process
/// dies, however it dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, a file beside the database.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where another relay has it,
    /// [`StoreError::CannotOpen`] where there can be no such file.
    pub fn take(database: &Path) -> Result<Self, StoreError> {
        let cannot = |error: std::io::Error| StoreError::CannotOpen {
            path: database.into(),
            reason: error.to_string(),
        };
        let beside = beside(database);
        create_private(&beside);
        let file = File::options().write(true).open(beside).map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
                path: database.into(),
            }),
            Err(TryLockError::Error(error)) => Err(cannot(error)),
        }
    }
}

fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_lock_at_a_time() {
        let folder = tempfile::TempDir::new().unwrap();
        let database = folder.path().join("relay.sqlite");
        let first = Lock::take(&database).unwrap();
        let second = Lock::take(&database).unwrap_err();
        assert!(matches!(second, StoreError::InUse { .. }), "{second}");
        drop(first);
        Lock::take(&database).unwrap();
        let nowhere = Lock::take(&folder.path().join("no/relay.sqlite"));
        assert!(matches!(nowhere, Err(StoreError::CannotOpen { .. })));
    }
}
