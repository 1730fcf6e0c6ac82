//! The same facts as a picture's, as rows of a table.

use chrono::{DateTime, Utc};
use holdfast_rhythm::{Window, sort_by_key};

use super::saying::{Said, Words};
use crate::components::tide::TideChart;
use crate::i18n::times::Reader;

/// When, and what.
pub type Row = [String; 2];

/// Everything that the chart shows, in order of time.
#[must_use]
pub fn table(chart: &TideChart, reader: &Reader, words: &dyn Words) -> Vec<Row> {
    let within =
        |from: DateTime<Utc>, until: DateTime<Utc>| from < chart.until && until > chart.from;
    let at = |at: DateTime<Utc>| chart.from <= at && at < chart.until;
    let mut rows: Vec<(DateTime<Utc>, Row)> = Vec::new();
    for tide in chart.windows.iter().filter(|w| within(w.opens, w.closes)) {
        let window = Window {
            opens: tide.opens,
            closes: tide.closes,
        };
        let when = reader.interval_in_both(window);
        rows.push((tide.opens, [when, words.say(Said::Window(tide.kind))]));
    }
    for mark in chart.marks.iter().filter(|mark| at(mark.at)) {
        rows.push((mark.at, [mark.when.clone(), mark.label.clone()]));
    }
    // A letter's own row says its arc; one from before has no row yet.
    for arc in chart.arcs.iter().filter(|arc| arc.from < chart.from) {
        if within(arc.from, arc.until) {
            rows.push((arc.from, [reader.moment(arc.from), arc.label.clone()]));
        }
    }
    for away in chart.away.iter().filter(|a| within(a.from, a.until)) {
        rows.push((away.from, [away.dates.clone(), away.label.clone()]));
    }
    for clock in &chart.clocks {
        rows.push((clock.at, [reader.day(clock.at), clock.label.clone()]));
    }
    for change in chart.change.iter().filter(|change| at(change.at)) {
        let when = reader.starting(change.at);
        rows.push((change.at, [when, change.label.clone()]));
    }
    for now in chart.now.iter().filter(|now| at(now.at)) {
        rows.push((now.at, [reader.moment(now.at), now.label.clone()]));
    }
    sort_by_key(&mut rows, |(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}
