//! The folders of the lexicon → the languages there are.

use crate::words::Words;
use std::fmt::Write;
use std::{fs, path::Path};

/// One folder with a `language.txt`.
pub struct Folder {
    /// What the folder is called: the English name in small letters.
    pub name: String,
    /// The ISO 639-1 code.
    pub code: String,
    /// What the language calls itself.
    own_name: String,
    /// Short words that are common in it, folded.
    words: Vec<String>,
}

/// Every language of the lexicon, in order of the folders' names.
pub fn find(lexicon: &Path) -> Result<Vec<Folder>, String> {
    let mut folders = Vec::new();
    let entries = fs::read_dir(lexicon).map_err(|error| format!("{lexicon:?}: {error}"))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let file = path.join("language.txt");
        if !file.exists() {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(|error| format!("{file:?}: {error}"))?;
        let value = |key: &str| {
            let values: Vec<&str> = text
                .lines()
                .filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))
                .collect();
            if values.is_empty() {
                return Err(format!("{}: no `{key} = …`", file.display()));
            }
            Ok(values.join(" "))
        };
        let name = path.file_name().and_then(|name| name.to_str());
        let common = Words::of(&value("words")?);
        let words = 0..common.words.len();
        folders.push(Folder {
            name: name.unwrap_or_default().to_owned(),
            code: value("code")?,
            own_name: value("name")?,
            words: words.map(|word| common.text(word).to_owned()).collect(),
        });
    }
    folders.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(folders)
}

/// `Language`, and the tables by its order.
pub fn generate(folders: &[Folder]) -> Result<String, std::fmt::Error> {
    let mut code = String::new();
    let variants: Vec<String> = folders.iter().map(variant).collect();
    writeln!(
        code,
        "/// A language that has a lexicon: a folder of `data/lexicon/`.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         #[non_exhaustive]\n\
         #[allow(missing_docs, reason = \"the names say it\")]\n\
         pub enum Language {{ {} }}\n\
         impl Language {{\n\
         /// Every language that has a lexicon.\n\
         pub const ALL: &'static [Language] = &[{}];",
        variants.join(", "),
        variants
            .iter()
            .map(|name| format!("Language::{name}, "))
            .collect::<String>(),
    )?;
    let mut arms = |what: &str, name: &str, of: fn(&Folder) -> &str| {
        writeln!(
            code,
            "/// {what}\npub const fn {name}(self) -> &'static str {{ match self {{"
        )?;
        for folder in folders {
            writeln!(code, "Language::{} => {:?},", variant(folder), of(folder))?;
        }
        writeln!(code, "}} }}")
    };
    arms("The ISO 639-1 code.", "code", |folder| &folder.code)?;
    arms("What it calls itself.", "own_name", |folder| {
        &folder.own_name
    })?;
    arms("Its folder's name.", "folder", |folder| &folder.name)?;
    writeln!(code, "}}")?;
    let common: Vec<String> = folders
        .iter()
        .map(|folder| format!(" {} ", folder.words.join(" ")))
        .collect();
    writeln!(
        code,
        "/// For each language common words, each between spaces.\n\
         pub(crate) const COMMON: [&str; {}] = {common:?};",
        folders.len()
    )?;
    writeln!(
        code,
        "/// For each language its pack.\n\
         #[cfg(not(target_family = \"wasm\"))]\n\
         pub(crate) const PACKS: [&[u8]; {}] = [{}];",
        folders.len(),
        folders
            .iter()
            .map(|folder| format!(
                "include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{}.pack\")), ",
                folder.code
            ))
            .collect::<String>(),
    )?;
    Ok(code)
}

fn variant(folder: &Folder) -> String {
    let mut letters = folder.name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
