//! The app's sentences: from `<language>/<namespace>.json` to the names by
//! which the source asks for them and the file that a browser loads.
//!
//! Every language says the same things. English is written first: where another
//! language lacks a sentence, it is said in English until somebody has
//! translated it, and [`Words::gaps`] names it. A sentence that English lacks is
//! a mistake, and there is nothing to build.

mod entries;
mod rust;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use entries::{Entries, Entry};

/// Why the sentences are not as they must be.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// A file or folder cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not made of names with sentences, or has a name twice.
    #[error("{path}: {source}")]
    Malformed {
        /// Which one.
        path: PathBuf,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
    /// A name that the source could not ask for.
    #[error("{language}: `{key}` is no name of small letters, digits and `_`")]
    Name {
        /// In which language.
        language: String,
        /// The name.
        key: String,
    },
    /// A sentence of more than one line.
    #[error("{language}: `{key}` has a line break in it")]
    LineBreak {
        /// In which language.
        language: String,
        /// The sentence's name.
        key: String,
    },
    /// One language says something that another does not.
    #[error("`{key}` is in `{has}` and missing in `{lacks}`")]
    Missing {
        /// The sentence's name.
        key: String,
        /// A language that has it.
        has: String,
        /// A language that lacks it.
        lacks: String,
    },
    /// There is no language at all.
    #[error("{0}: there are no languages in it")]
    NoLanguages(PathBuf),
}

/// The language that the others are translated from.
const FIRST: &str = "en";

/// Every sentence by its name, such as `letters.state.kept`.
type Sentences = BTreeMap<String, String>;

/// The sentences of every language, all with the same names.
#[derive(Debug)]
pub struct Words {
    languages: BTreeMap<String, Sentences>,
    gaps: Vec<String>,
}

impl Words {
    /// Reads a folder with a folder for each language and in it a file for
    /// each namespace.
    ///
    /// # Errors
    /// What is wrong with the files, and where.
    pub fn read(folder: &Path) -> Result<Self, WordsError> {
        let mut languages = BTreeMap::new();
        for (language, inside) in listed(folder, "")? {
            let mut sentences = Sentences::new();
            for (namespace, path) in listed(&inside, ".json")? {
                let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
                let entries = serde_json::from_str(&text)
                    .map_err(|source| WordsError::Malformed { path, source })?;
                gather(&language, &namespace, entries, &mut sentences)?;
            }
            languages.insert(language, sentences);
        }
        if languages.is_empty() {
            return Err(WordsError::NoLanguages(folder.to_path_buf()));
        }
        let gaps = fill_gaps(&mut languages);
        same_names(&languages)?;
        Ok(Self { languages, gaps })
    }

    /// What is still said in English in another language, such as
    /// `fr: letters.title`, in order.
    #[must_use]
    pub fn gaps(&self) -> &[String] {
        &self.gaps
    }

    /// Rust for the sentences themselves: `SENTENCES`, for each language its name
    /// and its lines.
    #[must_use]
    pub fn sentences_in_rust(&self) -> String {
        let languages = self.languages.iter().map(|(language, sentences)| {
            let lines = sentences.values().map(String::as_str);
            (language.as_str(), lines.collect::<Vec<_>>())
        });
        rust::sentences(languages)
    }

    /// The names of the languages, such as `de`, in order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The sentences of a language with their names, in the order of these; none
    /// for a language that is not there.
    pub fn sentences(&self, language: &str) -> impl Iterator<Item = (&str, &str)> {
        let sentences = self.languages.get(language).into_iter().flatten();
        sentences.map(|(name, sentence)| (name.as_str(), sentence.as_str()))
    }

    /// The sentences of a language for a browser: one a line, in the order of
    /// their names; nothing for a language that is not there.
    #[must_use]
    pub fn lines(&self, language: &str) -> String {
        let sentences = self.languages.get(language).into_iter().flatten();
        let lines: Vec<&str> = sentences.map(|(_, sentence)| sentence.as_str()).collect();
        lines.join("\n")
    }

    /// Rust for the names: a module for each namespace, in it a `Key` for each
    /// sentence, which is the number of its line, and `COUNT`, how many there are.
    #[must_use]
    pub fn names_in_rust(&self) -> String {
        let names = self.languages.values().next();
        rust::names(names.into_iter().flatten().map(|(name, _)| name.as_str()))
    }
}

/// What a folder has in it that is called `…<end>`, without that end.
fn listed(folder: &Path, end: &str) -> Result<Vec<(String, PathBuf)>, WordsError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if let Some(name) = name.and_then(|name| name.strip_suffix(end)) {
            found.push((name.to_owned(), path));
        }
    }
    Ok(found)
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> WordsError {
    move |source| WordsError::Unreadable {
        path: path.to_path_buf(),
        source,
    }
}

fn gather(
    language: &str,
    above: &str,
    entries: Entries,
    into: &mut Sentences,
) -> Result<(), WordsError> {
    for (name, entry) in entries.0 {
        let key = format!("{above}.{name}");
        let language = language.to_owned();
        if !is_name(&name) {
            return Err(WordsError::Name { language, key });
        }
        match entry {
            Entry::Sentence(sentence) if sentence.contains(['\n', '\r']) => {
                return Err(WordsError::LineBreak { language, key });
            }
            Entry::Sentence(sentence) => {
                into.insert(key, sentence);
            }
            Entry::More(entries) => gather(&language, &key, entries, into)?,
        }
    }
    Ok(())
}

fn is_name(name: &str) -> bool {
    let of_these = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().all(of_these)
}

/// Says in English what a language lacks, and which sentences those are.
fn fill_gaps(languages: &mut BTreeMap<String, Sentences>) -> Vec<String> {
    let mut gaps = Vec::new();
    let Some(first) = languages.get(FIRST).cloned() else {
        return gaps;
    };
    for (language, sentences) in languages {
        for (name, sentence) in &first {
            if !sentences.contains_key(name) {
                gaps.push(format!("{language}: {name}"));
                sentences.insert(name.clone(), sentence.clone());
            }
        }
    }
    gaps
}

fn same_names(languages: &BTreeMap<String, Sentences>) -> Result<(), WordsError> {
    for (has, sentences) in languages {
        for (lacks, others) in languages {
            if let Some(key) = sentences.keys().find(|key| !others.contains_key(*key)) {
                return Err(WordsError::Missing {
                    key: key.clone(),
                    has: has.clone(),
                    lacks: lacks.clone(),
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
