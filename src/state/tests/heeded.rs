//! What is shown when: while typing, when sent, late, and after it was heeded.

use crate::state::{Heeded, to_know};
use holdfast_protocol::EnvelopeId;
use holdfast_safety::{Assessment, Category, Finding, Language, Level};

fn noticed(all: &[(Category, Level)]) -> Assessment {
    let findings = all.iter().map(|&(category, level)| Finding {
        rule: category.name(),
        category,
        level,
        span: (0, 1),
        raised_by: Vec::new(),
        lowered_by: Vec::new(),
    });
    Assessment {
        level: all.iter().map(|one| one.1).max().unwrap_or(Level::None),
        findings: findings.collect(),
    }
}

const DIE: (Category, Level) = (Category::Suicide, Level::Urgent);
const HURT: (Category, Level) = (Category::Abuse, Level::Urgent);

fn letter(number: u8) -> EnvelopeId {
    EnvelopeId::from_bytes([number; 16])
}

/// Whether the prompt is there.
fn prompts(heeded: &Heeded) -> bool {
    let shown = heeded.shown.as_ref();
    shown.is_some_and(|shown| shown.level >= Level::Urgent)
}

#[test]
fn what_was_closed_is_quiet_until_something_else_is_noticed_or_it_grows() {
    let mut heeded = Heeded::default();
    heeded.typed(&noticed(&[DIE]), "I die");
    assert!(prompts(&heeded));
    heeded.close();
    assert!(!prompts(&heeded));
    heeded.typed(&noticed(&[DIE]), "I die");
    assert!(!prompts(&heeded), "the same again is no news");
    heeded.typed(
        &noticed(&[DIE, (Category::SelfHarm, Level::Concern)]),
        "I die",
    );
    assert!(!prompts(&heeded), "a concern beside it is none either");
    heeded.typed(&noticed(&[DIE, HURT]), "I die");
    assert!(prompts(&heeded), "danger of another kind is");
    heeded.close();
    heeded.typed(
        &noticed(&[(Category::Suicide, Level::Emergency), HURT]),
        "I die",
    );
    assert!(prompts(&heeded), "and so is more of it");
}

#[test]
fn what_was_closed_is_forgotten_once_its_words_are_gone() {
    // As somebody empties the field, or writes something else in its place.
    for other in ["", "  \n", "Today", "Ill"] {
        let mut heeded = Heeded::default();
        heeded.typed(&noticed(&[DIE]), "I die");
        heeded.close();
        heeded.goes_on("So I said");
        heeded.typed(&noticed(&[DIE]), "So I die");
        assert!(!prompts(&heeded), "the words are still there");
        heeded.goes_on(other);
        heeded.typed(&noticed(&[DIE]), "I die");
        assert!(prompts(&heeded), "{other:?}");
    }
}

#[test]
fn what_was_shown_of_a_letter_goes_on_when_the_page_is_opened_again() {
    let mut before = Heeded::default();
    before.sends(&noticed(&[DIE]));
    before.kept(letter(1));
    let mut heeded = Heeded::default();
    heeded.again(letter(1), before.shown.unwrap());
    assert!(heeded.shown.as_ref().is_some_and(|shown| !shown.sending));
    heeded.typed(&noticed(&[]), "The bus was late.");
    assert_eq!(heeded.letter, Some(letter(1)));
    assert!(prompts(&heeded));
    assert_eq!(heeded.not_meant(), None);
    assert!(!prompts(&heeded));
}

#[test]
fn what_was_closed_while_typing_comes_again_when_it_is_sent() {
    let mut heeded = Heeded::default();
    heeded.typed(&noticed(&[DIE]), "I die");
    heeded.close();
    heeded.sends(&noticed(&[DIE]));
    assert!(prompts(&heeded));
}

#[test]
fn closing_what_a_sent_letter_brought_keeps_nothing_from_the_next() {
    let mut heeded = Heeded::default();
    heeded.sends(&noticed(&[DIE]));
    heeded.kept(letter(1));
    heeded.close();
    heeded.typed(&noticed(&[DIE]), "I die");
    assert!(prompts(&heeded));
}

