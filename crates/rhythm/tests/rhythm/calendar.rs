//! The file for calendar programs. Other programs read it in
//! `tests/e2e/calendar.spec.ts` and `tests/calendar`; here is what they cannot
//! see: several versions, windows that stand, and how the text is written.

use super::common::{afternoons, agreement, at, window, with};
use super::strategies::any_agreement;
use chrono::{DateTime, Datelike as _, MappedLocalTime, NaiveDateTime};
use chrono::{TimeDelta, TimeZone as _, Utc};
use holdfast_rhythm::calendar::{CalendarWords, write};
use holdfast_rhythm::{Agreement, Occurrence, Timeline, Tz, Window, resolve};
use proptest::prelude::*;
use serde_json::json;

fn words() -> CalendarWords {
    CalendarWords {
        name: "Letters".into(),
        window: "Dr. Tang reads".into(),
        away: "Away".into(),
    }
}

fn timeline(agreement: Agreement) -> Timeline {
    let accepted = agreement.starts();
    let mut timeline = Timeline::new();
    timeline.accept(agreement, accepted);
    timeline
}

fn written(timeline: &Timeline, span: Window) -> String {
    write(timeline, span, &words(), at("2026-11-20T08:30:00.250Z"))
}

fn listed(timeline: &Timeline, span: Window) -> Vec<Window> {
    let occurrences = timeline.windows(span.opens, span.closes);
    occurrences.iter().filter_map(Occurrence::window).collect()
}

/// The lines of a calendar as they were before they were folded.
fn lines(calendar: &str) -> Vec<String> {
    let whole = calendar.strip_suffix("\r\n").expect("an end of line");
    let unfolded = whole.replace("\r\n ", "");
    unfolded.split("\r\n").map(Into::into).collect()
}

/// The values of a property, in order.
fn values<'lines>(lines: &'lines [String], name: &str) -> Vec<&'lines str> {
    let named = |line: &'lines String| line.strip_prefix(name)?.strip_prefix(':');
    lines.iter().filter_map(named).collect()
}

/// The components of a kind, each by its lines.
fn components<'lines>(lines: &'lines [String], kind: &str) -> Vec<&'lines [String]> {
    let parts = lines.split(move |line| *line == format!("BEGIN:{kind}"));
    let until_end = |part: &'lines [String]| {
        let end = part.iter().position(|line| *line == format!("END:{kind}"));
        &part[..end.expect("an end")]
    };
    parts.skip(1).map(until_end).collect()
}

/// What one component lists, read as plainly as it is written.
fn expand(component: &[String]) -> Vec<Window> {
    let (opens, closes) = (timed(component, "DTSTART")[0], timed(component, "DTEND")[0]);
    let left_out = timed(component, "EXDATE");
    let Some(rule) = values(component, "RRULE").first().copied() else {
        return vec![Window {
            opens: instant(opens),
            closes: instant(closes),
        }];
    };
    let part = |name: &str| {
        let parts = rule.split(';').find_map(|part| part.strip_prefix(name));
        parts.and_then(|part| part.strip_prefix('='))
    };
    assert_eq!((part("FREQ"), part("WKST")), (Some("WEEKLY"), Some("MO")));
    let until = instant((part("UNTIL").expect("an end"), None));
    let weeks: i64 = part("INTERVAL").map_or(1, |weeks| weeks.parse().expect("a number"));
    let days = part("BYDAY").expect("days");
    let monday = |at: NaiveDateTime| at.date().week(chrono::Weekday::Mon).first_day();
    let first = local(opens.0);
    let lasts = local(closes.0) - first;
    let mut found = Vec::new();
    for day in 0.. {
        let local = first + TimeDelta::days(day);
        if local.and_utc() > until + TimeDelta::days(2) {
            break;
        }
        let name = &local.weekday().to_string().to_uppercase()[..2];
        let written = local.format("%Y%m%dT%H%M%S").to_string();
        let week = (monday(local) - monday(first)).num_weeks();
        if !days.split(',').any(|day| day == name)
            || week % weeks != 0
            || left_out.iter().any(|(missing, _)| *missing == written)
        {
            continue;
        }
        let zone = opens.1.expect("a zone");
        // What comes after the end need not come exactly once.
        let time = local.format("%H:%M").to_string().parse();
        if resolve(zone, local.date(), time.expect("a time")) <= until {
            found.push(Window {
                opens: only(zone, local),
                closes: only(zone, local + lasts),
            });
        }
    }
    assert_eq!(found.last().map(|last| last.opens), Some(until));
    found
}

