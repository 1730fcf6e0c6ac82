//! `holdfast rhythm` as an operator meets it.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod calendar;
mod refusals;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// Weekday afternoons and every second Saturday night.
const AGREEMENT: &str = r#"{
    "version": 3,
    "zone": "Europe/Berlin",
    "effective_from": "2026-11-23",
    "windows": [
        { "days": ["mon", "tue", "wed", "thu", "fri"], "opens": "15:00", "closes": "17:00" },
        { "days": ["sat"], "opens": "22:30", "closes": "00:30", "every_weeks": 2 }
    ],
    "away": [{ "from": "2026-12-24", "until": "2027-01-01", "note": "Winter break" }],
    "extra": [{ "date": "2026-12-28", "opens": "10:00", "closes": "10:45" }],
    "cutoff_minutes": 30,
    "notice_hours": 48
}"#;

/// A window that the clocks skip on one night.
const NIGHTS: &str = r#"{
    "version": 1,
    "zone": "Europe/Berlin",
    "effective_from": "2026-03-01",
    "windows": [{ "days": ["sat", "sun"], "opens": "02:00", "closes": "03:00" }]
}"#;

/// A folder with the agreements in it.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("agreement.json"), AGREEMENT).unwrap();
    fs::write(folder.path().join("nights.json"), NIGHTS).unwrap();
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
    command
        .current_dir(folder)
        .arg("rhythm")
        .args(arguments)
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    let folder = folder();
    command(folder.path(), arguments).output().unwrap()
}

