//! The second opinion: what a file must be, what a span is, and how it is made.

use super::training::{Message, NOTICED, Trained, train};
use super::{MAGIC, Model};
use crate::words::Words;
use crate::{Category, Language};
use proptest::prelude::*;

/// Messages that a model can tell apart: made of words that only one kind has, and of words
/// that all have.
fn messages() -> Vec<Message> {
    let kinds: [(Option<Category>, [&str; 6]); 4] = [
        (
            Some(Category::Suicide),
            ["bridge", "letter", "goodbye", "river", "ashes", "forever"],
        ),
        (
            Some(Category::Medical),
            ["chest", "stroke", "numb", "dizzy", "blood", "fever"],
        ),
        (
            None,
            ["garden", "train", "coffee", "sister", "window", "music"],
        ),
        (
            None,
            ["market", "kettle", "jacket", "ladder", "bicycle", "soup"],
        ),
    ];
    let mut messages = Vec::new();
    for (risk, own) in kinds {
        for (place, one) in own.iter().enumerate() {
            for other in &own[place + 1..] {
                messages.push(Message {
                    text: format!("today it was the {one} and then the {other} as before"),
                    risk,
                    may_be_noticed: false,
                });
            }
        }
    }
    messages
}

fn made() -> Vec<u8> {
    train(Language::English, &messages(), 7, NOTICED)
}

fn spoken(model: &Model, text: &str) -> Option<(Category, String)> {
    let finding = model.finding(&Words::of(text))?;
    let (start, end) = finding.span;
    let words = text.chars().skip(start).take(end - start).collect();
    Some((finding.category, words))
}

#[test]
fn the_same_messages_make_the_same_model() {
    assert!(made() == made());
    let fewer = train(Language::English, &messages()[1..], 7, NOTICED);
    assert!(fewer != made());
}

#[test]
fn it_tells_what_it_learned_to_tell() {
    let model = Model::read(&made());
    assert!(model.is_some());
    let Some(model) = model else { return };
    let (category, words) = spoken(&model, "🙂 so it was the river and the goodbye, as before")
        .unwrap_or((Category::Abuse, String::new()));
    assert_eq!(category, Category::Suicide);
    assert!(words.contains("river and the goodbye"), "{words}");
    let medical = spoken(&model, "then the stroke and the numb chest");
    assert_eq!(
        medical.map(|(category, _)| category),
        Some(Category::Medical)
    );
    assert_eq!(spoken(&model, "today the coffee and the garden"), None);
}

#[test]
fn what_is_short_is_not_judged() {
    let model = Trained::read(&made());
    assert!(model.is_some());
    let Some(model) = model else { return };
    for text in ["", "   ", "🙂", "goodbye", "goodbye river"] {
        assert_eq!(model.opinion(text), None, "{text}");
    }
    // With one word more it is.
    assert!(model.opinion("goodbye river ashes").is_some());
}

#[test]
fn more_of_the_same_is_not_less() {
    let Some(model) = Trained::read(&made()) else {
        return;
    };
    let ordinary = "today it was the coffee";
    assert_eq!(model.opinion(ordinary), None);
    let with_risk = format!("{ordinary} goodbye river ashes forever");
    assert_eq!(model.opinion(&with_risk), Some(Category::Suicide));
    let and_ordinary = format!(
        "{with_risk}{}",
        " garden train sister window music".repeat(3)
    );
    assert_eq!(model.opinion(&and_ordinary), None);
}

#[test]
fn only_a_whole_file_is_read() {
    let file = made();
    for length in (0..file.len()).step_by(7) {
        assert!(Model::read(&file[..length]).is_none(), "{length}");
    }
    assert!(Model::read(&[&file[..], &[9]].concat()).is_none());
    let mut without_threshold = file.clone();
    without_threshold[MAGIC.len() + 8..][..4].fill(0);
    assert!(Model::read(&without_threshold).is_none());
}

proptest! {
    #[test]
    fn rubbish_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Model::read(&bytes).is_none());
    }

    #[test]
    fn a_changed_file_is_refused_or_works(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        text in "\\PC{0,80}",
    ) {
        let mut file = FILE.with(Clone::clone);
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(model) = Model::read(&file) {
            holds(&model, &text)?;
        }
    }

    #[test]
    fn spans_are_words_of_the_text(
        scraps in prop::collection::vec((prop::sample::select(SCRAPS), any::<bool>()), 0..60)
    ) {
        let model = MODEL.with(|model| holds_on(model.as_ref(), &scraps));
        model?;
    }
}

thread_local! {
    static FILE: Vec<u8> = made();
    static MODEL: Option<Model> = Model::read(&made());
}

const SCRAPS: &[&str] = &[
    "goodbye", "river", "ashes", "chest", "stroke", "coffee", "the", "it was", ".", "!\n", "🙂",
    "e\u{301}", "\u{200d}", "\u{fe0f}", "k i l l", "ſ", "東京", "„", "“", "ﬁ", "Ω", "0",
];

fn holds_on(model: Option<&Model>, scraps: &[(&str, bool)]) -> Result<(), TestCaseError> {
    let model = model.ok_or_else(|| TestCaseError::fail("no model"))?;
    let scraps = scraps.iter();
    let text: String = scraps
        .map(|(scrap, space)| format!("{scrap}{}", if *space { " " } else { "" }))
        .collect();
    holds(model, &text)
}

fn holds(model: &Model, text: &str) -> Result<(), TestCaseError> {
    let Some(finding) = model.finding(&Words::of(text)) else {
        return Ok(());
    };
    let (start, end) = finding.span;
    let characters: Vec<char> = text.chars().collect();
    prop_assert!(start < end && end <= characters.len());
    prop_assert!(characters[start].is_alphanumeric());
    Ok(())
}
