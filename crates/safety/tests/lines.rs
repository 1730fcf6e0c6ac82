//! A sentence goes on in the next line: pasted text is wrapped, and people in distress write
//! a phrase a line.

use holdfast_safety::{Language, LanguageChoice, Level, assess};

/// What is said in two lines or more; each prompts.
const BROKEN: &[(Language, &str)] = &[
    (Language::English, "I want to\ndie"),
    (Language::English, "I want to kill\nmyself"),
    (Language::English, "I WANT TO\nDIE"),
    (Language::English, "I want to\nDie"),
    (Language::English, "I\nwant\nto\ndie"),
    (Language::English, "i want to\r\ndie"),
    (Language::English, "> i want to\n> die"),
    (
        Language::English,
        "everything is grey\ni want to\ndie\ni mean it",
    ),
    (Language::English, "I took\n30 tablets"),
    (Language::German, "Ich will mich heute Abend\numbringen"),
    (Language::German, "Ich will mich\nUMBRINGEN"),
    (Language::German, "ICH WILL\nSTERBEN"),
    (Language::German, "ich will nicht mehr\nleben"),
    (Language::Spanish, "quiero\nmorirme"),
    (Language::Spanish, "voy a\nmatarme"),
    (Language::Spanish, "Voy a\nMatarme"),
    (Language::French, "je veux\nmourir"),
    (Language::French, "J'ai envie de\nme tuer"),
    (Language::Portuguese, "quero\nme matar"),
    (Language::Portuguese, "quero\nmorrer"),
];

#[test]
fn a_wish_broken_over_lines_prompts() {
    let mut missed = Vec::new();
    for &(language, text) in BROKEN {
        for choice in [LanguageChoice::Known(language), LanguageChoice::All] {
            let noticed = assess(text, choice);
            if !noticed.prompts() {
                missed.push((text, noticed));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_time_in_the_next_line_makes_it_an_emergency() {
    let english = LanguageChoice::Known(Language::English);
    for text in ["I want to\ndie tonight", "tonight I want to\ndie"] {
        assert_eq!(assess(text, english).level, Level::Emergency, "{text}");
    }
}

#[test]
fn the_span_goes_over_the_line() {
    let noticed = assess("I want to\ndie", LanguageChoice::Known(Language::English));
    assert_eq!(noticed.findings[0].span, (2, 13));
}

/// What one line says does not take back what the next one does.
#[test]
fn a_line_of_its_own_is_neither_denied_nor_told_by_the_one_before() {
    for (language, text) in [
        (Language::English, "am I ok? no\ni want to die"),
        (Language::English, "i am not ok\ni want to die"),
        (Language::English, "years ago i was happy\ni want to die"),
        (Language::English, "my brother came by\nwant to die"),
        (Language::English, "\"\nI want to die\n\""),
        (Language::German, "Nein\nIch will sterben"),
        (Language::Spanish, "no\nquiero morir"),
        (Language::French, "non\nje veux mourir"),
        (Language::Portuguese, "não\nquero morrer"),
    ] {
        let noticed = assess(text, LanguageChoice::Known(language));
        assert!(noticed.prompts(), "{text}: {noticed:?}");
    }
}

/// Of a text that is wrapped, the next line is the same sentence in everything.
#[test]
fn in_wrapped_text_a_denial_and_a_quotation_reach_into_the_next_line() {
    let english = LanguageChoice::Known(Language::English);
    for text in [
        "Please do not worry about Sunday, I would never\nhurt myself and she knows",
        "In the third act of it the old king says \"I want to\ndie\" and they all laugh",
    ] {
        let noticed = assess(text, english);
        assert!(!noticed.prompts(), "{text}: {noticed:?}");
    }
}

/// After a full line a capital begins a sentence of its own.
#[test]
fn what_lowers_does_not_reach_past_a_capital_into_the_next_line() {
    let english = LanguageChoice::Known(Language::English);
    for text in [
        "years ago we laughed about all of it in the bar\nI want to die",
        "I would never do that, she knows that I would never\nI want to die",
    ] {
        let noticed = assess(text, english);
        assert_eq!(noticed.level, Level::Urgent, "{text}: {noticed:?}");
    }
}

/// A line is as long as it looks.
#[test]
fn an_accent_apart_makes_no_line_longer() {
    let english = LanguageChoice::Known(Language::English);
    for text in [
        "years ago we laughed na\u{ef}vely in a caf\u{e9}\ni want to die",
        "years ago we laughed nai\u{308}vely in a cafe\u{301}\ni want to die",
    ] {
        let noticed = assess(text, english);
        assert_eq!(noticed.level, Level::Urgent, "{text}: {noticed:?}");
    }
}

#[test]
fn an_empty_line_and_a_full_stop_end_what_is_said() {
    let english = LanguageChoice::Known(Language::English);
    for text in [
        "Things that I want to\n\nDie Hard is on tonight",
        "Things that I want to\n \r\n\ndie Katze",
        "That is what I want to.\ndie Katze",
    ] {
        let noticed = assess(text, english);
        assert!(!noticed.prompts(), "{text}: {noticed:?}");
    }
}
