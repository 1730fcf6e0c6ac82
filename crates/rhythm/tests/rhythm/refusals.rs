//! Every refusal names its path and the value, and says what would do.

mod overlapping;
mod windows;

use super::common::{afternoons, agreement, refused, with};
use holdfast_rhythm::Agreement;
use serde_json::{Value, json};

/// Asserts that there is a problem at `path` whose value and expectation hold
/// the given words.
#[track_caller]
fn assert_refused(document: &Value, path: &str, value: &str, expected: &str) {
    let problems = refused(document);
    let found = problems
        .iter()
        .find(|problem| problem.path == path)
        .unwrap_or_else(|| panic!("nothing at {path}: {problems}"));
    assert!(found.value.contains(value), "{found}");
    assert!(found.expected.contains(expected), "{found}");
    let sentence = found.to_string();
    for part in [&found.path, &found.value, &found.expected] {
        assert!(sentence.contains(part.as_str()), "{sentence}");
    }
}

fn with_windows(windows: Value) -> Value {
    with(afternoons(), "windows", windows)
}

fn with_window_field(field: &str, value: Value) -> Value {
    let mut document = afternoons();
    document["windows"][0][field] = value;
    document
}

fn without(field: &str) -> Value {
    let mut document = afternoons();
    document.as_object_mut().expect("an object").remove(field);
    document
}

#[test]
fn what_is_no_document() {
    for (text, value) in [
        ("", "line 1"),
        ("{", "line 1"),
        ("[]", "a list"),
        ("null", "null"),
        ("{}{}", "column 3"),
    ] {
        let problems = Agreement::parse(text).expect_err(text);
        let only = problems.iter().next().expect("one");
        assert_eq!(only.path, "document", "{only}");
        assert!(only.value.contains(value), "{only}");
    }
}

#[test]
fn missing_fields() {
    for field in ["version", "zone", "effective_from", "windows"] {
        assert_refused(&without(field), field, "missing", "");
    }
    let window = with_windows(json!([{ "days": ["mon"] }]));
    assert_refused(&window, "windows[0].opens", "missing", "HH:MM");
    assert_refused(&window, "windows[0].closes", "missing", "HH:MM");
    let away = with(afternoons(), "away", json!([{ "note": "sea" }]));
    assert_refused(&away, "away[0].from", "missing", "YYYY-MM-DD");
    assert_refused(&away, "away[0].until", "missing", "YYYY-MM-DD");
}

#[test]
fn unknown_fields() {
    let top = with(afternoons(), "timezone", json!("Europe/Berlin"));
    assert_refused(&top, "timezone", "\"Europe/Berlin\"", "effective_from");
    let window = with_window_field("day", json!("mon"));
    assert_refused(&window, "windows[0].day", "\"mon\"", "every_weeks");
    let away = json!([{ "from": "2026-12-24", "until": "2026-12-26", "why": 7 }]);
    assert_refused(
        &with(afternoons(), "away", away),
        "away[0].why",
        "7",
        "note",
    );
    let extra = json!([{ "date": "2026-12-24", "opens": "10:00", "closes": "11:00", "x": true }]);
    assert_refused(
        &with(afternoons(), "extra", extra),
        "extra[0].x",
        "true",
        "date",
    );
}

