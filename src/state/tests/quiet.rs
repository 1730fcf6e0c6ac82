//! What was put away stays so as long as its words are there.

use crate::state::{quiet_line, quiet_rules, still_quiet, within_reach, words_at};
use holdfast_protocol::LETTER_CHARACTERS_MAX;
use holdfast_safety::{LanguageChoice, assess, assess_without};
use proptest::prelude::*;

const URGENT: &str = "I want to kill myself and I am tired of pretending.";

/// Everything that is noticed in it was not meant.
fn not_meant(text: &str) -> String {
    let found = assess(text, LanguageChoice::All).findings.into_iter();
    found
        .map(|one| quiet_line(one.rule, &words_at(text, one.span)))
        .collect()
}

/// Whether it prompts, with what was not meant before.
fn prompts(text: &str, quieted: &str) -> bool {
    let quieted = still_quiet(quieted, text);
    assess_without(text, LanguageChoice::All, &quiet_rules(&quieted)).prompts()
}

#[test]
fn what_was_not_meant_is_quiet_while_its_words_are_there_whatever_is_beside_them() {
    let quieted = not_meant(URGENT);
    let longer = format!("It was a line in a play.\n\n{URGENT} So I laughed.");
    let wrapped = URGENT.replace(' ', "\n");
    for text in [URGENT, &longer, &wrapped] {
        assert!(!prompts(text, &quieted), "{text}");
    }
    assert!(prompts(&format!("{URGENT} My husband hits me."), &quieted));
}

#[test]
fn once_the_words_are_gone_nothing_of_them_is_quiet() {
    let quieted = not_meant(URGENT);
    for text in ["", " \n", "T", "I want to", "Today is worse."] {
        assert_eq!(still_quiet(&quieted, text), "", "{text}");
    }
    // As every key keeps what is still quiet, the next message is heard.
    let kept = still_quiet(&quieted, "T");
    let next = "Today is worse. I want to kill myself tonight.";
    assert!(prompts(next, &kept));
}

#[test]
fn words_within_other_words_are_not_them() {
    let quieted = quiet_line("some.rule", "die");
    assert_eq!(still_quiet(&quieted, "medieval, diet"), "");
    assert_eq!(still_quiet(&quieted, "diet, or \"die\"."), quieted);
}

#[test]
fn what_an_older_build_has_noted_without_words_is_not_quiet() {
    assert_eq!(still_quiet("suicide.wish_to_die\n", URGENT), "");
    assert_eq!(
        quiet_rules("one.rule\nother.rule\twords\n"),
        ["one.rule", "other.rule"]
    );
}

#[test]
fn words_are_found_where_they_stand_in_other_words_just_before() {
    let line = quiet_line("some.rule", "so so s");
    assert_eq!(still_quiet(&line, "oso so so s"), line);
    assert_eq!(still_quiet(&line, "oso so so"), "");
}

#[test]
fn of_a_text_that_is_far_too_long_both_ends_are_looked_at() {
    let most = "a".repeat(2 * LETTER_CHARACTERS_MAX);
    assert_eq!(within_reach(&most), most);
    let long = format!("begin {} {most} {} end", "é".repeat(9), "ß".repeat(9));
    let looked = within_reach(&long);
    assert_eq!(looked.chars().count(), 2 * LETTER_CHARACTERS_MAX + 1);
    assert!(looked.starts_with("begin") && looked.ends_with("end"));
}

proptest! {
    #[test]
    fn any_words_of_a_text_are_found_in_it(
        before in "[a-zé .\n]{0,20}", words in "[a-zé]{1,8}( |\n|\t)[a-zé]{1,8}", after in "[a-zé .\n]{0,20}",
    ) {
        let text = [&before, "\n", &words, " ", &after].concat();
        let from = before.chars().count() + 1;
        let said = words_at(&text, (from, from + words.chars().count()));
        let line = quiet_line("some.rule", &said);
        prop_assert_eq!(line.lines().count(), 1);
        prop_assert_eq!(still_quiet(&line, &text), line.clone());
        prop_assert_eq!(still_quiet(&line, ""), "");
    }
}