#[test]
fn what_was_not_meant_is_quiet_for_that_letter_alone() {
    let mut heeded = Heeded::default();
    heeded.typed(&noticed(&[DIE]), "I die");
    let quiet = heeded.not_meant();
    assert_eq!(quiet, Some([DIE.0.name(), "\tI\n"].concat()));
    heeded.sends(&noticed(&[]));
    heeded.kept(letter(1));
    heeded.sends(&noticed(&[DIE]));
    assert_eq!(
        heeded.not_meant(),
        None,
        "a letter that is gone quiets nothing"
    );
}

#[test]
fn an_ordinary_letter_leaves_the_prompt_of_the_one_before() {
    let mut heeded = Heeded::default();
    heeded.sends(&noticed(&[DIE]));
    heeded.kept(letter(1));
    heeded.typed(&noticed(&[]), "I die");
    heeded.sends(&noticed(&[]));
    heeded.kept(letter(2));
    assert!(prompts(&heeded));
    assert_eq!(heeded.letter, Some(letter(1)), "and it is still about that");
    heeded.sends(&noticed(&[HURT]));
    heeded.kept(letter(3));
    assert_eq!(heeded.letter, Some(letter(3)));
}

#[test]
fn a_concern_goes_with_the_next_letter() {
    let mut heeded = Heeded::default();
    heeded.sends(&noticed(&[(Category::SelfHarm, Level::Concern)]));
    heeded.kept(letter(1));
    assert!(heeded.shown.is_some());
    heeded.sends(&noticed(&[]));
    assert_eq!(heeded.shown, None);
}

#[test]
fn a_late_language_speaks_of_the_letter_that_was_sent_and_leaves_the_focus_to_who_writes() {
    for is_writing in [true, false] {
        let mut heeded = Heeded::default();
        let number = heeded.sends(&noticed(&[]));
        heeded.kept(letter(1));
        heeded.late(number, &noticed(&[DIE]), is_writing);
        assert!(prompts(&heeded));
        assert_eq!(heeded.letter, Some(letter(1)));
        let takes_the_focus = heeded.shown.as_ref().map(|shown| shown.sending);
        assert_eq!(takes_the_focus, Some(!is_writing));
    }
}

#[test]
fn a_late_language_does_not_bring_back_what_was_put_away() {
    for is_closed in [true, false] {
        let mut heeded = Heeded::default();
        let number = heeded.sends(&noticed(&[DIE]));
        heeded.kept(letter(1));
        if is_closed {
            heeded.close();
        } else {
            heeded.not_meant();
        }
        heeded.late(number, &noticed(&[DIE]), true);
        assert!(!prompts(&heeded));
        // Of the next letter it speaks all the same.
        let number = heeded.sends(&noticed(&[]));
        heeded.kept(letter(2));
        heeded.late(number, &noticed(&[DIE]), true);
        assert!(prompts(&heeded));
    }
}

#[test]
fn a_late_language_makes_it_more_pressing_and_never_less() {
    let mut heeded = Heeded::default();
    let number = heeded.sends(&noticed(&[(Category::Suicide, Level::Concern)]));
    heeded.late(number, &noticed(&[DIE]), false);
    assert!(prompts(&heeded));
    let before = heeded.shown.clone();
    heeded.late(number, &noticed(&[HURT]), true);
    assert_eq!(heeded.shown, before, "what is there stays as it is");
}

#[test]
fn what_looks_like_no_language_is_asked_of_all() {
    let spoken = Some(Language::English);
    for text in ["kms", "Tomei 30 comprimidos", "30 Tabletten genommen", ""] {
        let asked = to_know(text, spoken);
        let is_asked = |code| asked.iter().any(|language| language.code() == code);
        assert!(is_asked("en"), "{text}: {asked:?}");
        let own = if text.starts_with('T') { "pt" } else { "de" };
        assert!(is_asked(own), "{text}: {asked:?}");
    }
    let german = to_know("Ich habe heute gut geschlafen und bin müde.", spoken);
    assert_eq!(german, [Language::German, Language::English]);
}

#[test]
fn item_nine_once_closed_shows_people_again_as_soon_as_it_is_higher() {
    let mut heeded = Heeded::default();
    let mut shows = |points, closes: bool| {
        heeded.item_nine(points, false);
        let shows = prompts(&heeded);
        if closes {
            heeded.close();
        }
        shows
    };
    assert!(!shows(0, false));
    assert!(shows(1, true));
    assert!(!shows(1, false));
    assert!(shows(3, true));
    assert!(!shows(2, false));
    assert!(!shows(0, false));
    assert!(shows(1, false), "back at zero it begins afresh");
}
