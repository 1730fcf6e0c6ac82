//! The rhythm as a file for calendar programs: RFC 5545, and RFC 7953 for
//! those that know availability.
//!
//! What comes again is one recurring event for each rule. Calendar programs do
//! not agree on what becomes of an event on the day on which the clocks change
//! over it, so such a window is taken out of the recurring event and written
//! by itself, in UTC. `docs/decisions/rhythm-calendar.md` says more.

mod series;
mod text;
mod time_zone;

use chrono::{DateTime, Utc};

use crate::document::Away;
use crate::timeline::Timeline;
use crate::window::Window;
use crate::zone::Tz;
use series::Series;
use text::{Text, digest, stamp, stamp_utc};

/// What a reader of the calendar sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarWords {
    /// The calendar's name. It is also part of what tells one calendar's
    /// events from another's, so it should stay the same for a conversation.
    pub name: String,
    /// What a window is called.
    pub window: String,
    /// What comes before the dates away in an event's notes; without it, the
    /// dates are not listed.
    pub away: String,
}

/// The windows of `timeline` that overlap `span`, as the text of an `.ics`
/// file: every window as an event, and once more as availability. `made` is
/// when it is written, which tells a newer file from an older one.
///
/// No notes are in it. Without an instant in `span`, no windows either.
///
/// ```
/// use holdfast_rhythm::calendar::{CalendarWords, write};
/// use holdfast_rhythm::{Agreement, Timeline, Window};
///
/// let agreement = Agreement::parse(
///     r#"{
///         "version": 1,
///         "zone": "Europe/Berlin",
///         "effective_from": "2026-11-23",
///         "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }]
///     }"#,
/// )?;
/// let (opens, made) = (agreement.starts(), agreement.starts());
/// let closes = "2027-11-23T00:00:00Z".parse().expect("an instant");
/// let mut timeline = Timeline::new();
/// timeline.accept(agreement, opens);
/// let words = CalendarWords {
///     name: "Letters".into(),
///     window: "Dr. Tang reads and answers".into(),
///     away: "Away".into(),
/// };
/// let calendar = write(&timeline, Window { opens, closes }, &words, made);
/// assert!(calendar.contains("DTSTART;TZID=Europe/Berlin:20261123T150000\r\n"));
/// assert!(calendar.contains("RRULE:FREQ=WEEKLY;UNTIL=20271122T140000Z;WKST=MO;BYDAY=MO,TH\r\n"));
/// # Ok::<(), holdfast_rhythm::Problems>(())
/// ```
pub fn write(
    timeline: &Timeline,
    span: Window,
    words: &CalendarWords,
    made: DateTime<Utc>,
) -> String {
    let listed = timeline.windows(span.opens, span.closes);
    let mut single: Vec<Window> = listed.iter().filter_map(|it| it.window()).collect();
    let all = extent(span, &single);
    let series = series::of(timeline, &mut single);
    let writer = Writer {
        words,
        made: stamp_utc(made),
        conversation: conversation(timeline, words),
    };

    let mut text = Text::default();
    text.line("BEGIN", "VCALENDAR");
    text.line("VERSION", "2.0");
    text.line("PRODID", "-//Holdfast//Rhythm//EN");
    text.line("CALSCALE", "GREGORIAN");
    text.words("NAME", &words.name);
    text.words("X-WR-CALNAME", &words.name);
    for zone in zones(&series) {
        time_zone::write(&mut text, zone, all);
    }
    for part in &series {
        writer.series(&mut text, "VEVENT", part);
    }
    for window in &single {
        writer.single(&mut text, "VEVENT", *window);
    }
    if all.opens < all.closes {
        text.line("BEGIN", "VAVAILABILITY");
        writer.head(&mut text, "availability");
        text.line("DTSTART", &stamp_utc(all.opens));
        text.line("DTEND", &stamp_utc(all.closes));
        text.words("SUMMARY", &words.name);
        text.line("CLASS", "PRIVATE");
        text.line("BUSYTYPE", "BUSY-UNAVAILABLE");
        for part in &series {
            writer.series(&mut text, "AVAILABLE", part);
        }
        for window in &single {
            writer.single(&mut text, "AVAILABLE", *window);
        }
        text.line("END", "VAVAILABILITY");
    }
    text.line("END", "VCALENDAR");
    text.into_string()
}

