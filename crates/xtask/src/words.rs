//! The words as files of a build: one for each language, of which a browser loads the one that is spoken.

use std::path::Path;

use holdfast_words::Words;

use crate::error::Error;
use crate::finish::content_hash;
use crate::places::{Places, write};

/// A language and the file with its words.
pub type Spoken = (String, String);

/// Writes the words of every language into the build in `folder`.
pub fn lay(places: &Places, folder: &Path) -> Result<Vec<Spoken>, Error> {
    let words = Words::read(&places.root.join("src/i18n/locales")).map_err(Error::Words)?;
    let mut files = Vec::new();
    for language in words.languages() {
        let lines = words.lines(language);
        let name = format!("words-{language}-{}.txt", content_hash(lines.as_bytes()));
        write(&folder.join(&name), lines)?;
        files.push((language.to_owned(), name));
    }
    Ok(files)
}