/// The times of a property, each with its zone.
fn timed<'lines>(component: &'lines [String], name: &str) -> Vec<(&'lines str, Option<Tz>)> {
    let times = component.iter().filter_map(|line| {
        let (head, time) = line.split_once(':')?;
        let zone = match head.strip_prefix(name)? {
            "" => None,
            zone => Some(zone.strip_prefix(";TZID=")?.parse().expect("a zone")),
        };
        Some((time, zone))
    });
    times.collect()
}

fn local(time: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(time, "%Y%m%dT%H%M%S").expect("a time")
}

fn instant((time, zone): (&str, Option<Tz>)) -> DateTime<Utc> {
    assert!(zone.is_none(), "{time} is by itself, so it is in UTC");
    local(time.strip_suffix('Z').expect("UTC")).and_utc()
}

/// The one instant at which the clocks show `local`; nothing else is repeated.
fn only(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) => at.to_utc(),
        other => panic!("{local} in {zone} is {other:?}"),
    }
}

/// What all components of a kind list, in order.
fn expand_all(calendar: &str, kind: &str) -> Vec<Window> {
    let lines = lines(calendar);
    let components = components(&lines, kind);
    let mut all: Vec<Window> = components.into_iter().flat_map(expand).collect();
    all.sort_by_key(|window| (window.opens, window.closes));
    all
}

#[test]
fn a_calendar_is_written_so() {
    let agreement = agreement(&with(
        afternoons(),
        "away",
        json!([{ "from": "2026-11-25", "until": "2026-11-26", "note": "Paris" }]),
    ));
    let span = window("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z");
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Holdfast//Rhythm//EN
CALSCALE:GREGORIAN
NAME:Letters
X-WR-CALNAME:Letters
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:20261025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:version-1-window-0-0b3202ac9a5faf5a@holdfast
DTSTAMP:20261120T083000Z
DTSTART;TZID=Europe/Berlin:20261123T150000
DTEND;TZID=Europe/Berlin:20261123T170000
RRULE:FREQ=WEEKLY;UNTIL=20261127T140000Z;WKST=MO;BYDAY=MO,TU,WE,TH,FR
EXDATE;TZID=Europe/Berlin:20261125T150000
EXDATE;TZID=Europe/Berlin:20261126T150000
DESCRIPTION:Away: 2026-11-25 – 2026-11-26
SUMMARY:Dr. Tang reads
CLASS:PRIVATE
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VAVAILABILITY
UID:availability-0b3202ac9a5faf5a@holdfast
DTSTAMP:20261120T083000Z
DTSTART:20261123T000000Z
DTEND:20261130T000000Z
SUMMARY:Letters
CLASS:PRIVATE
BUSYTYPE:BUSY-UNAVAILABLE
BEGIN:AVAILABLE
UID:available-version-1-window-0-0b3202ac9a5faf5a@holdfast
DTSTAMP:20261120T083000Z
DTSTART;TZID=Europe/Berlin:20261123T150000
DTEND;TZID=Europe/Berlin:20261123T170000
RRULE:FREQ=WEEKLY;UNTIL=20261127T140000Z;WKST=MO;BYDAY=MO,TU,WE,TH,FR
EXDATE;TZID=Europe/Berlin:20261125T150000
EXDATE;TZID=Europe/Berlin:20261126T150000
SUMMARY:Dr. Tang reads
END:AVAILABLE
END:VAVAILABILITY
END:VCALENDAR";
    let calendar = written(&timeline(agreement), span);
    let plain: Vec<&str> = calendar.split_terminator("\r\n").collect();
    assert_eq!(plain.join("\n"), expected);
}

#[test]
fn a_zone_comes_with_its_changes() {
    let berlin = timeline(agreement(&afternoons()));
    let calendar = written(
        &berlin,
        window("2027-03-01T00:00:00Z", "2027-11-01T00:00:00Z"),
    );
    let lines = lines(&calendar);
    let zones = components(&lines, "VTIMEZONE");
    assert_eq!(zones.len(), 1);
    let changes = |name: &'static str| values(zones[0], name);
    assert_eq!(
        changes("DTSTART"),
        ["20261025T030000", "20270328T020000", "20271031T030000"]
    );
    assert_eq!(changes("TZOFFSETFROM"), ["+0200", "+0100", "+0200"]);
    assert_eq!(changes("TZOFFSETTO"), ["+0100", "+0200", "+0100"]);
    assert_eq!(changes("BEGIN"), ["STANDARD", "DAYLIGHT", "STANDARD"]);

    let steady = |zone: &str| {
        let document = with(afternoons(), "zone", json!(zone));
        let span = window("2026-11-23T00:00:00Z", "2026-12-23T00:00:00Z");
        written(&timeline(agreement(&document)), span)
    };
    for (zone, offset) in [
        ("Asia/Kolkata", "+0530"),
        ("Etc/GMT+5", "-0500"),
        ("UTC", "+0000"),
    ] {
        let one = format!(
            "TZID:{zone}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
             TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE"
        );
        let calendar = steady(zone);
        assert!(calendar.contains(&one), "{calendar}");
    }
}

