//! What the writer's device noticed, as it travels inside the sealed letter.

#[cfg(target_family = "wasm")]
use crate::platform::{lines, packs};
use holdfast_protocol::{Hint, LETTER_CHARACTERS_MAX, Noticed, NoticedCategory, NoticedLevel};
use holdfast_safety::{Assessment, Category, Language, Level, likely_languages};
use std::borrow::Cow;

/// What a letter carries of an assessment; none if nothing was noticed.
///
/// ```
/// use holdfast_app::state::noticed;
/// use holdfast_protocol::NoticedLevel;
/// use holdfast_safety::{LanguageChoice, assess};
///
/// let assessment = assess("I want to die", LanguageChoice::All);
/// assert_eq!(noticed(&assessment).map(|noticed| noticed.level), Some(NoticedLevel::Urgent));
/// assert!(noticed(&assess("Good morning", LanguageChoice::All)).is_none());
/// ```
#[must_use]
pub fn noticed(assessment: &Assessment) -> Option<Noticed> {
    let level = match assessment.level {
        Level::None => return None,
        Level::Concern => NoticedLevel::Concern,
        Level::Urgent => NoticedLevel::Urgent,
        Level::Emergency => NoticedLevel::Emergency,
    };
    let hints = assessment.findings.iter().map(|finding| Hint {
        rule: finding.rule.to_owned(),
        span: (place(finding.span.0), place(finding.span.1)),
    });
    Some(Noticed {
        level,
        categories: assessment.categories().into_iter().map(category).collect(),
        hints: hints.collect(),
    })
}

/// What is looked at of a text while it is typed: all of it, or of one that is
/// far too long to be sent as much of its beginning and of its end as a letter
/// may have.
#[must_use]
pub fn within_reach(text: &str) -> Cow<'_, str> {
    let mut places = text.char_indices().map(|(place, _)| place);
    let first = places.nth(LETTER_CHARACTERS_MAX);
    let last = places.nth_back(LETTER_CHARACTERS_MAX - 1);
    let parts = first.zip(last);
    match parts.and_then(|(first, last)| Some((text.get(..first)?, text.get(last..)?))) {
        Some((first, last)) => Cow::Owned([first, "\n", last].concat()),
        None => Cow::Borrowed(text),
    }
}

/// The languages that a text may be written in: those it looks like and the one
/// `spoken`, or all where it looks like none.
#[must_use]
pub fn to_know(text: &str, spoken: Option<Language>) -> Vec<Language> {
    let mut likely = likely_languages(text);
    if likely.is_empty() {
        return Language::ALL.to_vec();
    }
    likely.extend(spoken.filter(|one| !likely.contains(one)));
    likely
}

/// Loads what noticing knows of these languages, and all help lines; `came` hears of each that was
/// not here before.
#[cfg(target_family = "wasm")]
pub fn get_to_know(languages: Vec<Language>, came: impl Fn() + 'static) {
    packs::load(languages, came);
    lines::load(|| ());
}

fn category(category: Category) -> NoticedCategory {
    match category {
        Category::Suicide => NoticedCategory::Suicide,
        Category::SelfHarm => NoticedCategory::SelfHarm,
        Category::HarmToOthers => NoticedCategory::HarmToOthers,
        Category::Abuse => NoticedCategory::Abuse,
        Category::Overdose => NoticedCategory::Overdose,
        Category::Medical => NoticedCategory::Medical,
    }
}

/// A letter has at most some thousands of characters.
fn place(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}
