//! The public yardstick of `tests/data/examples.tsv`, English and German.

#![allow(clippy::unwrap_used, reason = "a test may")]

use holdfast_safety::{Language, LanguageChoice, Level, assess};

/// Rows of at least `urgent` that nothing notices yet, by id. Remove an id once it is noticed.
const KNOWN_MISSES: &[&str] = &[];

struct Example {
    id: &'static str,
    language: Language,
    least: Level,
    most: Level,
    text: &'static str,
}

fn examples() -> Vec<Example> {
    include_str!("data/examples.tsv")
        .lines()
        .skip(1)
        .map(|row| {
            let columns: Vec<&str> = row.split('\t').collect();
            Example {
                id: columns[0],
                language: Language::from_code(columns[1]).unwrap(),
                least: Level::from_name(columns[2]).unwrap(),
                most: Level::from_name(columns[3]).unwrap(),
                text: columns[6],
            }
        })
        .collect()
}

#[test]
fn risk_is_noticed_except_for_the_known_misses() {
    let mut missed = Vec::new();
    for example in examples().iter().filter(|e| e.least >= Level::Urgent) {
        let noticed = assess(example.text, LanguageChoice::Known(example.language));
        if noticed.level < Level::Concern {
            missed.push(example.id);
        }
    }
    println!("known misses: {KNOWN_MISSES:?}");
    assert_eq!(missed, KNOWN_MISSES);
}

#[test]
fn ordinary_messages_do_not_prompt() {
    for example in examples().iter().filter(|e| e.most <= Level::Concern) {
        for language in [LanguageChoice::Known(example.language), LanguageChoice::All] {
            let noticed = assess(example.text, language);
            assert!(!noticed.prompts(), "{}: {:?}", example.id, noticed.findings);
        }
    }
}
