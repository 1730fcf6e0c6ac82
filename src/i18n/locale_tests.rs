//! The locale files say the same things, with the same places to fill.

use std::path::Path;

use holdfast_words::Words;

use super::Language;

/// Up to so many letters a sentence is a button or a label, as a rule.
const SHORT: usize = 32;

fn words() -> Words {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n/locales");
    Words::read(&locales).unwrap()
}

/// The places in a sentence, sorted.
fn places(sentence: &str) -> Vec<&str> {
    let mut places: Vec<_> = sentence
        .split('{')
        .skip(1)
        .filter_map(|place| place.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    places.sort_unstable();
    places
}

/// Who somebody is: German and French say it of women and men.
const ROLES: [&str; 4] = [
    "letters.them",
    "letters.them_patient",
    "rhythm.patient",
    "rhythm.therapist",
];

/// Names of days and cities, and sentences that only some languages need.
fn is_of_times(name: &str) -> bool {
    name.starts_with("times.")
}

#[test]
fn the_files_are_those_of_the_languages() {
    let words = words();
    let mut codes = Language::ALL.map(Language::code);
    codes.sort_unstable();
    assert_eq!(words.languages().collect::<Vec<_>>(), codes);
}

#[test]
fn nothing_waits_to_be_translated() {
    assert_eq!(words().gaps(), <[String; 0]>::default());
}

#[test]
fn emergency_numbers_of_many_places_are_pairs_in_every_language() {
    let words = words();
    for language in Language::ALL {
        let mut all = words.sentences(language.code());
        let (_, said) = all.find(|(name, _)| *name == "help.anywhere").unwrap();
        let parts: Vec<&str> = said.split('|').collect();
        let (pairs, alone) = parts.as_chunks::<2>();
        assert!(alone.is_empty() && pairs.len() >= 5, "{language:?}");
        for [number, places] in pairs {
            assert!(number.len() == 3 && number.bytes().all(|digit| digit.is_ascii_digit()));
            assert!(!places.trim().is_empty(), "{language:?}, {number}");
        }
        for number in ["112", "911", "999", "000", "111"] {
            assert!(pairs.iter().any(|[one, _]| *one == number), "{number}");
        }
    }
}

#[test]
fn every_language_has_the_same_places() {
    let words = words();
    for language in Language::ALL {
        for ((name, english), (_, said)) in
            words.sentences("en").zip(words.sentences(language.code()))
        {
            if !is_of_times(name) {
                assert_eq!(places(english), places(said), "{language:?}: {name}");
            }
        }
    }
}

#[test]
fn nothing_is_empty_and_no_label_is_much_longer_than_in_english() {
    let words = words();
    for language in Language::ALL {
        for ((name, english), (_, said)) in
            words.sentences("en").zip(words.sentences(language.code()))
        {
            // English has no city that needs another word than "in".
            let empty = said.trim().is_empty() && name != "times.in_cities";
            assert!(!empty, "{language:?}: {name}");
            let [one, other] = [english, said].map(|sentence| sentence.chars().count());
            let left_out = is_of_times(name) || ROLES.contains(&name) || one > SHORT;
            let fits = left_out || other <= one * 8 / 5 + 10;
            assert!(fits, "{language:?}: {name}: {said}");
        }
    }
}

#[test]
fn a_missing_place_would_be_seen() {
    assert_eq!(places("{x} y {a}"), ["a", "x"]);
    assert_ne!(places("{x} y"), places("y"));
}
