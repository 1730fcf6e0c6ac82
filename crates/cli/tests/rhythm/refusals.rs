//! What is wrong with a document or an argument is named.

use super::{AGREEMENT, complaints, run, run_with};

#[test]
fn everything_that_is_wrong_with_a_document_is_said_line_by_line() {
    let bad = r#"{
        "version": 1,
        "zone": "Berlin",
        "effective_from": "2026-02-30",
        "windows": [{ "days": ["mon", "moon"], "opens": "15:00", "closes": "25:00" }],
        "tides": true
    }"#;
    let at = "2026-11-23T14:00:00Z";
    let span = ["--from", at, "--to", at];
    for arguments in [
        &["check", "-"][..],
        &[&["windows", "-"], &span[..]].concat(),
        &["promise", "-", "--at", at],
        &["release", "-", "--at", at],
        &["ics", "-"],
    ] {
        let said = complaints(run_with(bad.as_bytes(), arguments));
        for (path, value, accepted) in [
            ("tides", "true", "only the fields version, zone"),
            ("effective_from", "\"2026-02-30\"", "YYYY-MM-DD"),
            ("windows[0].days[1]", "\"moon\"", "one of mon, tue"),
            ("windows[0].closes", "\"25:00\"", "from 00:00 to 24:00"),
        ] {
            let told = said.iter().any(|line| {
                line.starts_with(&format!("holdfast: At {path}, {value} "))
                    && line.contains(accepted)
            });
            assert!(told, "{path}: {said:?}");
        }
        assert_eq!(said.len(), 4, "{said:?}");
    }
}

#[test]
fn what_is_no_document_is_refused() {
    for (input, cause) in [
        (&b""[..], "line 1, column 0"),
        (b"[]", "At document, a list"),
        (b"{\"version\": 1,", "stops being JSON"),
        (b"\xff\xfe", "cannot read standard input"),
    ] {
        let said = complaints(run_with(input, &["check", "-"]));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains(cause), "{said:?}");
    }
    let said = complaints(run(&["check", "nowhere.json"]));
    assert!(said[0].contains("cannot read nowhere.json"), "{said:?}");
    let said = complaints(run(&["check", "."]));
    assert!(said[0].contains("cannot read ."), "{said:?}");
}

#[test]
fn a_wrong_argument_is_named() {
    let at = "2026-11-23T14:00:00Z";
    let windows = |more: &[&'static str]| {
        let arguments = ["windows", "agreement.json", "--from", at];
        [&arguments[..], more].concat()
    };
    for (arguments, named) in [
        (vec![], "Usage: holdfast rhythm"),
        (vec!["tides"], "'tides'"),
        (vec!["check"], "<FILE>"),
        (vec!["check", "agreement.json", "more"], "'more'"),
        (vec!["promise", "agreement.json"], "--at <T>"),
        (
            vec!["promise", "agreement.json", "--at", "noon"],
            "'noon' for '--at <T>'",
        ),
        (
            vec!["release", "agreement.json", "--at", "2026-11-23 14:00:00Z"],
            "'2026-11-23 14:00:00Z'",
        ),
        (windows(&[]), "--to <T>"),
        (windows(&["--to", "2026-11-23"]), "'2026-11-23'"),
        (windows(&["--to", at, "--zone", "Berlin"]), "'Berlin'"),
        (
            windows(&["--to", "2026-11-23T13:59:59Z"]),
            "--from 2026-11-23T14:00:00Z comes after --to 2026-11-23T13:59:59Z",
        ),
        (vec!["ics", "agreement.json", "--from", "soon"], "'soon'"),
        (
            vec!["ics", "agreement.json", "--to", "2026-11-01T00:00:00+01:00"],
            "--from 2026-11-22T23:00:00Z comes after --to 2026-10-31T23:00:00Z",
        ),
    ] {
        let said = complaints(run(&arguments)).join("\n");
        assert!(said.contains(named), "{arguments:?}: {said}");
    }
}

#[test]
fn beyond_the_known_clocks_nothing_is_told() {
    let late = "9999-12-31T23:59:59Z";
    for arguments in [
        vec![
            "windows",
            "agreement.json",
            "--from",
            "2026-11-23T00:00:00Z",
            "--to",
            late,
        ],
        vec!["windows", "agreement.json", "--from", late, "--to", late],
        vec!["promise", "agreement.json", "--at", late],
        vec!["release", "agreement.json", "--at", late],
        vec!["ics", "agreement.json", "--to", late],
    ] {
        let said = complaints(run(&arguments)).join("\n");
        assert!(
            said.contains("up to the end of 2050"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn a_field_stands_once() {
    let twice = |from: &str, to: &str| {
        let document = AGREEMENT.replacen(from, to, 1);
        complaints(run_with(document.as_bytes(), &["check", "-"]))
    };
    assert_eq!(
        twice(r#""version": 3"#, r#""version": 2, "version": 3"#),
        [
            "holdfast: At version, a second field of this name cannot be accepted: expected each once."
        ]
    );
    let inside = twice(
        r#""every_weeks": 2"#,
        r#""every_weeks": 2, "opens": "09:00""#,
    );
    assert!(inside[0].contains("At windows[1].opens,"), "{inside:?}");
    let odd = twice(r#""version": 3"#, r#""a\nb": 1, "a\nb": 2"#);
    assert_eq!(odd.len(), 1, "{odd:?}");
}
