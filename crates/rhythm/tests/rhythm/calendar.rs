//! The file for calendar programs. Other programs read it in
//! `tests/e2e/calendar.spec.ts` and `tests/calendar`; here is what they cannot
//! see: several versions, windows that stand, and how the text is written.

mod events;
mod expanding;

use super::{
    common::{afternoons, agreement, at, window, with},
    strategies::any_agreement,
};
use chrono::TimeDelta;
use expanding::{components, expand, expand_all, timed, values};
use holdfast_rhythm::{
    Agreement, Occurrence, Timeline, Window,
    calendar::{CalendarWords, write},
};
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
