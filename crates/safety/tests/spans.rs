//! Spans point into the text as it was typed.

use holdfast_safety::{Assessment, LanguageChoice, Level, assess, assess_without};
use proptest::prelude::*;

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

proptest! {
    #[test]
    fn spans_are_in_range_on_any_text(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn spans_are_in_range_where_rules_match(
        scraps in prop::collection::vec((prop::sample::select(SCRAPS), any::<bool>()), 0..60)
    ) {
        let text: String = scraps
            .into_iter()
            .map(|(scrap, space)| if space { format!("{scrap} ") } else { scrap.to_owned() })
            .collect();
        holds(&text)?;
    }
}
