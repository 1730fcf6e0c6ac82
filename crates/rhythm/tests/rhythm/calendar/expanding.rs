//! Reads a calendar as a program for calendars does.

use super::lines;
use chrono::{
    DateTime, Datelike as _, MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone as _, Utc,
};
use holdfast_rhythm::{Tz, Window, resolve};

/// The values of a property, in order.
pub(super) fn values<'lines>(lines: &'lines [String], name: &str) -> Vec<&'lines str> {
    let named = |line: &'lines String| line.strip_prefix(name)?.strip_prefix(':');
    lines.iter().filter_map(named).collect()
}

/// The components of a kind, each by its lines.
pub(super) fn components<'lines>(lines: &'lines [String], kind: &str) -> Vec<&'lines [String]> {
    let parts = lines.split(move |line| *line == format!("BEGIN:{kind}"));
    let until_end = |part: &'lines [String]| {
        let end = part.iter().position(|line| *line == format!("END:{kind}"));
        &part[..end.expect("an end")]
    };
    parts.skip(1).map(until_end).collect()
}

/// What one component lists, read as plainly as it is written.
pub(super) fn expand(component: &[String]) -> Vec<Window> {
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
pub(super) fn timed<'lines>(
    component: &'lines [String],
    name: &str,
) -> Vec<(&'lines str, Option<Tz>)> {
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
pub(super) fn expand_all(calendar: &str, kind: &str) -> Vec<Window> {
    let lines = lines(calendar);
    let components = components(&lines, kind);
    let mut all: Vec<Window> = components.into_iter().flat_map(expand).collect();
    all.sort_by_key(|window| (window.opens, window.closes));
    all
}
