//! `holdfast rhythm calendar`.

use super::{AGREEMENT, run, run_with, said};

/// The values of the lines of a calendar that begin so.
fn values<'text>(calendar: &'text str, beginning: &str) -> Vec<&'text str> {
    let lines = calendar.split_terminator("\r\n");
    lines.filter_map(|it| it.strip_prefix(beginning)).collect()
}

#[test]
fn a_calendar_is_of_two_years_where_no_span_is_named() {
    let calendar = said(run(&["ics", "agreement.json"]));
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']));
    let span = ["20261122T230000Z", "20281122T230000Z"];
    assert_eq!(values(&calendar, "DTSTART:2026112"), [&span[0][7..]]);
    assert_eq!(values(&calendar, "DTEND:20281122"), [&span[1][8..]]);
    let events = values(&calendar, "BEGIN:VEVENT").len();
    assert_eq!(events, 3, "two that come again, one that does not");
    assert_eq!(values(&calendar, "BEGIN:AVAILABLE").len(), events);
    let notes = values(&calendar, "DESCRIPTION:");
    assert_eq!(notes, ["Away: 2026-12-24 – 2027-01-01"; 2]);
    assert!(
        !calendar.contains("Winter break"),
        "notes are for the patient"
    );
}

#[test]
fn a_calendar_is_of_the_span_that_is_named() {
    let span = |more: &[&str]| {
        let calendar = said(run_with(
            AGREEMENT.as_bytes(),
            &[&["ics", "-"], more].concat(),
        ));
        let ends = |name| values(&calendar, name).last().copied().map(String::from);
        (
            ends("DTSTART;TZID=Europe/Berlin:"),
            ends("RRULE:FREQ=WEEKLY;UNTIL="),
            values(&calendar, "BEGIN:VEVENT").len(),
        )
    };
    let (from, to) = ("2027-03-01T00:00:00+01:00", "2027-03-05T00:00:00+01:00");
    let days = ";WKST=MO;BYDAY=MO,TU,WE,TH,FR";
    assert_eq!(
        span(&["--from", from, "--to", to]),
        (
            Some("20270301T150000".into()),
            Some(format!("20270304T140000Z{days}")),
            1
        )
    );
    let (_, last, _) = span(&["--from", from]);
    assert!(last.is_some_and(|last| last.starts_with("20290217T213000Z;INTERVAL=2")));
    let (first, _, events) = span(&["--to", "2026-11-25T00:00:00Z"]);
    assert_eq!((first, events), (Some("20261123T150000".into()), 1));
}
