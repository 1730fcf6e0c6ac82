//! Cases for and against each scope, on one English rule or another.

use crate::assess::examine;
use crate::lexicon::Lexicon;
use crate::words::Words;
use crate::{Finding, Language, Level};

fn examined(text: &str) -> Vec<Finding> {
    examine(Lexicon::of(Language::English), &Words::of(text))
}

/// The message's level, and the scopes that lowered or raised anything in it.
fn outcome(text: &str) -> (Level, Vec<&'static str>, Vec<&'static str>) {
    let findings = examined(text);
    let level = findings.iter().map(|f| f.level).max();
    let lowered = findings.iter().flat_map(|f| f.lowered_by.clone()).collect();
    let raised = findings.iter().flat_map(|f| f.raised_by.clone()).collect();
    (level.unwrap_or(Level::None), lowered, raised)
}

#[track_caller]
fn lowers(scope: &str, text: &str, to: Level) {
    let (level, lowered, _) = outcome(text);
    assert!(lowered.contains(&scope), "{text}: {lowered:?}");
    assert_eq!(level, to, "{text}");
}

#[track_caller]
fn leaves(scope: &str, text: &str) {
    let (level, lowered, _) = outcome(text);
    assert!(!lowered.contains(&scope), "{text}: {lowered:?}");
    assert!(level >= Level::Urgent, "{text}: {level:?}");
}

#[track_caller]
fn raises(scope: &str, text: &str, to: Level) {
    let (level, _, raised) = outcome(text);
    assert!(raised.contains(&scope), "{text}: {raised:?}");
    assert_eq!(level, to, "{text}");
}

#[test]
fn negation() {
    lowers("negation", "I'm not suicidal", Level::None);
    lowers("negation", "I would never hurt myself", Level::None);
    lowers("negation", "I don't think I want to die", Level::None);
    leaves("negation", "I'm not going in today, I want to die");
    leaves("negation", "I'm not going in today i want to die");
    leaves("negation", "I'm not well but I want to die");
    leaves("negation", "Not today. I want to die");
}

#[test]
fn false_negation() {
    raises(
        "false_negation",
        "I can't promise I won't hurt myself",
        Level::Urgent,
    );
    raises(
        "false_negation",
        "I can't stop hurting myself",
        Level::Urgent,
    );
    let (_, _, raised) = outcome("I would never hurt myself");
    assert!(!raised.contains(&"false_negation"));
}

#[test]
fn past() {
    lowers(
        "past",
        "Ten years ago I would hurt myself most days",
        Level::Concern,
    );
    lowers(
        "past",
        "Mum had a seizure just on holiday in 2015",
        Level::None,
    );
    leaves("past", "I hurt myself years ago and again last night");
    leaves("past", "I want to die. School was years ago.");
}

#[test]
fn third_person() {
    lowers(
        "third_person",
        "my brother talks of nothing but suicidal thoughts, he is feeling suicidal",
        Level::Concern,
    );
    leaves("third_person", "my brother left and I want to die");
    leaves(
        "third_person",
        "my brother left and killing myself is all that helps",
    );
}

#[test]
fn fiction() {
    lowers("fiction", "In the film the hero wants to die", Level::None);
    lowers(
        "fiction",
        "We read Hamlet. So much talk of feeling suicidal",
        Level::None,
    );
    leaves(
        "fiction",
        "In the film I kept thinking about killing myself",
    );
    leaves("fiction", "I want to die");
}

#[test]
fn inquiry() {
    lowers(
        "inquiry",
        "the app asks about feeling suicidal",
        Level::None,
    );
    leaves("inquiry", "the app asks how I am, I want to kill myself");
    leaves("inquiry", "I am feeling suicidal");
}

#[test]
fn idiom() {
    lowers(
        "idiom",
        "I was so embarrassed I just wanted to die, I want to die laughing",
        Level::None,
    );
    lowers("idiom", "cut myself some slack", Level::None);
    leaves("idiom", "cut myself again");
}

#[test]
fn intent_undoes_an_idiom() {
    raises(
        "intent",
        "I want to die of embarrassment. I mean it",
        Level::Urgent,
    );
    lowers(
        "idiom",
        "I want to die of embarrassment. See you Monday",
        Level::None,
    );
}

#[test]
fn quotation() {
    lowers(
        "quotation",
        "Then he shouted \"I want to die\" and left",
        Level::Concern,
    );
    lowers(
        "quotation",
        "Then he shouted \u{201c}I want to die\u{201d} and left",
        Level::Concern,
    );
    leaves("quotation", "I want to die and all he says is \"cheer up\"");
    leaves("quotation", "I keep thinking \"I want to die\"");
}

#[test]
fn imminent() {
    raises("imminent", "I want to die tonight", Level::Emergency);
    let (level, _, raised) = outcome("I want to die. Tonight we had soup");
    assert!(!raised.contains(&"imminent"));
    assert_eq!(level, Level::Urgent);
}

#[test]
fn resolved() {
    lowers(
        "resolved",
        "I couldn't breathe, turned out to be a panic attack",
        Level::Concern,
    );
    leaves("resolved", "I can't breathe");
}
