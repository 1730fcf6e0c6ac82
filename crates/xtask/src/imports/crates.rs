//! Which crate may depend on which, from what cargo says.

use serde_json::Value;

use super::PURE;

/// What one crate may use of this workspace, beyond which nothing is allowed.
struct Rule {
    name: &'static str,
    uses: &'static [&'static str],
    /// Whether its tests may use anything.
    tests_are_free: bool,
}

const RULES: [Rule; 12] = [
    rule("holdfast-rhythm", &[]),
    rule("holdfast-safety", &[]),
    rule("holdfast-measures", &["holdfast-rhythm"]),
    rule("holdfast-protocol", &["holdfast-rhythm"]),
    rule("holdfast-seal", &["holdfast-protocol"]),
    rule("holdfast-sync", &["holdfast-protocol"]),
    Rule {
        name: "holdfast-relay",
        uses: &["holdfast-protocol", "holdfast-rhythm"],
        tests_are_free: true,
    },
    Rule {
        name: "holdfast-cli",
        uses: &[
            "holdfast-relay",
            "holdfast-rhythm",
            "holdfast-safety",
            "holdfast-sync",
        ],
        // They ask the program as a device does.
        tests_are_free: true,
    },
    rule(
        "holdfast-app",
        &[
            "holdfast-rhythm",
            "holdfast-safety",
            "holdfast-measures",
            "holdfast-protocol",
            "holdfast-seal",
            "holdfast-sync",
            "holdfast-words",
        ],
    ),
    rule("leptos_config", &[]),
    rule("holdfast-words", &[]),
    rule("xtask", &["holdfast-safety", "holdfast-words"]),
];

/// What a pure crate may not use even through cargo, by the start of its name.
const NOT_PURE: [&str; 12] = [
    "leptos",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "gloo",
    "indexed_db",
    "tokio",
    "axum",
    "hyper",
    "reqwest",
    "getrandom",
    "rusqlite",
];

const fn rule(name: &'static str, uses: &'static [&'static str]) -> Rule {
    Rule {
        name,
        uses,
        tests_are_free: false,
    }
}

/// Every dependency that the rules forbid.
pub fn broken(metadata: &str) -> Result<Vec<String>, serde_json::Error> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let mut broken = Vec::new();
    for package in list(&metadata, "packages") {
        let name = text(package, "name");
        let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
            broken.push(format!(
                "{name}: no import rule names this crate; add one to crates/xtask/src/imports"
            ));
            continue;
        };
        for dependency in list(package, "dependencies") {
            broken.extend(forbidden(rule, dependency));
        }
    }
    Ok(broken)
}

fn forbidden(rule: &Rule, dependency: &Value) -> Option<String> {
    let used = text(dependency, "name");
    let for_tests = text(dependency, "kind") == "dev";
    if for_tests && rule.tests_are_free {
        return None;
    }
    if for_tests && used == rule.name {
        // Its own tests from outside, with features of its own.
        return None;
    }
    let ours = RULES.iter().any(|other| other.name == used);
    if ours && !rule.uses.contains(&used) {
        return Some(format!("{} may not use {used}", rule.name));
    }
    let pure = PURE.contains(&rule.name) && !for_tests;
    if pure && NOT_PURE.iter().any(|start| used.starts_with(start)) {
        return Some(format!("{} is pure and may not use {used}", rule.name));
    }
    None
}

fn list<'value>(value: &'value Value, name: &str) -> &'value [Value] {
    value
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn text<'value>(value: &'value Value, name: &str) -> &'value str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(package: &str, uses: &str, kind: Value) -> Vec<String> {
        let metadata = json!({ "packages": [
            { "name": package, "dependencies": [{ "name": uses, "kind": kind }] }
        ]});
        broken(&metadata.to_string()).unwrap()
    }

    #[test]
    fn the_relay_cannot_open_letters() {
        for uses in ["holdfast-seal", "holdfast-safety", "holdfast-sync"] {
            let broken = found("holdfast-relay", uses, Value::Null);
            assert_eq!(broken, [format!("holdfast-relay may not use {uses}")]);
            assert!(found("holdfast-relay", uses, json!("dev")).is_empty());
        }
        assert!(found("holdfast-relay", "holdfast-rhythm", Value::Null).is_empty());
    }

    #[test]
    fn pure_crates_stay_pure() {
        let broken = found("holdfast-rhythm", "tokio", Value::Null);
        assert_eq!(broken, ["holdfast-rhythm is pure and may not use tokio"]);
        assert_eq!(found("holdfast-sync", "gloo-timers", Value::Null).len(), 1);
        assert_eq!(found("holdfast-seal", "getrandom", json!("build")).len(), 1);
        assert!(found("holdfast-relay", "tokio", Value::Null).is_empty());
        assert!(found("holdfast-seal", "getrandom", json!("dev")).is_empty());
    }

    #[test]
    fn the_app_and_the_program_keep_apart() {
        assert_eq!(
            found("holdfast-app", "holdfast-relay", Value::Null).len(),
            1
        );
        assert_eq!(found("holdfast-cli", "holdfast-seal", Value::Null).len(), 1);
        assert_eq!(
            found("holdfast-rhythm", "holdfast-protocol", json!("dev")).len(),
            1
        );
    }

    #[test]
    fn a_new_crate_needs_a_rule() {
        assert_eq!(found("holdfast-new", "serde", Value::Null).len(), 1);
    }
}
