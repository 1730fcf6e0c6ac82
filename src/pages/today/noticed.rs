//! What was noticed on the writer's device, in calm words.

use holdfast_protocol::{NoticedCategory, NoticedLevel};

use crate::i18n::{Language, fill, listed, t_string};
use crate::pages::shell::Words;

/// One sentence about what was noticed.
#[must_use]
pub fn noticed_words(
    words: Words,
    level: NoticedLevel,
    about: &[NoticedCategory],
    language: Language,
) -> String {
    let parts: Vec<String> = about
        .iter()
        .map(|category| about_words(words, *category).to_owned())
        .collect();
    let plain = match (level, parts.is_empty()) {
        (NoticedLevel::Emergency, true) => t_string!(words, today.noticed.emergency),
        (NoticedLevel::Emergency, false) => t_string!(words, today.noticed.emergency_about),
        (NoticedLevel::Urgent, true) => t_string!(words, today.noticed.urgent),
        (NoticedLevel::Urgent, false) => t_string!(words, today.noticed.urgent_about),
        (NoticedLevel::Concern, true) => t_string!(words, today.noticed.concern),
        (NoticedLevel::Concern, false) => t_string!(words, today.noticed.concern_about),
    };
    fill(plain, &[("about", &listed(&parts, language))])
}

/// What words are about.
#[must_use]
pub fn about_words(words: Words, category: NoticedCategory) -> &'static str {
    match category {
        NoticedCategory::Suicide => t_string!(words, today.about.suicide),
        NoticedCategory::SelfHarm => t_string!(words, today.about.self_harm),
        NoticedCategory::HarmToOthers => t_string!(words, today.about.harm_to_others),
        NoticedCategory::Abuse => t_string!(words, today.about.abuse),
        NoticedCategory::Overdose => t_string!(words, today.about.overdose),
        NoticedCategory::Medical => t_string!(words, today.about.medical),
    }
}
