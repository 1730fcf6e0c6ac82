//! The corpus, read.

#![allow(dead_code, reason = "shared by programs that use parts of it")]

use holdfast_safety::training::Message;
use holdfast_safety::{Category, Language, Level};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

pub struct Case {
    pub id: String,
    pub language: Language,
    pub least: Level,
    pub most: Level,
    pub category: String,
    pub phenomenon: String,
    pub text: String,
}

impl Case {
    pub fn is_risk(&self) -> bool {
        self.least >= Level::Concern
    }

    pub fn message(&self) -> Message {
        let named = |category: &Category| category.name() == self.category;
        Message {
            text: self.text.clone(),
            risk: Category::ALL
                .into_iter()
                .find(named)
                .filter(|_| self.is_risk()),
            may_be_noticed: self.most > Level::None,
        }
    }
}

/// The file of one half in one language.
pub fn file(half: &str, language: Language) -> Result<String, Box<dyn Error>> {
    file_in(&folder().join("corpus"), half, language)
}

/// The file of one half of another corpus in one language.
pub fn file_in(corpus: &Path, half: &str, language: Language) -> Result<String, Box<dyn Error>> {
    let name = format!("{language:?}.tsv").to_lowercase();
    let path = corpus.join(half).join(name);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The model of one language.
pub fn model_path(language: Language) -> PathBuf {
    folder()
        .join("data/model")
        .join(format!("{}.bin", language.code()))
}

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn cases(file: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let rows = file.lines().skip(1);
    rows.map(|row| case(row).ok_or_else(|| format!("not a case: {row}").into()))
        .collect()
}

fn case(row: &str) -> Option<Case> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [id, language, least, most, category, phenomenon, text] = columns[..] else {
        return None;
    };
    Some(Case {
        id: id.to_owned(),
        language: Language::from_code(language)?,
        least: Level::from_name(least)?,
        most: Level::from_name(most)?,
        category: category.to_owned(),
        phenomenon: phenomenon.to_owned(),
        text: text.to_owned(),
    })
}
