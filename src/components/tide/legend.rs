//! What the shapes of a picture stand for, in words: those that are in it.

use super::chart::{ArcKind, MarkKind, TideChart, WindowKind};
use super::labels::width_of;
use super::markup::Markup;
use super::scale::WIDTH;
use super::shore::{ShellKind, Shore};
use super::symbols;

/// A shape that stands for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A band.
    Window(WindowKind),
    /// A mark on the line.
    Mark(MarkKind),
    /// An arc.
    Arc(ArcKind),
    /// Calm water.
    Away,
    /// The paler line.
    Change,
    /// A gap in the shore's line.
    Gap,
    /// The dots of the shore's line.
    ToCome,
    /// A mark on the shore.
    Shell(ShellKind),
}

/// What a picture explains: each shape in it, with its words.
pub type Legend = Vec<(Key, String)>;

/// A line of a legend on a sheet of its own.
pub(super) const LEGEND_ROW: i64 = 1_700;
/// From the start of an entry to the middle of its shape.
const MIDDLE: i64 = 800;
/// From there to its words.
const BESIDE: i64 = 1_200;
/// Room between one entry and the next.
const BETWEEN: i64 = 700;

/// The order in which shapes are explained.
const ORDER: [Key; 21] = [
    Key::Window(WindowKind::Agreed),
    Key::Window(WindowKind::Promised),
    Key::Window(WindowKind::Missed),
    Key::Mark(MarkKind::Letter),
    Key::Mark(MarkKind::NotSent),
    Key::Mark(MarkKind::Reply),
    Key::Mark(MarkKind::Held),
    Key::Mark(MarkKind::Outside),
    Key::Mark(MarkKind::Ended),
    Key::Mark(MarkKind::Skipped),
    Key::Arc(ArcKind::Answered),
    Key::Arc(ArcKind::Promised),
    Key::Away,
    Key::Change,
    Key::Shell(ShellKind::Kept),
    Key::Shell(ShellKind::Missed),
    Key::Shell(ShellKind::Repaired),
    Key::Shell(ShellKind::Waiting),
    Key::Shell(ShellKind::NoneOwed),
    Key::Gap,
    Key::ToCome,
];

/// `found` in the order of explaining, each once.
fn explained(found: &[Key]) -> Vec<Key> {
    let is_there = |key: &&Key| found.contains(key);
    ORDER.iter().filter(is_there).copied().collect()
}

impl TideChart {
    /// The shapes that the chart's time shows.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        let within = |from, until| from < self.until && until > self.from;
        let mut found = Vec::new();
        for window in &self.windows {
            if within(window.opens, window.closes) {
                found.push(Key::Window(window.kind));
            }
        }
        for mark in &self.marks {
            if self.from <= mark.at && mark.at < self.until {
                found.push(Key::Mark(mark.kind));
            }
        }
        for arc in &self.arcs {
            if within(arc.from, arc.until) {
                found.push(Key::Arc(arc.kind));
            }
        }
        for away in &self.away {
            if within(away.from, away.until) {
                found.push(Key::Away);
            }
        }
        if let Some(change) = &self.change
            && within(change.at, change.at)
        {
            found.push(Key::Change);
        }
        explained(&found)
    }
}

impl Shore {
    /// The shapes on the shore.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        let mut found = Vec::new();
        for month in &self.months {
            for shell in &month.shells {
                found.push(Key::Shell(shell.kind));
            }
            if !month.away.is_empty() {
                found.push(Key::Gap);
            }
            if month.until < month.days {
                found.push(Key::ToCome);
            }
        }
        explained(&found)
    }
}

/// A legend as a list on a page.
#[must_use]
pub fn legend_content(legend: &[(Key, String)]) -> String {
    let mut markup = Markup::default();
    markup.raw(r#"<ul class="tide-legend">"#);
    for (key, words) in legend {
        markup.raw(
            r#"<li><svg class="tide-picture" aria-hidden="true" width="2rem" height="1.6rem">"#,
        );
        // Half of its own width.
        markup.group("tide-mark", WIDTH / 2, 800);
        symbols::key(&mut markup, *key);
        markup.end_group();
        markup.raw("</svg>");
        markup.words(words);
        markup.raw("</li>");
    }
    markup.raw("</ul>");
    markup.finish()
}

/// A legend on a sheet of its own, `width` rem wide, from `top` down; how high
/// it is.
pub(super) fn legend_rows(
    markup: &mut Markup,
    legend: &[(Key, String)],
    width: i64,
    top: i64,
) -> i64 {
    let (mut x, mut y) = (0, top);
    for (key, words) in legend {
        let length = MIDDLE + BESIDE + width_of(words);
        if x > 0 && x + length > width {
            x = 0;
            y += LEGEND_ROW;
        }
        let across = |rem: i64| rem * WIDTH / width;
        markup.group("tide-mark", across(x + MIDDLE), y + LEGEND_ROW / 2);
        symbols::key(markup, *key);
        markup.end_group();
        markup.open("text", "tide-label");
        markup.across("x", across(x + MIDDLE + BESIDE));
        markup.down("y", y + LEGEND_ROW / 2 + 270);
        markup.raw(">");
        markup.words(words);
        markup.raw("</text>");
        x += length + BETWEEN;
    }
    y + LEGEND_ROW - top
}
