//! `holdfast simulate link` as someone at a shell meets it.
#![allow(clippy::unwrap_used, reason = "a test may")]

use serde_json::Value;
use std::process::{Command, Output, Stdio};

const PRODUCT: [&str; 10] = [
    "--free",
    "0.10",
    "--link",
    "0.25",
    "--burst-minutes",
    "5",
    "--window-hours",
    "2",
    "--trials",
    "2000",
];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["simulate", "link"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// With the product page's figures but for these.
fn with(changes: &[&str]) -> Output {
    let mut arguments = Vec::new();
    for pair in PRODUCT.chunks(2) {
        let replaced = changes
            .chunks(2)
            .find(|change| change.first() == pair.first());
        arguments.extend_from_slice(replaced.unwrap_or(pair));
    }
    let known = |name: &&str| PRODUCT.contains(name);
    for added in changes
        .chunks(2)
        .filter(|pair| !pair.first().is_some_and(&known))
    {
        arguments.extend_from_slice(added);
    }
    run(&arguments)
}

/// The one line that was said, when all went well.
fn line(output: Output) -> String {
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1, "{text}");
    lines[0].to_owned()
}

fn figures(line: &str) -> [f64; 3] {
    let value: Value = serde_json::from_str(line).unwrap();
    assert_eq!(value.as_object().unwrap().len(), 3, "{line}");
    ["call_success", "message_success", "bound"].map(|name| value[name].as_f64().unwrap())
}

fn complaint(output: Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn letters_get_through_where_calls_do_not() {
    let [call, message, bound] = figures(&line(with(&[])));
    assert!(call < 0.01, "{call}");
    assert!((0.92..0.97).contains(&bound), "{bound}");
    assert!(
        message >= 0.995 * bound && message <= bound,
        "{message} of {bound}"
    );
}

#[test]
fn the_same_seed_says_the_same_and_another_does_not() {
    let said = |seed| line(with(&["--seed", seed]));
    assert_eq!(said("7"), said("7"));
    assert_ne!(said("7"), said("8"));
    assert_eq!(line(with(&[])), line(with(&[])));
}

#[test]
fn the_keys_come_in_this_order() {
    let always = ["--free", "1", "--link", "1", "--trials", "3"];
    let expected = r#"{"call_success":1.0,"message_success":1.0,"bound":1.0}"#;
    assert_eq!(line(with(&always)), expected);
    let expected = r#"{"call_success":0.0,"message_success":0.0,"bound":0.0}"#;
    assert_eq!(line(with(&["--link", "0"])), expected);
    assert_eq!(line(with(&["--free", "0"])), expected);
}

#[test]
fn what_is_no_probability_is_refused_by_name() {
    for (name, value) in [
        ("--free", "1.5"),
        ("--free", "-0.1"),
        ("--link", "NaN"),
        ("--link", "25%"),
    ] {
        // With a sign in front it would look like an option.
        let argument = format!("{name}={value}");
        let said = complaint(run(&[&argument]));
        assert!(said.contains(name) && said.contains(value), "{said}");
        assert!(said.contains("expected"), "{said}");
    }
}

#[test]
fn what_is_no_time_and_no_number_of_tries_is_refused_by_name() {
    for (name, value) in [
        ("--burst-minutes", "0"),
        ("--burst-minutes", "inf"),
        ("--window-hours", "0"),
        ("--window-hours", "1000"),
        ("--call-minutes", "x"),
        ("--trials", "0"),
        ("--trials", "1.5"),
        ("--round-trip-ms", "0"),
        ("--round-trip-ms", "14001"),
    ] {
        let said = complaint(with(&[name, value]));
        assert!(said.contains(name) && said.contains(value), "{said}");
    }
}

#[test]
fn what_is_missing_is_named() {
    let said = complaint(run(&[]));
    for name in PRODUCT.iter().step_by(2) {
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn help_explains_the_model() {
    let output = run(&["--help"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("one round trip"), "{text}");
    assert!(text.contains("--seed"), "{text}");
}

#[test]
fn a_clinic_is_played_under_every_rule() {
    let output = |seed: &str| {
        let played = Command::new(env!("CARGO_BIN_EXE_holdfast"))
            .args([
                "simulate", "clinic", "--days", "14", "--people", "1", "--seed", seed,
            ])
            .output()
            .unwrap();
        assert_eq!(played.status.code(), Some(0));
        String::from_utf8(played.stdout).unwrap()
    };
    let said = output("3");
    assert_eq!(said, output("3"));
    assert_ne!(said, output("4"));
    let lines: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let harm: Vec<f64> = lines
        .iter()
        .map(|line| line["harm"].as_f64().unwrap())
        .collect();
    assert_eq!(harm.len(), 4);
    assert!(
        harm[2] < harm[0],
        "likeliest first, against all in order of arrival: {said}"
    );
}
