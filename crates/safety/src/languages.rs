//! The languages that have a lexicon: made by the build script from the folders of
//! `data/lexicon/`, so that adding a language is adding a folder.

use crate::words::Words;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl Language {
    /// The language with this ISO 639-1 code, region ignored (`de-AT` is German).
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        Language::ALL
            .iter()
            .copied()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

/// A language with this share of the common words of the most likely one is likely too.
const SHARE: usize = 2;

/// The languages that a text looks like it is written in, by common short words, the most
/// likely first: cheap, and here before any pack is.
pub fn likely_languages(text: &str) -> Vec<Language> {
    likely(&Words::of(text))
}

/// Of words, what [`likely_languages`] says of their text.
pub(crate) fn likely(words: &Words) -> Vec<Language> {
    let mut counts = [0_usize; Language::ALL.len()];
    let mut between = String::new();
    for word in 0..words.words.len() {
        between.clear();
        between.extend([" ", words.text(word), " "]);
        for (count, common) in counts.iter_mut().zip(COMMON) {
            *count += usize::from(common.contains(&between));
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let mut likely: Vec<Language> = Vec::new();
    for &language in Language::ALL {
        let count = counts[language as usize];
        if count > 0 && count * SHARE >= most {
            let place = likely.partition_point(|&other| counts[other as usize] >= count);
            likely.insert(place, language);
        }
    }
    likely
}
