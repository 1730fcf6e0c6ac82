//! Every rule's own cases, from the lexicon files: `+` must be found, `-` must not.

#![allow(clippy::unwrap_used, reason = "a test may")]

use holdfast_safety::{Language, LanguageChoice, Level, assess, prepare};
use std::{fs, path::Path};

const FILES: [&str; 6] = [
    "suicide",
    "self_harm",
    "harm_to_others",
    "abuse",
    "overdose",
    "medical",
];

struct Rule {
    name: String,
    level: Level,
    with: Vec<String>,
    without: Vec<String>,
}

fn rules(folder: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for file in FILES {
        let path = Path::new("data/lexicon")
            .join(folder)
            .join(format!("{file}.txt"));
        for line in fs::read_to_string(path).unwrap().lines().map(str::trim) {
            if let Some(head) = line.strip_prefix("rule ") {
                let mut words = head.split_whitespace();
                rules.push(Rule {
                    name: format!("{file}.{}", words.next().unwrap()),
                    level: Level::from_name(words.next().unwrap()).unwrap(),
                    with: Vec::new(),
                    without: Vec::new(),
                });
            } else if let Some(case) = line.strip_prefix("+ ") {
                rules.last_mut().unwrap().with.push(case.to_owned());
            } else if let Some(case) = line.strip_prefix("- ") {
                rules.last_mut().unwrap().without.push(case.to_owned());
            }
        }
    }
    rules
}

fn check(language: Language, folder: &str) {
    let mut wrong = Vec::new();
    for rule in rules(folder) {
        if rule.with.is_empty() || rule.without.is_empty() {
            wrong.push(format!(
                "{}: needs a case for and a case against",
                rule.name
            ));
        }
        let noticed = |case: &str| {
            assess(case, LanguageChoice::Known(language))
                .findings
                .iter()
                .any(|finding| finding.rule == rule.name && finding.level >= rule.level)
        };
        for case in rule.with.iter().filter(|case| !noticed(case)) {
            wrong.push(format!("{}: not found in {case:?}", rule.name));
        }
        for case in rule.without.iter().filter(|case| noticed(case)) {
            wrong.push(format!("{}: found in {case:?}", rule.name));
        }
        for case in &rule.without {
            if rule.level > Level::Concern
                && assess(case, LanguageChoice::Known(language)).prompts()
            {
                wrong.push(format!("{}: {case:?} prompts by another rule", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{folder}:\n{}", wrong.join("\n"));
}

#[test]
fn english_rules_hold_on_their_own_cases() {
    check(Language::English, "english");
}

#[test]
fn german_rules_hold_on_their_own_cases() {
    check(Language::German, "german");
}

#[test]
fn spanish_rules_hold_on_their_own_cases() {
    check(Language::Spanish, "spanish");
}

#[test]
fn french_rules_hold_on_their_own_cases() {
    check(Language::French, "french");
}

#[test]
fn portuguese_rules_hold_on_their_own_cases() {
    check(Language::Portuguese, "portuguese");
}

#[test]
fn what_was_made_ready_in_parts_finds_the_same() {
    let text = "I want to die. Ich will sterben.";
    let parts = (0..100).take_while(|_| prepare()).count();
    assert!(parts < 100, "it is ready at last");
    let found: Vec<_> = assess(text, LanguageChoice::All)
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
}