#[test]
fn what_the_clocks_change_is_written_by_itself() {
    let nights = json!({
        "version": 1,
        "zone": "Europe/Berlin",
        "effective_from": "2026-10-20",
        "windows": [
            { "days": ["sun"], "opens": "02:00", "closes": "03:00" },
            { "days": ["sat"], "opens": "23:00", "closes": "01:30" },
        ],
    });
    let timeline = timeline(agreement(&nights));
    let span = window("2026-10-20T00:00:00Z", "2027-04-20T00:00:00Z");
    let calendar = written(&timeline, span);
    let lines = lines(&calendar);
    let by_themselves: Vec<Window> = components(&lines, "VEVENT")
        .into_iter()
        .filter(|event| values(event, "RRULE").is_empty())
        .flat_map(expand)
        .collect();
    assert_eq!(
        by_themselves,
        // Two hours long; the one of 28 March vanishes.
        [window("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z")]
    );
    assert_eq!(
        timed(&lines, "EXDATE").len(),
        2,
        "28 March, among the events and as availability"
    );
    assert_eq!(expand_all(&calendar, "VEVENT"), listed(&timeline, span));
}

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

#[test]
fn without_windows_it_is_still_a_calendar() {
    let span = window("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
    let nothing_agreed = written(&Timeline::new(), span);
    assert!(nothing_agreed.contains("BEGIN:VAVAILABILITY\r\n"));
    let timeline = timeline(agreement(&afternoons()));
    let at_once = window("2026-11-23T15:00:00Z", "2026-11-23T15:00:00Z");
    for (calendar, availabilities) in [(nothing_agreed, 1), (written(&timeline, at_once), 0)] {
        let lines = lines(&calendar);
        assert_eq!(components(&lines, "VAVAILABILITY").len(), availabilities);
        assert!(components(&lines, "VEVENT").is_empty());
        assert!(components(&lines, "AVAILABLE").is_empty());
        assert!(components(&lines, "VTIMEZONE").is_empty());
    }
}

#[test]
fn windows_that_reach_out_of_the_span_are_whole() {
    let timeline = timeline(agreement(&afternoons()));
    let span = window("2026-11-23T15:00:00Z", "2026-11-24T15:00:00Z");
    let calendar = written(&timeline, span);
    let expected = [
        window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z"),
        window("2026-11-24T14:00:00Z", "2026-11-24T16:00:00Z"),
    ];
    assert_eq!(expand_all(&calendar, "VEVENT"), expected);
    let lines = lines(&calendar);
    let available = components(&lines, "VAVAILABILITY")[0];
    assert_eq!(values(available, "DTSTART")[0], "20261123T140000Z");
    assert_eq!(values(available, "DTEND")[0], "20261124T160000Z");
}

proptest! {
    #[test]
    fn it_lists_the_windows_of_the_timeline_whatever_they_are(
        first in any_agreement(), second in any_agreement(),
        taken_over in 0_i64..200, letter in 0_i64..200, days in 0_i64..800,
    ) {
        let starts = first.starts();
        let span = Window { opens: starts, closes: starts + TimeDelta::days(days) };
        let accepted = starts + TimeDelta::days(taken_over);
        let mut document = second.document().clone();
        document.version = 2;
        let mut timeline = timeline(first);
        timeline.take_letter(accepted - TimeDelta::hours(letter));
        // Dates of the second may be refused beside its new beginning.
        document.effective_from = accepted.date_naive();
        if let Ok(second) = Agreement::new(document) {
            timeline.accept(second, accepted);
        }
        let calendar = written(&timeline, span);
        let mut expected = listed(&timeline, span);
        expected.sort_by_key(|window| (window.opens, window.closes));
        prop_assert_eq!(&expand_all(&calendar, "VEVENT"), &expected);
        prop_assert_eq!(&expand_all(&calendar, "AVAILABLE"), &expected);
    }
}
