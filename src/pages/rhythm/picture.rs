//! A conversation as a tide chart. Pure: the conversation, the time to show,
//! who reads and in which words come in; nothing else is asked.

use chrono::{Datelike as _, TimeDelta};
use holdfast_rhythm::{Occurrence, Outcome, Skipped, WallTime, Window, resolve, sort_by_key};

use super::marks::{promised, written};
use super::saying::{Said, Words};
use super::time_away::{TimeAway, times_away};
pub use super::week_span::Week;
use crate::components::tide::{
    Away, Change, Mark, MarkKind, Now, Tick, TideChart, Window as Tide, WindowKind,
};
use crate::i18n::times::{Reader, weekday_short};
use crate::state::Conversation;

/// Windows this far outside the chart still shape the line at its edges.
const NEIGHBOURS: TimeDelta = TimeDelta::days(2);
/// How far the strip looks back, at most, for the letter that waits.
const STRIP_LOOKS_BACK: TimeDelta = TimeDelta::days(1);
/// How far the strip looks ahead, at most.
const STRIP_LOOKS_AHEAD: TimeDelta = TimeDelta::days(60);
/// The hours named where a row is a day.
const HOURS: [u16; 3] = [6, 12, 18];

/// One week of the rhythm.
#[must_use]
pub fn week(
    conversation: &Conversation,
    week: Week,
    reader: &Reader,
    words: &dyn Words,
) -> TideChart {
    let span = week.span(reader.zone);
    let chart = chart(conversation, span, reader, words);
    TideChart {
        hours: hours(span, reader),
        clocks: clocks(&chart.ticks, words),
        ..chart
    }
}

/// From now to the answer, or to the window in which one could come; none
/// while no rhythm is agreed or no window is in reach.
#[must_use]
pub fn strip(conversation: &Conversation, reader: &Reader, words: &dyn Words) -> Option<TideChart> {
    let now = reader.now;
    let waiting = promised(conversation, now);
    let window = waiting
        .iter()
        .map(|(_, window)| *window)
        .min_by_key(|window| window.closes)
        .or_else(|| conversation.timeline.promise(now))
        .or_else(|| conversation.timeline.next_opening(now))
        .filter(|window| window.opens - now <= STRIP_LOOKS_AHEAD)?;
    let since = waiting
        .iter()
        .map(|(written, _)| *written)
        .min()
        .map_or(now, |written| written.clamp(now - STRIP_LOOKS_BACK, now));
    let rim = (window.closes - since) / 12;
    let span = Window {
        opens: since - rim,
        closes: window.closes + rim,
    };
    Some(chart(conversation, span, reader, words))
}

/// A chart of `span` with nothing on it.
#[must_use]
pub fn nothing(span: Window) -> TideChart {
    TideChart {
        from: span.opens,
        until: span.closes,
        now: None,
        windows: Vec::new(),
        marks: Vec::new(),
        arcs: Vec::new(),
        away: Vec::new(),
        change: None,
        ticks: Vec::new(),
        hours: Vec::new(),
        clocks: Vec::new(),
    }
}

fn chart(
    conversation: &Conversation,
    span: Window,
    reader: &Reader,
    words: &dyn Words,
) -> TideChart {
    let (windows, skipped) = windows(conversation, span, reader, words);
    let (mut marks, arcs) = written(conversation, span, reader, words);
    marks.extend(skipped);
    sort_by_key(&mut marks, |mark| mark.at);
    TideChart {
        now: Some(Now {
            at: reader.now,
            label: words.say(Said::Now),
        }),
        windows,
        marks,
        arcs,
        away: away(conversation, reader, words),
        change: conversation
            .timeline
            .next_change(reader.now)
            .filter(|_| conversation.timeline.in_force(reader.now).is_some())
            .map(|next| Change {
                at: next.from,
                label: words.say(Said::NewRhythm),
            }),
        ticks: ticks(span, reader),
        ..nothing(span)
    }
}

