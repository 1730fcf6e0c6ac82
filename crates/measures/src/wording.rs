//! The measures' own words, from `data/<measure>/<language>.txt`.
//!
//! The words of a published instrument are the instrument: they are kept as
//! published and are no part of the app's own sentences
//! (docs/decisions/measures-wording.md). A line begins with `ask` (the
//! instruction), with the points of an answer, or with `item`.

use crate::Measure;

/// What a measure asks, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What stands above the items.
    pub ask: &'static str,
    /// Points and words of each answer, in the order in which they are shown.
    pub options: Vec<(u8, &'static str)>,
    /// The items, in order.
    pub items: Vec<&'static str>,
}

/// The languages there are words in.
pub const LANGUAGES: [&str; 5] = ["en", "de", "es", "fr", "pt"];

macro_rules! files {
    ($measure:literal) => {
        [
            include_str!(concat!("../data/", $measure, "/en.txt")),
            include_str!(concat!("../data/", $measure, "/de.txt")),
            include_str!(concat!("../data/", $measure, "/es.txt")),
            include_str!(concat!("../data/", $measure, "/fr.txt")),
            include_str!(concat!("../data/", $measure, "/pt.txt")),
        ]
    };
}

static PHQ9: [&str; 5] = files!("phq9");
static GAD7: [&str; 5] = files!("gad7");
static WHO5: [&str; 5] = files!("who5");
static MOOD: [&str; 5] = files!("mood");

/// The words of `measure` in the language of that code, in English where there
/// are none in it; nothing for own questions.
#[must_use]
pub fn wording(measure: Measure, language: &str) -> Wording {
    let files = match measure {
        Measure::Phq9 => Some(&PHQ9),
        Measure::Gad7 => Some(&GAD7),
        Measure::Who5 => Some(&WHO5),
        Measure::Mood => Some(&MOOD),
        Measure::Own => None,
    };
    let place = LANGUAGES.iter().position(|code| *code == language);
    let text = files.and_then(|files| files.get(place.unwrap_or(0)));
    read(text.copied().unwrap_or_default())
}

fn read(text: &'static str) -> Wording {
    let mut wording = Wording {
        ask: "",
        options: Vec::new(),
        items: Vec::new(),
    };
    for line in text.lines() {
        let (kind, words) = line.split_once(' ').unwrap_or((line, line));
        match kind {
            "ask" => wording.ask = words,
            "item" => wording.items.push(words),
            points => wording
                .options
                .extend(points.parse().ok().map(|points: u8| (points, words))),
        }
    }
    wording
}
