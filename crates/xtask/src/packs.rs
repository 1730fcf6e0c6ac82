//! The safety packs as files of a build: one for each language, of which a browser loads those that are written.

use std::path::Path;

use holdfast_safety::{Language, pack};

use crate::error::Error;
use crate::finish::content_hash;
use crate::places::write;
use crate::words::Spoken;

/// Writes the pack of every language into the build in `folder`.
pub fn lay(folder: &Path) -> Result<Vec<Spoken>, Error> {
    let mut files = Vec::new();
    for &language in Language::ALL {
        let (code, content) = (language.code(), pack(language));
        let name = format!("packs/{code}-{}.pack", content_hash(content));
        write(&folder.join(&name), content)?;
        files.push((code.to_owned(), name));
    }
    Ok(files)
}