/// The windows agreed, and those promised: a promise stands even where a later
/// version has no such window (product rule 5). And marks for those that the
/// clocks jump over.
fn windows(
    conversation: &Conversation,
    span: Window,
    reader: &Reader,
    words: &dyn Words,
) -> (Vec<Tide>, Vec<Mark>) {
    let mut all: Vec<(Window, WindowKind)> = promised(conversation, reader.now)
        .into_iter()
        .map(|(_, window)| (window, WindowKind::Promised))
        .collect();
    for entry in conversation.ledger(reader.now) {
        if matches!(entry.outcome, Outcome::Missed | Outcome::Repaired) {
            all.push((entry.window, WindowKind::Missed));
        }
    }
    let mut skipped = Vec::new();
    let (from, to) = (span.opens - NEIGHBOURS, span.closes + NEIGHBOURS);
    for occurrence in conversation.timeline.windows(from, to) {
        match occurrence {
            Occurrence::Open(window) => all.push((window, WindowKind::Agreed)),
            Occurrence::Skipped(one) => skipped.push(skip(one, reader, words)),
        }
    }
    all.retain(|(window, _)| from < window.closes && window.opens < to);
    // What is known of a window stands before that it is agreed.
    sort_by_key(&mut all, |(window, kind)| {
        (window.opens, window.closes, *kind == WindowKind::Agreed)
    });
    all.dedup_by_key(|(window, _)| *window);
    let tide = |(window, kind): (Window, WindowKind)| Tide {
        opens: window.opens,
        closes: window.closes,
        label: reader.clocks(window),
        kind,
    };
    (all.into_iter().map(tide).collect(), skipped)
}

fn skip(skipped: Skipped, reader: &Reader, words: &dyn Words) -> Mark {
    let hours = reader.hours(&skipped.opens.to_string(), &skipped.closes.to_string());
    Mark {
        at: skipped.at,
        kind: MarkKind::Skipped,
        when: reader.day(skipped.at),
        label: words.say(Said::Skipped(&hours)),
    }
}

fn away(conversation: &Conversation, reader: &Reader, words: &dyn Words) -> Vec<Away> {
    let named = |away: &TimeAway| Away {
        from: away.from,
        until: away.until,
        dates: reader.dates(away.first, away.last),
        label: words.say(Said::Away(&reader.date(away.last))),
    };
    times_away(&conversation.timeline)
        .iter()
        .map(named)
        .collect()
}

/// The midnights that part the days of `span`, named.
fn ticks(span: Window, reader: &Reader) -> Vec<Tick> {
    let last = reader.date_of(span.closes);
    reader
        .date_of(span.opens)
        .iter_days()
        .take_while(|date| *date <= last)
        .map(|date| Tick {
            at: resolve(reader.zone, date, WallTime::MIDNIGHT),
            label: format!(
                "{} {}",
                weekday_short(date.weekday(), reader.language),
                date.day()
            ),
        })
        .collect()
}

/// Hours of each day, by the clock on the reader's wall.
fn hours(span: Window, reader: &Reader) -> Vec<Tick> {
    let (first, last) = (reader.date_of(span.opens), reader.date_of(span.closes));
    let mut hours = Vec::new();
    for date in first.iter_days().take_while(|date| *date < last) {
        for hour in HOURS.into_iter().filter_map(|hour| WallTime::new(hour, 0)) {
            let at = resolve(reader.zone, date, hour);
            hours.push(Tick {
                at,
                label: reader.clock(at),
            });
        }
    }
    hours
}

/// The days that are longer or shorter than a day.
fn clocks(days: &[Tick], words: &dyn Words) -> Vec<Tick> {
    let mut clocks = Vec::new();
    for day in days.windows(2) {
        let more = (day[1].at - day[0].at - TimeDelta::days(1)).num_minutes();
        if more != 0 {
            clocks.push(Tick {
                at: day[0].at,
                label: words.say(Said::Clocks(more)),
            });
        }
    }
    clocks
}
