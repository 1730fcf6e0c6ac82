//! What a text is written in, guessed before any pack is there.

#![allow(clippy::unwrap_used, reason = "a test may")]

use holdfast_safety::{Language, likely_languages};
use std::{fs, path::Path};

#[test]
fn a_sentence_is_taken_for_its_language() {
    for (text, language) in [
        ("I want to die", Language::English),
        ("quiero morir", Language::Spanish),
        ("ich will nicht mehr", Language::German),
        ("je veux mourir", Language::French),
        ("quero morrer, não aguento", Language::Portuguese),
    ] {
        assert_eq!(likely_languages(text).first(), Some(&language), "{text}");
    }
}

#[test]
fn of_a_message_in_two_languages_both_are_likely() {
    let likely = likely_languages("I am so tired of this. Ya no puedo más, quiero matarme");
    assert!(likely.contains(&Language::English), "{likely:?}");
    assert!(likely.contains(&Language::Spanish), "{likely:?}");
}

#[test]
fn what_has_no_common_word_is_in_no_language() {
    for text in ["", "112", "👍👍", "Qwrtz 14:30"] {
        assert_eq!(likely_languages(text), [], "{text}");
    }
}

/// Of the risks in the corpus nearly all would have their language's pack loaded.
#[test]
fn hardly_a_message_of_the_corpus_is_taken_for_another_language_only() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/tuning");
    for &language in Language::ALL {
        let file = corpus.join(language.folder()).with_extension("tsv");
        let rows = fs::read_to_string(file).unwrap();
        let texts = rows
            .lines()
            .skip(1)
            .map(|row| row.rsplit('\t').next().unwrap());
        let texts: Vec<&str> = texts.filter(|text| text.split(' ').count() >= 4).collect();
        let strangers: Vec<&&str> = texts
            .iter()
            .filter(|text| !likely_languages(text).contains(&language))
            .collect();
        let share = strangers.len() as f64 / texts.len() as f64;
        println!("{language:?}: {share:.3} of {}", texts.len());
        assert!(
            share < 0.03,
            "{language:?}: {share:.3}, {:?}",
            &strangers[..20]
        );
    }
}
