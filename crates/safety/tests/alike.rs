//! Letters of other alphabets that look like Latin ones.

use holdfast_safety::{Language, LanguageChoice, assess};

#[test]
fn letters_that_look_like_latin_ones_are_read_as_those() {
    for (language, text) in [
        (Language::English, "Ι wаnt tо diе"),
        (Language::English, "I want to kіll mуsеlf"),
        (Language::German, "Ich will stеrbеn"),
        (Language::Spanish, "quierо mоrir"),
    ] {
        for choice in [LanguageChoice::Known(language), LanguageChoice::All] {
            assert!(assess(text, choice).prompts(), "{text}");
        }
    }
}

#[test]
fn words_in_another_alphabet_are_left_as_they_are() {
    for text in ["умер вчера", "Θέλω να πάω σπίτι", "спасибо"] {
        assert!(
            assess(text, LanguageChoice::All).findings.is_empty(),
            "{text}"
        );
    }
}
