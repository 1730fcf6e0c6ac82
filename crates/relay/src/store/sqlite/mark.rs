//! How far a database has come, in a small file beside it.
//!
//! An older copy that is put in the database's place is behind its mark: so a
//! relay knows that it was restored before any device tells it. Where the mark
//! is lost, or was restored with the database, nothing is claimed.

use super::open::create_private;
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

/// The file beside the database, if there can be one.
#[derive(Debug)]
pub(super) struct Mark(Option<File>);

impl Mark {
    /// The mark of the database at this path; made if it is not there.
    pub(super) fn beside(database: &Path) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push(".mark");
        create_private(name.as_ref());
        let opened = File::options().read(true).write(true).open(&name);
        if let Err(error) = &opened {
            tracing::warn!(%error, "no mark beside the database: a restored backup shows itself later");
        }
        Self(opened.ok())
    }

    /// The commits that the database had at least; none where nobody knows.
    pub(super) fn read(&self) -> u64 {
        let mut bytes = [0; 8];
        let read = self.0.as_ref().map(|mut file| {
            file.seek(SeekFrom::Start(0))?;
            file.read_exact(&mut bytes)
        });
        match read {
            Some(Ok(())) => u64::from_be_bytes(bytes),
            Some(Err(_)) | None => 0,
        }
    }

    /// Notes how many commits the database has, which must be on disk: a mark
    /// ahead of its database would call a crash a restore.
    pub(super) fn write(&self, commits: u64) {
        if let Some(mut file) = self.0.as_ref() {
            // Not waited for on the disk: a mark that is behind claims less.
            let written = file
                .seek(SeekFrom::Start(0))
                .and_then(|_| file.write_all(&commits.to_be_bytes()));
            if let Err(error) = written {
                tracing::debug!(%error, "the mark beside the database was not written");
            }
        }
    }
}
