//! Several things in one sentence.

use super::Language;

/// "one", "one and two", "one, two and three".
#[must_use]
pub fn listed(parts: &[String], language: Language) -> String {
    let and = match language {
        Language::English => "and",
        Language::German => "und",
    };
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {and} {last}", rest.join(", ")),
    }
}
