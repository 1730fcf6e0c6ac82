//! Spans point into the text as it was typed.

use holdfast_safety::{Assessment, LanguageChoice, Level, assess, assess_without};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn words_of(text: &str, noticed: &Assessment) -> Vec<String> {
    noticed
        .findings
        .iter()
        .map(|finding| {
            let (start, end) = finding.span;
            text.chars().skip(start).take(end - start).collect()
        })
        .collect()
}

#[test]
fn spans_survive_quotes_emoji_and_combining_marks() {
    for (text, words) in [
        ("🙂🙂 I want to die", "want to die"),
        ("I don\u{2019}t want to live", "don\u{2019}t want to live"),
        (
            "so o\u{308}de. I want to d\u{301}ie 😶",
            "want to d\u{301}ie",
        ),
        ("𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞", "𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞"),
        ("I ｗａｎｔ to die", "ｗａｎｔ to die"),
        ("I want to d\u{ad}ie", "want to d\u{ad}ie"),
        ("ich mo\u{308}chte sterben", "mo\u{308}chte sterben"),
    ] {
        let noticed = assess(text, LanguageChoice::All);
        let found = words_of(text, &noticed);
        assert!(found.iter().any(|f| f == words), "{text}: {found:?}");
    }
}

#[test]
fn a_quieted_rule_is_silent_for_that_call_only() {
    let text = "I want to die";
    let quieted = assess_without(text, LanguageChoice::All, &["suicide.wish_to_die"]);
    assert_eq!(quieted.level, Level::None);
    assert!(assess(text, LanguageChoice::All).prompts());
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let noticed = assess(text, LanguageChoice::All);
    let length = text.chars().count();
    let highest = noticed.findings.iter().map(|finding| finding.level).max();
    prop_assert_eq!(noticed.level, highest.unwrap_or(Level::None));
    for finding in &noticed.findings {
        let (start, end) = finding.span;
        prop_assert!(
            start < end && end <= length,
            "{:?} of {}",
            finding.span,
            length
        );
        prop_assert!(finding.level > Level::None);
    }
    let found = words_of(text, &noticed);
    for words in &found {
        prop_assert!(words.starts_with(char::is_alphanumeric), "{:?}", words);
    }
    Ok(())
}

/// Scraps that the lexicons know, so that arbitrary texts match often.
const SCRAPS: &[&str] = &[
    "I",
    "want to",
    "die",
    "not",
    "kill",
    "myself",
    "\u{201c}",
    "\u{201d}",
    "\"",
    ".",
    ",",
    "\n",
    "took",
    "30",
    "tablets",
    "he",
    "hit me",
    "years ago",
    "tonight",
    "🙂",
    "e\u{301}",
    "ich",
    "will",
    "sterben",
    "nicht",
    "d",
    "i",
    "e",
    "\u{200d}",
    "killlll",
    "k1ll",
    "can't",
    "breathe",
];

/// Scraps with letters that can be written as one character or as two.
const ACCENTED: &[&str] = &[
    "je veux mourir",
    "me blesser",
    "m\u{e9}dicaments",
    "\u{e0} l'h\u{f4}pital",
    "ich m\u{f6}chte",
    "\u{dc}berdosis",
    "mich t\u{f6}ten",
    "w\u{fc}nschte ich w\u{e4}re tot",
    "quiero morir",
    "pas\u{f3} hace a\u{f1}os",
    "n\u{e3}o quero viver",
    "amanh\u{e3}",
    "I want to d\u{ed}\u{eb}",
    "k\u{ee}ll m\u{ff}self",
    "\u{c4}\u{d6}\u{dc}",
    "\u{e5}",
    "\u{e7}",
    ". ",
    ", ",
    "\u{ab}",
    "\u{bb}",
    "nicht",
    "not",
    "\u{2019}",
    "-",
    "🙂",
];

/// What was noticed, its spans carried over to another spelling of the same text.
fn carried_over(noticed: &Assessment, text: &str, spell: impl Fn(&str) -> String) -> Assessment {
    let mut noticed = noticed.clone();
    let place = |characters: usize| {
        let before: String = text.chars().take(characters).collect();
        spell(&before).chars().count()
    };
    for finding in &mut noticed.findings {
        finding.span = (place(finding.span.0), place(finding.span.1));
    }
    noticed
}

fn together(scraps: Vec<(&str, bool)>) -> String {
    scraps
        .into_iter()
        .map(|(scrap, space)| {
            if space {
                format!("{scrap} ")
            } else {
                scrap.to_owned()
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn accents_may_be_letters_of_their_own_or_marks(
        scraps in prop::collection::vec(
            (prop::sample::select([ACCENTED, SCRAPS].concat()), any::<bool>()), 0..40
        )
    ) {
        let composed: String = together(scraps).nfc().collect();
        let apart: String = composed.nfd().collect();
        let noticed = assess(&composed, LanguageChoice::All);
        let carried = carried_over(&noticed, &composed, |text| text.nfd().collect());
        prop_assert_eq!(assess(&apart, LanguageChoice::All), carried, "{:?}", composed);
    }

    #[test]
    fn any_latin_text_is_the_same_in_either_form(
        text in "[ -\u{ff}]{0,40}(I want to die|ich will sterben|qu\u{ed}ero morir)[ -\u{ff}]{0,40}"
    ) {
        let apart: String = text.nfd().collect();
        let noticed = assess(&text, LanguageChoice::All);
        let carried = carried_over(&noticed, &text, |text| text.nfd().collect());
        prop_assert_eq!(assess(&apart, LanguageChoice::All), carried);
    }

    #[test]
    fn spans_are_in_range_on_any_text(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn spans_are_in_range_where_rules_match(
        scraps in prop::collection::vec((prop::sample::select(SCRAPS), any::<bool>()), 0..60)
    ) {
        holds(&together(scraps))?;
    }
}
