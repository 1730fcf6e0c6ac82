//! The time is linear in the text, shown by counting steps: on texts made to be slow, four
//! times the text takes four times the steps, and no word takes more than a fixed number.

use crate::adversarial::{adversarial, lexicon_words};
use crate::assess::examine;
use crate::lexicon::{Lexicon, wild};
use crate::steps::steps_of;
use crate::words::Words;
use crate::{Language, LanguageChoice, Level, assess};

const MEGABYTE: usize = 1_000_000;
/// A megabyte takes minutes where nothing is optimised; the benchmark answers one.
const LONGEST: usize = MEGABYTE / 4;
/// What a byte of any text may take. It grows with the lexicon, with the most patterns
/// that begin alike above all, and never with the text.
const STEPS_PER_BYTE: u64 = 100;

fn steps(language: Language, text: &str) -> u64 {
    steps_of(|| {
        if let Some(lexicon) = Lexicon::of(language) {
            examine(lexicon, &Words::of(text));
        }
    })
}

fn is_linear(language: Language) {
    for made in adversarial(language.folder()).unwrap_or_default() {
        // The shorter first: where it is not linear, the longer takes hours.
        let mut quarter = u64::MAX;
        for bytes in [LONGEST / 16, LONGEST / 4, LONGEST] {
            let text = made.text(bytes);
            let whole = steps(language, &text);
            let said = || format!("{} ({language:?}): {whole} steps", made.name);
            let length = text.len() as u64;
            assert!(
                whole <= STEPS_PER_BYTE * length,
                "{}, {length} bytes",
                said()
            );
            // A scrap is never cut, so that a short text may be longer than was asked for.
            if bytes == LONGEST {
                assert!(
                    whole <= quarter * 5 + 10_000,
                    "{}, {quarter} for a quarter",
                    said()
                );
            }
            quarter = whole;
        }
    }
}

#[test]
fn english_takes_steps_in_proportion_to_the_text() {
    is_linear(Language::English);
}

#[test]
fn german_takes_steps_in_proportion_to_the_text() {
    is_linear(Language::German);
}

#[test]
fn spanish_takes_steps_in_proportion_to_the_text() {
    is_linear(Language::Spanish);
}

#[test]
fn french_takes_steps_in_proportion_to_the_text() {
    is_linear(Language::French);
}

#[test]
fn portuguese_takes_steps_in_proportion_to_the_text() {
    is_linear(Language::Portuguese);
}

/// What a word of any text may take: one that takes more begins too many patterns.
const STEPS_PER_WORD: u64 = 5_000;
const REPEATED: usize = 60;

#[test]
fn no_word_of_a_lexicon_is_slow_over_and_over() -> std::io::Result<()> {
    for &language in Language::ALL {
        let (mut words, _) = lexicon_words(language.folder())?;
        words.sort();
        words.dedup();
        assert!(!words.is_empty(), "{language:?}");
        let mut slowest: Vec<(u64, &String)> = words
            .iter()
            .map(|word| {
                let text = format!("{word} ").repeat(REPEATED);
                (steps(language, &text) / REPEATED as u64, word)
            })
            .collect();
        slowest.sort_unstable_by(|one, other| other.cmp(one));
        slowest.truncate(12);
        // The slowest after each other of the slowest, too.
        for (_, one) in &slowest {
            for (alone, other) in &slowest {
                let text = format!("{one} {other} ").repeat(REPEATED);
                let together = steps(language, &text) / (2 * REPEATED as u64);
                let most = together.max(*alone);
                assert!(
                    most <= STEPS_PER_WORD,
                    "{one} {other} ({language:?}): {most} steps a word"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn what_is_made_to_be_slow_is_answered_in_every_language() {
    for made in adversarial("english").unwrap_or_default() {
        let text = made.text(MEGABYTE / 50);
        let noticed = assess(&text, LanguageChoice::All);
        let length = text.chars().count();
        assert!(
            noticed
                .findings
                .iter()
                .all(|f| f.span.1 <= length && f.level > Level::None),
            "{}",
            made.name
        );
    }
}

#[test]
fn what_one_word_contains_many_times_is_found_once() {
    let lexicon = wild();
    for bytes in [MEGABYTE / 100, MEGABYTE / 10] {
        let word = "no".repeat(bytes / 2);
        let text = format!("{word} {word}");
        let mut findings = 0;
        let steps = steps_of(|| findings = examine(&lexicon, &Words::of(&text)).len());
        assert_eq!(findings, 1);
        assert!(
            steps <= STEPS_PER_BYTE * text.len() as u64,
            "{steps} steps for {} bytes",
            text.len()
        );
    }
}
