//! What a calendar program can repeat by itself.

use chrono::{DateTime, Datelike as _, MappedLocalTime, NaiveDate, NaiveDateTime};
use chrono::{Offset as _, TimeDelta, TimeZone as _, Utc};

use super::text::stamp_utc;
use crate::day::Day;
use crate::document::{Away, DAY_NAMES, WindowRule};
use crate::schedule::Hours;
use crate::timeline::{InForce, Timeline};
use crate::wall_time::on_the_wall;
use crate::window::Window;
use crate::zone::Tz;

const SECONDS_PER_DAY: u32 = 24 * 60 * 60;

/// The windows of one rule, as long as its version rules.
pub(super) struct Series<'a> {
    of: &'a InForce,
    rule: &'a WindowRule,
    /// The place of the rule in its agreement.
    pub(super) index: usize,
    /// The first window, on the wall.
    pub(super) opens: NaiveDateTime,
    pub(super) closes: NaiveDateTime,
    /// When the last one opens.
    pub(super) last: NaiveDateTime,
    until: DateTime<Utc>,
    /// When those between would open that do not take place, or not by the
    /// rule.
    pub(super) left_out: Vec<NaiveDateTime>,
}

impl<'a> Series<'a> {
    pub(super) fn zone(&self) -> Tz {
        self.of.agreement.zone()
    }

    pub(super) fn version(&self) -> u32 {
        self.of.agreement.version()
    }

    pub(super) fn away(&self) -> &'a [Away] {
        &self.of.agreement.document().away
    }

    /// How it comes again.
    pub(super) fn recurrence(&self) -> String {
        let mut text = "FREQ=WEEKLY;UNTIL=".to_owned();
        text.push_str(&stamp_utc(self.until));
        if self.rule.every_weeks > 1 {
            text.push_str(";INTERVAL=");
            text.push_str(&self.rule.every_weeks.to_string());
        }
        text.push_str(";WKST=MO;BYDAY=");
        let mut separator = "";
        for (name, day) in DAY_NAMES {
            if self.rule.days.contains(&day) {
                text.push_str(separator);
                let initials = name.get(..2).unwrap_or(name);
                text.push_str(&initials.to_ascii_uppercase());
                separator = ",";
            }
        }
        text
    }
}

/// The series in `windows`, which are in order; they are taken out, and what
/// is left does not repeat, or the clocks change over it.
pub(super) fn of<'a>(timeline: &'a Timeline, windows: &mut Vec<Window>) -> Vec<Series<'a>> {
    let versions: Vec<&InForce> = timeline.versions().collect();
    let mut found = Vec::new();
    for (place, of) in versions.iter().enumerate() {
        let later = versions[place + 1..].iter();
        let until = later.map(|version| version.from).min();
        for (index, rule) in of.agreement.document().windows.iter().enumerate() {
            found.extend(series(of, index, rule, until, windows));
        }
    }
    found
}

fn series<'a>(
    of: &'a InForce,
    index: usize,
    rule: &'a WindowRule,
    until: Option<DateTime<Utc>>,
    windows: &mut Vec<Window>,
) -> Option<Series<'a>> {
    let zone = of.agreement.zone();
    if skips_a_day(zone, windows) {
        return None;
    }
    let local_date = |window: &Window| window.opens.with_timezone(&zone).date_naive();
    let (first, last) = (local_date(windows.first()?), local_date(windows.last()?));
    let begins = of.agreement.document().effective_from;
    let hours = Hours {
        opens: rule.opens,
        closes: rule.closes,
    };

    let mut taken: Vec<(NaiveDateTime, Window)> = Vec::new();
    let mut left_out = Vec::new();
    let mut missing = Vec::new();
    for date in first.max(begins).iter_days() {
        if date > last {
            break;
        }
        let week = Day::of(date).week().abs_diff(Day::of(begins).week());
        if !rule.days.contains(&date.weekday()) || !week.is_multiple_of(rule.every_weeks) {
            continue;
        }
        let opens = on_the_wall(date, hours.opens);
        let window = steady(zone, date, hours).filter(|window| {
            until.is_none_or(|until| window.opens < until) && is_among(windows, window)
        });
        if let Some(window) = window {
            // What is missing after the last one is beyond the end.
            left_out.append(&mut missing);
            taken.push((opens, window));
        } else if !taken.is_empty() {
            missing.push(opens);
        }
    }
    let [(opens, _), .., (last, last_window)] = taken.as_slice() else {
        return None;
    };
    let mut next = taken.iter().map(|(_, window)| window).peekable();
    windows.retain(|window| next.next_if_eq(&window).is_none());
    Some(Series {
        of,
        rule,
        index,
        opens: *opens,
        closes: on_the_wall(hours.closing_date(opens.date())?, hours.closes),
        last: *last,
        until: last_window.opens,
        left_out,
    })
}

/// The window of `date`, if it is the same to everyone who reads a clock:
/// neither end is skipped or comes twice, and it lasts as long as it seems.
fn steady(zone: Tz, date: NaiveDate, hours: Hours) -> Option<Window> {
    let opens = only(zone, on_the_wall(date, hours.opens))?;
    let closes = only(zone, on_the_wall(hours.closing_date(date)?, hours.closes))?;
    let lasts = TimeDelta::minutes(i64::from(hours.minutes()));
    (closes - opens == lasts).then_some(Window { opens, closes })
}

/// Whether `zone` skips a whole day between the first of `windows` and the
/// last. Then dates are left out that do not exist, and programs take one of
/// the days beside them for it.
fn skips_a_day(zone: Tz, windows: &[Window]) -> bool {
    let [first, .., last] = windows else {
        return false;
    };
    zone.changes()
        .filter(|change| change.after.abs_diff(change.before) >= SECONDS_PER_DAY)
        .any(|change| first.opens <= change.at && change.at <= last.closes)
}

/// The one instant at which the clocks of `zone` show `local`.
fn only(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(offset) => local
            .checked_sub_offset(offset.fix())
            .map(|at| at.and_utc()),
        _ => None,
    }
}

/// Whether `window` is among `windows`, which are in order.
fn is_among(windows: &[Window], window: &Window) -> bool {
    let from = windows.partition_point(|other| other.opens < window.opens);
    let opening_then = windows[from..].iter();
    opening_then
        .take_while(|other| other.opens == window.opens)
        .any(|other| other == window)
}
