//! The agreement that a command is about.

use super::once;
use crate::failure::Failure;
use holdfast_rhythm::Agreement;
use std::{
    ffi::OsStr,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Where the agreement is written down.
#[derive(Debug, clap::Args)]
pub(crate) struct Document {
    /// The agreement as JSON; `-` reads it from standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Document {
    /// The agreement.
    ///
    /// # Errors
    /// When it cannot be read, or does not hold together.
    pub(crate) fn agreement(&self) -> Result<Agreement, Failure> {
        let json = read(&self.file).map_err(|error| Failure::Unreadable {
            file: if is_standard_input(&self.file) {
                "standard input".into()
            } else {
                self.file.display().to_string()
            },
            reason: error.to_string(),
        })?;
        once::check(&json)?;
        Ok(Agreement::parse(&json)?)
    }
}

fn read(file: &Path) -> io::Result<String> {
    let mut text = String::new();
    if is_standard_input(file) {
        io::stdin().lock().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file)?;
    }
    Ok(text)
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == OsStr::new("-")
}
