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

impl TideChart {
    /// The shapes that the chart's time shows.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        use MarkKind::{Ended, Held, Letter, NotSent, Outside, Reply, Skipped};
        let within = |from, until| from < self.until && until > self.from;
        let mut keys = Vec::new();
        for kind in [WindowKind::Agreed, WindowKind::Promised, WindowKind::Missed] {
            let mut windows = self.windows.iter();
            if windows.any(|window| window.kind == kind && within(window.opens, window.closes)) {
                keys.push(Key::Window(kind));
            }
        }
        for kind in [Letter, NotSent, Reply, Held, Outside, Ended, Skipped] {
            let mut marks = self.marks.iter();
            if marks.any(|mark| mark.kind == kind && self.from <= mark.at && mark.at < self.until) {
                keys.push(Key::Mark(kind));
            }
        }
        for kind in [ArcKind::Answered, ArcKind::Promised] {
            let mut arcs = self.arcs.iter();
            if arcs.any(|arc| arc.kind == kind && within(arc.from, arc.until)) {
                keys.push(Key::Arc(kind));
            }
        }
        if self.away.iter().any(|away| within(away.from, away.until)) {
            keys.push(Key::Away);
        }
        if self
            .change
            .iter()
            .any(|change| within(change.at, change.at))
        {
            keys.push(Key::Change);
        }
        keys
    }
}

impl Shore {
    /// The shapes on the shore.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        use ShellKind::{Kept, Missed, NoneOwed, Repaired, Waiting};
        let there = |kind: &ShellKind| {
            let mut shells = self.months.iter().flat_map(|month| &month.shells);
            shells.any(|shell| shell.kind == *kind)
        };
        let mut keys: Vec<Key> = [Kept, Missed, Repaired, Waiting, NoneOwed]
            .into_iter()
            .filter(there)
            .map(Key::Shell)
            .collect();
        if self.months.iter().any(|month| !month.away.is_empty()) {
            keys.push(Key::Gap);
        }
        keys
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