/// The span, and all of the windows that reach out of it.
fn extent(span: Window, windows: &[Window]) -> Window {
    let first = windows.first().map_or(span.opens, |window| window.opens);
    let last = windows.iter().map(|window| window.closes).max();
    Window {
        opens: span.opens.min(first),
        closes: last.map_or(span.closes, |last| last.max(span.closes)),
    }
}

fn zones(series: &[Series<'_>]) -> Vec<Tz> {
    let mut zones = Vec::new();
    for part in series {
        if !zones.contains(&part.zone()) {
            zones.push(part.zone());
        }
    }
    zones
}

/// What tells this conversation's events from those of another, in each file
/// that is ever made of it: versions are only added.
fn conversation(timeline: &Timeline, words: &CalendarWords) -> String {
    let first = timeline.versions().next();
    let first = first.map(|version| version.agreement.timing());
    digest(&[&words.name, &first.unwrap_or_default()])
}

struct Writer<'a> {
    words: &'a CalendarWords,
    made: String,
    conversation: String,
}

impl Writer<'_> {
    fn series(&self, text: &mut Text, component: &str, series: &Series<'_>) {
        let name = format!("version-{}-window-{}", series.version(), series.index);
        let zone = series.zone();
        let timed = |name| format!("{name};TZID={}", zone.name());
        self.begin(text, component, &name);
        text.line(&timed("DTSTART"), &stamp(series.opens));
        text.line(&timed("DTEND"), &stamp(series.closes));
        text.line("RRULE", &series.recurrence());
        for missing in &series.left_out {
            text.line(&timed("EXDATE"), &stamp(*missing));
        }
        if component == EVENT && !self.words.away.is_empty() {
            let away = away_in(series);
            if !away.is_empty() {
                text.words("DESCRIPTION", &format!("{}: {away}", self.words.away));
            }
        }
        self.end(text, component);
    }

    fn single(&self, text: &mut Text, component: &str, window: Window) {
        let opens = stamp_utc(window.opens);
        let closes = stamp_utc(window.closes);
        self.begin(text, component, &format!("{opens}-{closes}"));
        text.line("DTSTART", &opens);
        text.line("DTEND", &closes);
        self.end(text, component);
    }

    fn begin(&self, text: &mut Text, component: &str, name: &str) {
        text.line("BEGIN", component);
        if component == EVENT {
            self.head(text, name);
        } else {
            self.head(text, &format!("available-{name}"));
        }
    }

    /// What every component must have.
    fn head(&self, text: &mut Text, name: &str) {
        text.line("UID", &format!("{name}-{}@holdfast", self.conversation));
        text.line("DTSTAMP", &self.made);
    }

    fn end(&self, text: &mut Text, component: &str) {
        text.words("SUMMARY", &self.words.window);
        if component == EVENT {
            text.line("CLASS", "PRIVATE");
            text.line("TRANSP", "TRANSPARENT");
        }
        text.line("END", component);
    }
}

const EVENT: &str = "VEVENT";

/// The dates away while the series lasts.
fn away_in(series: &Series<'_>) -> String {
    let mut list = String::new();
    let (first, last) = (series.opens.date(), series.last.date());
    let falls_in = |away: &&Away| away.from <= last && first <= away.until;
    for away in series.away().iter().filter(falls_in) {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&away.from.to_string());
        if away.until != away.from {
            list.push_str(" – ");
            list.push_str(&away.until.to_string());
        }
    }
    list
}
