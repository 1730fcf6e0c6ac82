//! What the lexicon's notation means, on rules made for each test.

use crate::assess::examine;
use crate::lexicon::of_pack;
use crate::pack::Pack;
use crate::words::Words;
use crate::{Language, Level};

#[path = "../build/lexicon.rs"]
#[allow(
    dead_code,
    reason = "shared with the build script, which uses all of it"
)]
mod lexicon;
#[path = "../build/pattern.rs"]
mod pattern;
#[path = "../build/pieces.rs"]
mod pieces;

// What the files of the build script call what they share with the crate.
use crate::pack_tests::written as pack;
use crate::{pack_format, scope_names, tables, words};

/// The level of each text, by rules of suicide.
fn levels(rules: &str, texts: &[&str]) -> Result<Vec<&'static str>, String> {
    let compiled = lexicon::compile(|name| {
        Ok(match name {
            "suicide" => rules.to_owned(),
            "groups" => "pills = pill | tablets".to_owned(),
            "scope" => "scope negation\n  not\n".to_owned(),
            _ => String::new(),
        })
    });
    let contents = pack::Contents {
        code: Language::English.code().to_owned(),
        ..compiled?
    };
    let read = Pack::read(&pack::write(&contents), Language::English);
    let lexicon = of_pack(read.map_err(|error| error.to_string())?);
    let level = |text: &&str| {
        let findings = examine(&lexicon, &Words::of(text));
        let level = findings.iter().map(|finding| finding.level).max();
        level.unwrap_or(Level::None).name()
    };
    Ok(texts.iter().map(level).collect())
}

fn check(rules: &str, cases: &[(&str, &str)]) -> Result<(), String> {
    let (texts, expected): (Vec<&str>, Vec<&str>) = cases.iter().copied().unzip();
    assert_eq!(levels(rules, &texts)?, expected, "{rules}: {texts:?}");
    Ok(())
}

#[test]
fn a_gap_with_a_full_stop_reaches_into_the_next_sentence_and_no_further() -> Result<(), String> {
    check(
        "rule goodbye urgent\n  letters ~4. goodbye",
        &[
            ("I wrote the letters. Now goodbye", "urgent"),
            ("I wrote the letters and now goodbye", "urgent"),
            ("I wrote letters. Then. Goodbye", "none"),
            ("I wrote letters. One two three four five goodbye", "none"),
        ],
    )?;
    check(
        "rule goodbye urgent\n  letters ~4 goodbye",
        &[("I wrote the letters. Now goodbye", "none")],
    )
}

#[test]
fn pieces_in_square_brackets_stand_in_any_order() -> Result<(), String> {
    check(
        "rule all urgent\n  [<pills> vodka (alone|by myself)]3",
        &[
            ("vodka, tablets and by myself", "urgent"),
            ("alone with a pill and some vodka", "urgent"),
            ("tablets and vodka", "none"),
            ("vodka one two three four pill alone", "none"),
            ("vodka not pill alone", "none"),
        ],
    )?;
    check(
        "rule all urgent\n  [vodka pill]3.",
        &[("A pill. Vodka", "urgent"), ("Vodka. A pill", "urgent")],
    )
}

#[test]
fn a_pattern_can_have_a_level_of_its_own() -> Result<(), String> {
    check(
        "rule wish concern\n  gone for good\n  urgent: gone (tonight|today)\n  emergency: gone now",
        &[
            ("gone for good", "concern"),
            ("gone today", "urgent"),
            ("gone now", "emergency"),
            ("gone for good and gone now", "emergency"),
            ("not gone now", "none"),
        ],
    )
}

#[test]
fn a_marked_word_is_found_with_one_letter_amiss_and_no_more() -> Result<(), String> {
    check(
        "rule typo urgent\n  suicidal^",
        &[
            ("suicidal", "urgent"),
            ("sucidal", "urgent"),
            ("suiicidal", "urgent"),
            ("suicdial", "urgent"),
            ("scidal", "none"),
            ("suicide", "none"),
            ("fungicidal", "none"),
        ],
    )
}

#[test]
fn a_day_or_an_initial_does_not_end_the_sentence() -> Result<(), String> {
    check(
        "rule plan urgent\n  letters ~4 goodbye",
        &[
            ("letters on the 24. December goodbye", "urgent"),
            ("letters, z. B. goodbye", "urgent"),
            ("letters in 1984. Now goodbye", "none"),
            ("letters written. Now goodbye", "none"),
        ],
    )
}

#[test]
fn what_is_no_pattern_is_refused_with_its_line() {
    for line in [
        "~3 word",
        "[one two]",
        "[one two]3x",
        "[a b c d]2",
        "short^",
        "word ~16 word",
        "(one|two",
        "<nobody>",
    ] {
        let refused = levels(&format!("rule r urgent\n  {line}"), &[]);
        let said = refused.err().unwrap_or_default();
        assert!(said.starts_with("suicide.txt:2: "), "{line}: {said:?}");
    }
}
