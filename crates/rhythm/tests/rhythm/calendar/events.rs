//! Events: whose they are, their words and their names.

use super::{
    expanding::{components, expand_all, values},
    lines, listed, timeline, words, written,
};
use crate::common::{afternoons, agreement, at, window, with};
use chrono::TimeDelta;
use holdfast_rhythm::{
    Window,
    calendar::{CalendarWords, write},
};
use serde_json::json;

#[test]
fn each_version_has_its_events_and_what_was_promised_stands() {
    let first = agreement(&afternoons());
    let second = agreement(&json!({
        "version": 2,
        "zone": "America/New_York",
        "effective_from": "2026-12-14",
        "windows": [{ "days": ["tue"], "opens": "09:00", "closes": "10:00" }],
    }));
    let accepted = at("2026-12-13T12:00:00Z");
    let mut timeline = timeline(first);
    timeline.take_letter(accepted - TimeDelta::hours(1));
    timeline.accept(second, accepted);
    let span = window("2026-11-23T00:00:00Z", "2027-02-01T00:00:00Z");
    let stands = window("2026-12-14T14:00:00Z", "2026-12-14T16:00:00Z");
    assert!(listed(&timeline, span).contains(&stands));

    let calendar = written(&timeline, span);
    let lines = lines(&calendar);
    let versions: Vec<&str> = values(&lines, "UID")
        .into_iter()
        .filter_map(|uid| uid.split_once("-window-").map(|(version, _)| version))
        .collect();
    assert_eq!(
        versions,
        [
            "version-1",
            "version-2",
            "available-version-1",
            "available-version-2"
        ]
    );
    assert_eq!(components(&lines, "VTIMEZONE").len(), 2);
    assert!(values(&lines, "DTSTART").contains(&"20261214T140000Z"));
    for kind in ["VEVENT", "AVAILABLE"] {
        assert_eq!(expand_all(&calendar, kind), listed(&timeline, span));
    }
}

#[test]
fn words_are_escaped_and_long_lines_folded() {
    let words = CalendarWords {
        name: "A, b; c\\d\ne\r\tf\u{7}".into(),
        window: "Ä🌊".repeat(60),
        away: String::new(),
    };
    let timeline = timeline(agreement(&with(
        afternoons(),
        "away",
        json!([{ "from": "2026-11-25", "until": "2026-11-26", "note": "Paris" }]),
    )));
    let span = window("2026-11-23T00:00:00Z", "2027-11-23T00:00:00Z");
    let calendar = write(&timeline, span, &words, span.opens);
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    assert!(
        calendar
            .split_terminator("\r\n")
            .any(|line| line.len() == 75)
    );
    let lines = lines(&calendar);
    assert_eq!(values(&lines, "NAME"), ["A\\, b\\; c\\\\d\\ne f"]);
    assert!(values(&lines, "SUMMARY").contains(&words.window.as_str()));
    assert!(values(&lines, "DESCRIPTION").is_empty());
    assert!(!calendar.contains("Paris"));
}

#[test]
fn an_event_keeps_its_name() {
    let nights = json!({
        "version": 1,
        "zone": "Europe/Berlin",
        "effective_from": "2026-10-20",
        "windows": [{ "days": ["sat", "sun"], "opens": "02:00", "closes": "03:00" }],
    });
    let timeline = timeline(agreement(&nights));
    let names = |span: Window, name: &str, made: &str| {
        let words = CalendarWords {
            name: name.into(),
            ..words()
        };
        let lines = lines(&write(&timeline, span, &words, at(made)));
        let mut names: Vec<String> = values(&lines, "UID").into_iter().map(Into::into).collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        names
    };
    let whole = window("2026-10-20T00:00:00Z", "2027-11-01T00:00:00Z");
    let part = window("2026-10-20T00:00:00Z", "2027-03-01T00:00:00Z");
    let first = names(part, "Letters", "2026-10-20T00:00:00Z");
    let later = names(whole, "Letters", "2026-12-20T00:00:00Z");
    assert!(first.len() < later.len());
    assert!(
        first.iter().all(|name| later.contains(name)),
        "{first:?} {later:?}"
    );
    let of_another = names(whole, "Other letters", "2026-12-20T00:00:00Z");
    assert!(!first.iter().any(|name| of_another.contains(name)));
}
