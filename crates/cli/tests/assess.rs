//! `holdfast assess` as an operator meets it.
#![allow(clippy::unwrap_used, reason = "a test may")]

use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Output, Stdio},
};

/// The longest line that is read.
const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;

fn started(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .arg("assess")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn run(input: &[u8], arguments: &[&str]) -> Output {
    let mut child = started(arguments);
    let mut standard_input = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Both ways at once: neither end waits for the other to be read.
    let writing = std::thread::spawn(move || {
        // It may stop reading.
        let _ = standard_input.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

fn answers(input: &[u8], arguments: &[&str]) -> Vec<Value> {
    let output = run(input, arguments);
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), complaints.as_str()), (Some(0), ""));
    lines(&output.stdout)
}

fn lines(stdout: &[u8]) -> Vec<Value> {
    stdout
        .split_inclusive(|&byte| byte == b'\n')
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// The answers, and the complaint at the end.
fn complained(input: &[u8]) -> (Vec<Value>, String) {
    let output = run(input, &[]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{complaint}");
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
    (lines(&output.stdout), complaint)
}

fn levels(input: &str, arguments: &[&str]) -> Vec<String> {
    answers(input.as_bytes(), arguments)
        .iter()
        .map(|answer| answer["level"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_answer_is_one_object_with_its_keys_in_order() {
    let output = run(
        "So tired. I want to die\n".as_bytes(),
        &["--language", "en"],
    );
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        concat!(
            r#"{"level":"urgent","prompt":true,"categories":["suicide"],"findings":["#,
            r#"{"rule":"suicide.wish_to_die","span":[12,23],"text":"want to die","#,
            r#""raised_by":[],"lowered_by":[]}]}"#,
            "\n"
        )
    );
    let output = run(b"See you Thursday\n", &[]);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "{\"level\":\"none\",\"prompt\":false,\"categories\":[],\"findings\":[]}\n"
    );
}

#[test]
fn spans_count_unicode_scalar_values_of_the_line() {
    for text in [
        "🙂🙂 I want to die",
        "so o\u{308}de. I want to d\u{301}ie",
        "\u{feff}I want to die",
        "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞",
        "ich möchte nicht mehr leben",
    ] {
        let answer = answers(text.as_bytes(), &[]).remove(0);
        let findings = answer["findings"].as_array().unwrap();
        assert!(!findings.is_empty(), "{text}");
        for finding in findings {
            let end = |place: usize| finding["span"][place].as_u64().unwrap() as usize;
            let words: String = text.chars().skip(end(0)).take(end(1) - end(0)).collect();
            assert_eq!(finding["text"], words.as_str(), "{text}");
        }
    }
}

#[test]
fn what_lowered_or_raised_is_named() {
    let answer = answers(b"I want to die tonight\n", &["--language", "en"]).remove(0);
    assert_eq!(answer["level"], "emergency");
    assert_eq!(answer["findings"][0]["raised_by"][0], "imminent");
    let quoted = "Then he shouted \"I want to die\" and left\n";
    let answer = answers(quoted.as_bytes(), &["--language", "en"]).remove(0);
    assert_eq!(
        (&answer["level"], &answer["prompt"]),
        (&"concern".into(), &false.into())
    );
    assert_eq!(answer["findings"][0]["lowered_by"][0], "quotation");
}

#[test]
fn what_several_languages_say_alike_is_said_once() {
    let answer = answers(b"kms\n", &["--language", "auto"]).remove(0);
    let findings = answer["findings"].as_array().unwrap();
    assert_eq!(
        (answer["level"].as_str(), findings.len()),
        (Some("urgent"), 1),
        "{answer}"
    );
}

#[test]
fn the_language_is_given_or_all_are_tried() {
    let input = "I want to die\nIch will sterben\n";
    assert_eq!(levels(input, &["--language", "en"]), ["urgent", "none"]);
    assert_eq!(levels(input, &["--language", "de"]), ["none", "urgent"]);
    assert_eq!(levels(input, &["--language", "auto"]), ["urgent", "urgent"]);
    assert_eq!(levels(input, &[]), ["urgent", "urgent"]);
    for language in ["es", "fr", "pt"] {
        assert_eq!(levels("Hola\n", &["--language", language]), ["none"]);
    }
    let output = run(b"", &["--language", "nl"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("[possible values: en, fr, de, pt, es, auto]")
    );
}

#[test]
fn every_line_has_its_answer() {
    assert_eq!(answers(b"", &[]).len(), 0);
    assert_eq!(
        levels("\n\r\n  \nI want to die\r\n\nI want to die", &[]),
        ["none", "none", "none", "urgent", "none", "urgent"]
    );
    let many = "I want to die\nSee you\n".repeat(2000);
    let levels = levels(&many, &[]);
    assert_eq!(levels.len(), 4000);
    assert!(levels.chunks(2).all(|two| two == ["urgent", "none"]));
}

#[test]
fn a_line_that_is_no_text_is_answered_and_so_are_those_after_it() {
    let (answers, complaint) = complained(b"fine\n\xff\xfe I want to die\nkms\n\xff\n");
    let levels: Vec<&str> = answers
        .iter()
        .map(|answer| answer["level"].as_str().unwrap())
        .collect();
    assert_eq!(levels, ["none", "urgent", "urgent", "none"]);
    assert_eq!(
        answers[1]["findings"][0]["span"],
        serde_json::json!([5, 16])
    );
    assert_eq!(answers[1]["findings"][0]["text"], "want to die");
    assert_eq!(
        complaint,
        "holdfast: line 2 of standard input is not UTF-8: byte 1; lines like it: 1 more\n"
    );
}

#[test]
fn a_line_that_is_too_long_is_answered_and_the_longest_is_read() {
    let longest = "a ".repeat(LINE_BYTES_MAX / 2);
    let input = format!("{longest}\n{longest}\r\n{longest}");
    assert_eq!(levels(&input, &["--language", "en"]), ["none"; 3]);
    for (end, after) in [
        ("a", &[][..]),
        ("a\n", &[]),
        ("a\r\n", &[]),
        ("a a a a a a a a\nkms\nfine", &["urgent", "none"]),
    ] {
        let kms = &longest[4..];
        let (answers, complaint) = complained(format!("fine\nkms {kms}{end}").as_bytes());
        assert_eq!(answers[0].get("error"), None);
        assert_eq!(answers[1]["level"], "urgent");
        let why = format!("is longer than {LINE_BYTES_MAX} bytes");
        assert_eq!(answers[1]["error"], why.as_str());
        let rest: Vec<&str> = answers[2..]
            .iter()
            .map(|answer| answer["level"].as_str().unwrap())
            .collect();
        assert_eq!(rest, after);
        assert_eq!(
            complaint,
            format!("holdfast: line 2 of standard input {why}\n")
        );
    }
}

#[test]
fn whoever_waits_for_an_answer_gets_it() {
    let mut child = started(&[]);
    let mut ask = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for message in ["I want to die\n", "See you\n"] {
        ask.write_all(message.as_bytes()).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["prompt"], message.starts_with('I'));
    }
    drop(ask);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn whoever_stops_reading_ends_it_quietly() {
    let mut child = started(&[]);
    drop(child.stdout.take());
    let mut ask = child.stdin.take().unwrap();
    // Ends once nobody reads them any more.
    while ask.write_all(&b"I want to die\n".repeat(1000)).is_ok() {}
    let output = child.wait_with_output().unwrap();
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), complaints.as_str()), (Some(0), ""));
}

#[test]
fn help_says_what_it_does() {
    let help = String::from_utf8(run(b"", &["--help"]).stdout).unwrap();
    for word in [
        "one a line",
        "--language",
        "[default: auto]",
        "Unicode scalar values",
        "Every line has its answer",
        "exit code is 2",
    ] {
        assert!(help.contains(word), "{word}: {help}");
    }
}