/// Runs with `input` on standard input.
fn run_with(input: &[u8], arguments: &[&str]) -> Output {
    let folder = folder();
    let mut child = command(folder.path(), arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// What was said, when all went well.
fn said(output: Output) -> String {
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), complaints.as_str()), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

fn lines(arguments: &[&str]) -> Vec<String> {
    said(run(arguments)).lines().map(Into::into).collect()
}

/// The lines of the complaint, when the document or an argument is wrong.
fn complaints(output: Output) -> Vec<String> {
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{complaints}");
    assert!(output.stdout.is_empty(), "{complaints}");
    complaints.lines().map(Into::into).collect()
}

#[test]
fn a_sound_agreement_is_said_to_be_one() {
    assert_eq!(
        lines(&["check", "agreement.json"]),
        [format!(
            r#"{{"ok":true,"version":3,"zone":"Europe/Berlin","effective_from":"2026-11-23","starts":"2026-11-22T23:00:00Z","tz_database":"{}"}}"#,
            holdfast_rhythm::TZ_DATABASE_VERSION
        )]
    );
}

#[test]
fn an_agreement_comes_from_standard_input_too() {
    let check = ["check", "-"];
    assert_eq!(
        said(run_with(AGREEMENT.as_bytes(), &check)),
        said(run(&["check", "agreement.json"]))
    );
}

#[test]
fn windows_are_listed_with_their_local_times() {
    let span = |from, to| ["windows", "agreement.json", "--from", from, "--to", to];
    assert_eq!(
        lines(&span("2026-11-23T00:00:00+01:00", "2026-11-24t00:00:00z")),
        [
            r#"{"opens":"2026-11-23T14:00:00Z","closes":"2026-11-23T16:00:00Z","opens_local":"2026-11-23T15:00:00+01:00","closes_local":"2026-11-23T17:00:00+01:00"}"#
        ]
    );
    let inside = span("2026-11-28T22:00:00Z", "2026-11-28T22:00:01Z");
    let in_new_york = [&inside[..], &["--zone", "America/New_York"]].concat();
    assert_eq!(
        lines(&in_new_york),
        [
            r#"{"opens":"2026-11-28T21:30:00Z","closes":"2026-11-28T23:30:00Z","opens_local":"2026-11-28T16:30:00-05:00","closes_local":"2026-11-28T18:30:00-05:00"}"#
        ]
    );
    let away = span("2026-12-24T00:00:00+01:00", "2027-01-02T00:00:00+01:00");
    let away = lines(&away);
    assert_eq!(away.len(), 1, "{away:?}");
    assert!(away[0].contains("2026-12-28T10:45:00+01:00"), "{away:?}");
}

#[test]
fn a_span_is_half_open() {
    let span = |from, to| lines(&["windows", "agreement.json", "--from", from, "--to", to]);
    let (opens, closes) = ("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    assert_eq!(span("2026-11-23T13:00:00Z", opens).len(), 0);
    assert_eq!(span(closes, "2026-11-23T17:00:00Z").len(), 0);
    assert_eq!(span(opens, closes).len(), 1);
    assert_eq!(span(opens, opens).len(), 0);
    assert_eq!(span("2026-11-23T15:59:59.5Z", closes).len(), 1);
}

#[test]
fn a_window_that_vanishes_is_listed_as_skipped() {
    let span = [
        "windows",
        "nights.json",
        "--from",
        "2026-03-28T00:00:00Z",
        "--to",
        "2026-03-30T00:00:00Z",
    ];
    assert_eq!(
        lines(&span),
        [
            r#"{"opens":"2026-03-28T01:00:00Z","closes":"2026-03-28T02:00:00Z","opens_local":"2026-03-28T02:00:00+01:00","closes_local":"2026-03-28T03:00:00+01:00"}"#,
            r#"{"skipped":"2026-03-29","opens":"02:00","closes":"03:00","reason":"the clocks are put forward over this window"}"#,
        ]
    );
}

#[test]
fn a_message_is_promised_the_first_window_that_closes_late_enough() {
    let at = |instant| lines(&["promise", "agreement.json", "--at", instant]);
    let today = r#"{"opens":"2026-11-23T14:00:00Z","closes":"2026-11-23T16:00:00Z","opens_local":"2026-11-23T15:00:00+01:00","closes_local":"2026-11-23T17:00:00+01:00"}"#;
    assert_eq!(at("2026-11-23T15:30:00Z"), [today]);
    assert_eq!(at("2026-10-01T00:00:00Z"), [today]);
    let tomorrow = at("2026-11-23T15:30:00.001Z");
    assert!(tomorrow[0].starts_with(r#"{"opens":"2026-11-24T14"#));
}

#[test]
fn where_nothing_is_promised_it_says_why() {
    assert_eq!(
        lines(&["promise", "agreement.json", "--at", "2026-01-01T00:00:00Z"]),
        [
            r#"{"promise":null,"reason":"no window opens within 60 days of 2026-01-01T00:00:00Z: the agreement begins on 2026-11-23"}"#
        ]
    );
}

#[test]
fn a_reply_leaves_inside_a_window_only() {
    let at = |instant| lines(&["release", "agreement.json", "--at", instant]);
    assert_eq!(
        at("2026-11-23T15:59:59.250Z"),
        [r#"{"release":"2026-11-23T15:59:59.250Z"}"#]
    );
    assert_eq!(
        at("2026-11-23T17:00:00+01:00"),
        [r#"{"release":"2026-11-24T14:00:00Z"}"#]
    );
    assert_eq!(
        at("2020-01-01T00:00:00Z"),
        [r#"{"release":"2026-11-23T14:00:00Z"}"#]
    );
}

#[test]
fn whoever_stops_reading_ends_it_quietly() {
    let folder = folder();
    let arguments = [
        "windows",
        "agreement.json",
        "--from",
        "2026-11-23T00:00:00Z",
        "--to",
        "2050-12-31T23:59:59Z",
    ];
    let mut child = command(folder.path(), &arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.starts_with(r#"{"opens":"2026-11-23T14"#), "{line}");
    assert_eq!(said(child.wait_with_output().unwrap()), "");
}

#[test]
fn help_tells_of_each_question() {
    let help = said(run(&["--help"]));
    for name in ["check", "windows", "promise", "release", "ics"] {
        assert!(help.contains(&format!("\n  {name} ")), "{help}");
        let own = said(run(&[name, "--help"]));
        assert!(
            own.contains(&format!("Usage: holdfast rhythm {name} ")),
            "{own}"
        );
        assert!(own.contains("`-` reads it from standard input"), "{own}");
    }
    let ics = said(run(&["ics", "--help"]));
    assert!(ics.contains("[default: two years later]"), "{ics}");
}

/// The blocks of `text` that are fenced as `language`.
fn blocks<'text>(text: &'text str, language: &str) -> impl Iterator<Item = &'text str> {
    let fence = format!("```{language}\n");
    let starts: Vec<usize> = text.match_indices(&fence).map(|(at, _)| at).collect();
    let length = fence.len();
    starts
        .into_iter()
        .filter_map(move |at| text[at + length..].split("```").next())
}

#[test]
fn the_readme_shows_what_happens() {
    let readme = include_str!("../../../../README.md");
    let [agreement, answer, ..] = blocks(readme, "json").collect::<Vec<_>>()[..] else {
        panic!("an agreement and an answer");
    };
    let folder = folder();
    fs::write(folder.path().join("agreement.json"), agreement).unwrap();
    let mut answers = Vec::new();
    for line in blocks(readme, "sh").flat_map(str::lines) {
        if let Some(question) = line.strip_prefix("holdfast rhythm ") {
            let question = question.split(" > ").next().unwrap();
            let arguments: Vec<&str> = question.split(' ').collect();
            answers.push(said(command(folder.path(), &arguments).output().unwrap()));
        }
    }
    assert!(answers.len() >= 5, "{answers:?}");
    assert!(answers.contains(&answer.to_owned()), "{answers:?}");
    assert!(answers.iter().all(|answer| !answer.is_empty()));
}
