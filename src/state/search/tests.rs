//! Laws of finding words.
#![allow(clippy::unwrap_used, reason = "a test may")]

use super::{AROUND, Query, parts_at};
use proptest::prelude::*;

fn found(typed: &str, text: &str) -> Option<String> {
    Some(Query::new(typed)?.find(text)?.found)
}

#[test]
fn capitals_accents_and_blanks_do_not_matter() {
    for (typed, text, expected) in [
        ("harbour", "At the Harbour again", "Harbour"),
        ("HARBOUR", "the harbour", "harbour"),
        ("cafe", "Im Café", "Café"),
        ("Café", "im cafe", "cafe"),
        ("cafe", "im Cafe\u{301} da", "Cafe\u{301}"),
        ("the  water", "the\nwater", "the\nwater"),
        ("the water", "the \u{a0} water", "the \u{a0} water"),
        ("don't", "I don’t know", "don’t"),
        ("straße", "Die Strasse", "Strasse"),
        ("STRASSE", "die Straße", "Straße"),
        ("Čapek", "capek", "capek"),
        ("łódź", "Lodz", "Lodz"),
        ("ФЁДОР", "фёдор", "фёдор"),
        ("αβγ", "ΑΒΓ", "ΑΒΓ"),
    ] {
        assert_eq!(found(typed, text).as_deref(), Some(expected), "{typed}");
    }
}

#[test]
fn umlauts_are_found_in_every_way_that_people_write_them() {
    let ways = ["für", "fuer", "fur", "FÜR", "fu\u{308}r"];
    for typed in ways {
        for text in ["für", "fu\u{308}r", "FÜR"] {
            assert_eq!(
                found(typed, text).as_deref(),
                Some(text),
                "{typed} in {text}"
            );
        }
    }
    for typed in [
        "Mueller Jorg",
        "Muller Joerg",
        "Müller Jorg",
        "mueller jörg",
    ] {
        let text = "Frau Müller, Jörg und Müller Jörg";
        assert_eq!(
            found(typed, text).as_deref(),
            Some("Müller Jörg"),
            "{typed}"
        );
    }
    assert_eq!(found("fur", "fuer"), None);
    // Half of what a letter stands for is not there.
    assert_eq!(found("e", "ä"), None);
    assert_eq!(found("s", "ß"), None);
}

#[test]
fn nothing_is_not_looked_for() {
    for typed in ["", "  ", "\u{301}", "\u{200b}"] {
        assert!(Query::new(typed).is_none());
    }
}

#[test]
fn a_long_letter_is_shown_from_word_to_word() {
    let text = format!("{}needle {}", "word ".repeat(80), "more ".repeat(80));
    let excerpt = Query::new("NEEDLE").unwrap().find(&text).unwrap();
    assert!(excerpt.before.starts_with("…word word"));
    assert!(excerpt.before.ends_with("word "));
    assert!(excerpt.after.starts_with(" more"));
    assert!(excerpt.after.ends_with("more…"));
    assert!(excerpt.before.chars().count() < AROUND + 12);
    let short = Query::new("is").unwrap().find("it is here").unwrap();
    assert_eq!(
        (short.before.as_str(), short.after.as_str()),
        ("it ", " here")
    );
}

#[test]
fn what_belongs_together_is_not_torn() {
    // A family, a flag, a tone of skin, a letter with two marks.
    let family = "👩\u{200d}👩\u{200d}👧";
    let text = [family, "🇩🇪", "👋🏽", "o\u{323}\u{301}"].join("").repeat(70);
    for typed in ["👩", "🇪", "👋", "o"] {
        let excerpt = Query::new(typed).unwrap().find(&text).unwrap();
        let whole = [excerpt.before, excerpt.found, excerpt.after].concat();
        assert_eq!(whole, text, "there is no place to part it");
    }
    assert!(parts_at("ab", 1));
    for (text, byte) in [("a\u{301}", 1), ("🇩🇪", 4), ("\r\n", 1), ("a👋", 1)] {
        assert!(!parts_at(text, byte));
    }
}

/// The letters of a text as people type them differently.
fn retyped(text: &str, capitals: bool) -> String {
    let spelled = text.replace('ä', "ae").replace('ß', "ss");
    if capitals {
        spelled.to_uppercase()
    } else {
        spelled
    }
}

/// One way to type what stands in `text` for each of its characters.
fn spelled(text: &str, ways: &[u8]) -> String {
    let ways = ways.iter().cycle();
    let typed = text.chars().zip(ways).map(|(character, way)| {
        let bare = match character {
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            _ => return character.to_string(),
        };
        match way % 4 {
            0 => character.to_string(),
            1 => format!("{bare}e"),
            2 => format!("{bare}\u{308}"),
            _ => bare.to_string(),
        }
    });
    typed.collect()
}

proptest! {
    #[test]
    fn every_umlaut_may_be_spelled_in_a_way_of_its_own(
        before in "[a-zäöü ]{0,30}",
        word in "[b-zäöü][aeuäöün]{0,14}",
        after in "[a-zäöü ]{0,30}",
        ways in proptest::collection::vec(any::<u8>(), 1..16),
        text_ways in proptest::collection::vec(0_u8..3, 1..16),
    ) {
        let query = Query::new(&spelled(&word, &ways)).unwrap();
        // In the text they are umlauts, in one piece or in two.
        let text_ways: Vec<_> = text_ways.iter().map(|way| way * 2).collect();
        let text = spelled(&[before.as_str(), &word, &after].concat(), &text_ways);
        prop_assert!(query.find(&text).is_some(), "{text}");
    }

    #[test]
    fn no_text_and_no_query_is_too_much(typed in ".*", text in ".*") {
        if let Some(excerpt) = Query::new(&typed).and_then(|query| query.find(&text)) {
            let inner = [excerpt.before.trim_start_matches('…'), &excerpt.found, excerpt.after.trim_end_matches('…')].concat();
            prop_assert!(text.contains(inner.as_str()) || excerpt.before.contains('…') || excerpt.after.contains('…'));
            // What is marked is found again in itself.
            prop_assert!(Query::new(&typed).unwrap().find(&excerpt.found).is_some());
        }
    }

    #[test]
    fn what_is_there_is_found_and_what_is_found_is_there(
        before in "[a-zäéß ,.👋🏽\u{301}\n]{0,300}",
        word in "[a-zäß]{1,12}",
        after in "[a-zäéß ,.👋🏽\u{301}\n]{0,300}",
        capitals in any::<bool>(),
    ) {
        let text = [before.as_str(), &word, &after].concat();
        let query = Query::new(&retyped(&word, capitals)).unwrap();
        let excerpt = query.find(&text).unwrap();
        let whole = [&excerpt.before, &excerpt.found, &excerpt.after].map(|part| part.trim_matches('…')).concat();
        prop_assert!(text.contains(&whole));
        prop_assert!(query.find(&excerpt.found).is_some());
        // Parted fairly: at the ends of the excerpt and of what is marked.
        let begin = text.find(&whole).unwrap();
        let places = [begin, begin + whole.len()];
        prop_assert!(places.iter().all(|place| parts_at(&text, *place)));
    }
}
