//! The words of each measure, whole in every language.

use std::collections::BTreeSet;

use holdfast_measures::{LANGUAGES, Measure, wording};

const WORDED: [Measure; 4] = [Measure::Phq9, Measure::Gad7, Measure::Who5, Measure::Mood];

#[test]
fn every_language_has_every_item_and_answer() {
    for measure in WORDED {
        for language in LANGUAGES {
            let found = wording(measure, language);
            let place = format!("{measure:?} {language}");
            assert!(!found.ask.is_empty(), "{place}");
            assert_eq!(found.items.len(), measure.items(), "{place}");
            let points: BTreeSet<u8> = found.options.iter().map(|(points, _)| *points).collect();
            let wanted: BTreeSet<u8> = (0..=measure.most_points()).collect();
            assert_eq!(points, wanted, "{place}");
            assert_eq!(found.options.len(), wanted.len(), "{place}");
            let told_apart: BTreeSet<&str> = found.items.iter().copied().collect();
            assert_eq!(told_apart.len(), found.items.len(), "{place}");
            let words = found
                .items
                .iter()
                .chain(found.options.iter().map(|(_, words)| words));
            for words in words {
                assert!(
                    !words.is_empty() && words.trim() == *words,
                    "{place}: {words:?}"
                );
            }
        }
    }
}

#[test]
fn answers_stand_in_the_same_order_in_every_language() {
    for measure in WORDED {
        let order = |language| -> Vec<u8> {
            let options = wording(measure, language).options;
            options.into_iter().map(|(points, _)| points).collect()
        };
        for language in LANGUAGES {
            assert_eq!(order(language), order("en"), "{measure:?} {language}");
        }
    }
}

#[test]
fn the_languages_are_not_the_same_words() {
    for measure in WORDED {
        let first: BTreeSet<&str> = LANGUAGES
            .iter()
            .map(|code| wording(measure, code).items[0])
            .collect();
        assert_eq!(first.len(), LANGUAGES.len(), "{measure:?}");
    }
}

#[test]
fn a_language_without_words_gets_english_ones() {
    assert_eq!(wording(Measure::Phq9, "xx"), wording(Measure::Phq9, "en"));
    assert!(wording(Measure::Own, "en").items.is_empty());
}

#[test]
fn published_instruments_say_where_they_are_from() {
    for measure in Measure::ALL {
        assert_eq!(
            measure.name().is_some(),
            !measure.source().is_empty(),
            "{measure:?}"
        );
    }
}
