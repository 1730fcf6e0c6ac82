//! A locale file as it stands: a name twice is an error, not the last one's.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// The names on one level of a file, with what they stand for.
#[derive(Debug)]
pub(super) struct Entries(pub(super) Vec<(String, Entry)>);

/// What a name stands for.
#[derive(Debug)]
pub(super) enum Entry {
    Sentence(String),
    /// Names below it.
    More(Entries),
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(AnyEntry)? {
            Entry::More(entries) => Ok(entries),
            Entry::Sentence(_) => Err(D::Error::custom("a file is made of names, not a sentence")),
        }
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyEntry)
    }
}

struct AnyEntry;

impl<'de> Visitor<'de> for AnyEntry {
    type Value = Entry;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sentence, or names with sentences")
    }

    fn visit_str<E: Error>(self, sentence: &str) -> Result<Entry, E> {
        Ok(Entry::Sentence(sentence.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let mut entries: Vec<(String, Entry)> = Vec::new();
        while let Some((name, entry)) = map.next_entry::<String, Entry>()? {
            if entries.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom(format!("`{name}` is there twice")));
            }
            entries.push((name, entry));
        }
        Ok(Entry::More(Entries(entries)))
    }
}
