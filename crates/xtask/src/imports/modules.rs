//! Which module may name what, from its source.

use super::paths::{paths, without_tests};

/// What the files below a folder may not name.
struct Rule {
    below: &'static str,
    why: &'static str,
    /// Paths that start so.
    never_from: &'static [&'static [&'static str]],
    /// Names anywhere in a path.
    never_named: &'static [&'static str],
    /// Whether tests, which may stand on anything, are left out.
    tests_are_free: bool,
}

const RULES: [Rule; 5] = [
    Rule {
        below: "src/components/",
        why: "components get props and give callbacks",
        never_from: &[
            &["crate", "state"],
            &["crate", "platform"],
            &["crate", "pages"],
        ],
        never_named: &["gloo", "indexed_db_futures"],
        tests_are_free: false,
    },
    Rule {
        below: "src/pages/",
        why: "only src/platform knows the browser",
        never_from: &[&["crate", "platform"]],
        never_named: &["web_sys", "js_sys", "gloo", "indexed_db_futures"],
        tests_are_free: false,
    },
    Rule {
        below: "src/state/",
        why: "state does not know how it is shown",
        never_from: &[&["crate", "pages"], &["crate", "components"]],
        never_named: &[],
        tests_are_free: false,
    },
    Rule {
        below: "src/platform/",
        why: "platform knows the browser and nothing above it",
        never_from: &[&["crate", "pages"], &["crate", "components"]],
        never_named: &[],
        tests_are_free: false,
    },
    Rule {
        below: "crates/",
        why: "pure crates take time and randomness as arguments",
        never_from: &[
            &["chrono", "Utc", "now"],
            &["chrono", "Local"],
            &["Utc", "now"],
            &["Local", "now"],
            &["Instant", "now"],
            &["std", "time", "Instant"],
            &["rand"],
        ],
        never_named: &[
            "SystemTime",
            "getrandom",
            "thread_rng",
            "OsRng",
            "SysRng",
            "leptos",
            "web_sys",
            "js_sys",
            "gloo",
            "tokio",
            "axum",
            "indexed_db",
            "indexed_db_futures",
        ],
        tests_are_free: true,
    },
];

/// Every name in the source of `file` (its path in the repository) that the rules forbid there.
pub fn broken(file: &str, source: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.covers(file)) {
        let source = if rule.tests_are_free {
            without_tests(source)
        } else {
            source.to_owned()
        };
        for path in paths(file, &source) {
            if rule.forbids(&path) {
                broken.push(format!("{file}: `{}`, but {}", path.join("::"), rule.why));
            }
        }
    }
    broken.sort();
    broken.dedup();
    broken
}

impl Rule {
    fn covers(&self, file: &str) -> bool {
        let is_test = file.ends_with("/tests.rs") || file.contains("/tests/");
        file.starts_with(self.below) && !(self.tests_are_free && is_test)
    }

    fn forbids(&self, path: &[String]) -> bool {
        let starts = |start: &&[&str]| {
            path.len() >= start.len() && path.iter().zip(start.iter()).all(|(a, b)| a == b)
        };
        self.never_from.iter().any(starts)
            || path
                .iter()
                .any(|name| self.never_named.contains(&name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(file: &str, source: &str) -> bool {
        !broken(file, source).is_empty()
    }

    #[test]
    fn components_name_neither_state_nor_platform() {
        let file = "src/components/letter/sheet.rs";
        assert!(breaks(file, "use crate::state::Desk;"));
        assert!(breaks(
            file,
            "use crate::{i18n::words, state::{self, Desk}};"
        ));
        assert!(breaks(file, "use super::super::super::state::Desk;"));
        assert!(breaks(file, "fn a() { crate::platform::clock::now(); }"));
        assert!(!breaks(
            file,
            "use crate::i18n::words; // not crate::state\nlet state = 1;"
        ));
        assert!(!breaks(file, r#"let text = "crate::state::Desk";"#));
        assert!(!breaks("src/pages/today.rs", "use crate::state::Desk;"));
    }

    #[test]
    fn pages_do_not_name_the_browser() {
        let file = "src/pages/conversation/mod.rs";
        assert!(breaks(file, "let w = web_sys::window();"));
        assert!(breaks(file, "use leptos::web_sys::Element;"));
        assert!(breaks(file, "use crate::platform::clock;"));
        assert!(!breaks("src/platform/clock.rs", "use web_sys::Window;"));
    }

    #[test]
    fn pure_crates_read_neither_clock_nor_randomness() {
        let file = "crates/rhythm/src/window.rs";
        for source in [
            "fn a() { chrono::Utc::now(); }",
            "use chrono::Utc; fn a() { let b = Utc::now(); }",
            "use std::time::SystemTime;",
            "use std::time::{Duration, Instant};",
            "fn a() { Instant::now(); }",
            "use rand_core::OsRng;",
            "getrandom::fill(&mut key);",
            "use leptos::prelude::*;",
            "let now = js_sys::Date::now();",
        ] {
            assert!(breaks(file, source), "{source}");
        }
        assert!(!breaks(
            file,
            "use chrono::{DateTime, Utc}; fn a(now: DateTime<Utc>) {}"
        ));
        assert!(!breaks(file, "use rand_core::CryptoRng;"));
        assert!(!breaks(
            "src/platform/clock.rs",
            "let now = js_sys::Date::now();"
        ));
    }

    #[test]
    fn tests_of_pure_crates_may_stand_on_anything() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { Utc::now(); } }\n";
        assert!(!breaks("crates/sync/src/engine.rs", source));
        assert!(!breaks(
            "crates/sync/src/tests.rs",
            "fn b() { Utc::now(); }"
        ));
        let after = format!("{source} fn c() {{ Utc::now(); }}");
        assert!(breaks("crates/sync/src/engine.rs", &after));
    }
}
