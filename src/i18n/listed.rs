//! Several things in one sentence.

use super::{Language, fill, names::times, say_in};

/// "one", "one and two", "one, two and three".
#[must_use]
pub fn listed(parts: &[String], language: Language) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => {
            // Spanish "y" is "e" before the sound of an i.
            let and = if last.starts_with(['i', 'I', 'í', 'Í']) {
                times::and_i
            } else {
                times::and
            };
            let list = rest.join(", ");
            fill(say_in(language, and), &[("list", &list), ("last", last)])
        }
    }
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use super::*;

    #[test]
    fn the_last_is_joined_as_each_language_does() {
        for (language, two, three) in [
            (Language::English, "Ana and Inés", "a, b and c"),
            (Language::German, "Ana und Inés", "a, b und c"),
            (Language::Spanish, "Ana e Inés", "a, b y c"),
            (Language::French, "Ana et Inés", "a, b et c"),
            (Language::Portuguese, "Ana e Inés", "a, b e c"),
        ] {
            let parts = |names: &[&str]| {
                names
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect::<Vec<_>>()
            };
            assert_eq!(listed(&parts(&["Ana", "Inés"]), language), two);
            assert_eq!(listed(&parts(&["a", "b", "c"]), language), three);
            assert_eq!(listed(&parts(&["a"]), language), "a");
            assert_eq!(listed(&[], language), "");
        }
    }
}