#[test]
fn wrong_types_and_values() {
    for (field, value, shown, expected) in [
        ("version", json!(0), "0", "from 1"),
        ("version", json!(-1), "-1", "whole number"),
        ("version", json!(1.5), "1.5", "whole number"),
        ("version", json!("1"), "\"1\"", "whole number"),
        (
            "version",
            json!(4_294_967_296_u64),
            "4294967296",
            "whole number",
        ),
        ("zone", json!("Berlin"), "\"Berlin\"", "IANA"),
        ("zone", json!("europe/berlin"), "\"europe/berlin\"", "IANA"),
        ("zone", json!(null), "null", "text"),
        (
            "effective_from",
            json!("2026-02-29"),
            "\"2026-02-29\"",
            "exists",
        ),
        (
            "effective_from",
            json!("2026-1-1"),
            "\"2026-1-1\"",
            "YYYY-MM-DD",
        ),
        (
            "effective_from",
            json!("23.11.2026"),
            "\"23.11.2026\"",
            "YYYY-MM-DD",
        ),
        ("effective_from", json!(20261123), "20261123", "YYYY-MM-DD"),
        ("windows", json!([]), "empty", "at least one"),
        ("windows", json!({}), "an object", "a list"),
        ("away", json!("none"), "\"none\"", "a list"),
        ("cutoff_minutes", json!(-5), "-5", "whole number"),
        (
            "cutoff_minutes",
            json!(120),
            "120",
            "less than the 120 minutes that windows[0]",
        ),
        ("notice_hours", json!(null), "null", "whole number"),
    ] {
        assert_refused(&with(afternoons(), field, value), field, shown, expected);
    }
}

#[test]
fn wrong_time_away() {
    let away = |from: &str, until: &str| {
        with(
            afternoons(),
            "away",
            json!([{ "from": from, "until": until }]),
        )
    };
    let reversed = away("2026-12-24", "2026-12-23");
    assert_refused(
        &reversed,
        "away[0].until",
        "\"2026-12-23\"",
        "2026-12-24 or",
    );
    let impossible = away("2026-12-24", "2026-12-32");
    assert_refused(&impossible, "away[0].until", "\"2026-12-32\"", "exists");
    let spans: Vec<Value> = (0..367)
        .map(|_| json!({ "from": "2026-12-24", "until": "2026-12-24" }))
        .collect();
    assert_refused(
        &with(afternoons(), "away", json!(spans)),
        "away",
        "367",
        "366",
    );
    assert!(Agreement::parse(&with(afternoons(), "away", json!(spans[1..])).to_string()).is_ok());
}

#[test]
fn all_problems_are_named_at_once() {
    let document = json!({
        "version": 0,
        "zone": "Mars/Olympus",
        "effective_from": "2026-11-23",
        "windows": [
            { "days": ["mon"], "opens": "15:00", "closes": "15:00" },
            { "days": [], "opens": "15:00", "closes": "17:00" },
        ],
        "away": [{ "from": "2026-12-24", "until": "2026-12-01" }],
    });
    let problems = refused(&document);
    let paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "version",
            "zone",
            "windows[0].closes",
            "windows[1].days",
            "away[0].until"
        ]
    );
    assert_eq!(problems.to_string().lines().count(), 5);
}

#[test]
fn dates_that_json_cannot_hold() {
    let mut document = agreement(&afternoons()).document().clone();
    document.effective_from = chrono::NaiveDate::MAX;
    document.away = vec![holdfast_rhythm::Away {
        from: chrono::NaiveDate::MIN,
        until: chrono::NaiveDate::MAX,
        note: None,
    }];
    let problems = Agreement::new(document).expect_err("refused");
    let paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(paths, ["effective_from", "away[0].from", "away[0].until"]);

    // The last dates that it can hold are no trap either.
    for last in ["0000-01-01", "9999-12-31"] {
        agreement(&with(afternoons(), "effective_from", json!(last)));
    }
}

#[test]
fn a_note_is_never_repeated() {
    let note = "the anniversary";
    let span = json!([{ "from": "2026-12-24", "until": "2027-12-24", "note": note }]);
    let document = with(afternoons(), "away", span);
    let problems = refused(&document);
    assert!(!format!("{problems} {problems:?}").contains(note));

    let short = json!([{ "from": "2026-12-24", "until": "2026-12-26", "note": note }]);
    let agreed = agreement(&with(afternoons(), "away", short));
    assert!(!format!("{agreed:?}").contains(note));
    assert!(agreed.to_json().contains(note));
    assert!(!agreed.timing().contains(note));

    let misplaced = json!([{ "from": { "note": note }, "until": "2026-12-26" }]);
    let problems = refused(&with(afternoons(), "away", misplaced));
    assert!(!problems.to_string().contains(note));
}
