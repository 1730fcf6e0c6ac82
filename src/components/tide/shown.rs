//! The drawings as pages show them. Text, so that they are drawn, tested and
//! handed on without a browser.

use super::chart::TideChart;
use super::drawing::{Days, Drawing};
use super::markup::Markup;
use super::picture::{frame, labels, rows, whole};
use super::scale::Layout;
use super::shore::{Shore, ShoreDrawing};
use super::symbols;

/// Which of the sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TideSize {
    /// Over the composer: from now to the answer.
    Strip,
    /// The Rhythm page: one line where there is room, else a row for each day.
    Week,
}

/// What stands inside the element that shows `chart`. Its `title`, such as
/// "Your rhythm this week", and its `description`, which says what it shows in
/// a sentence or two, are for screen readers. Colours come from the style sheet
/// of the page.
#[must_use]
pub fn content(chart: &TideChart, size: TideSize, title: &str, description: &str) -> String {
    let mut markup = Markup::default();
    match size {
        TideSize::Strip => one(&mut markup, chart, Layout::STRIP, title, description),
        TideSize::Week => {
            markup.raw(r#"<div class="tide-whole">"#);
            one(&mut markup, chart, Layout::WEEK, title, description);
            markup.raw(r#"</div><div class="tide-days">"#);
            let days = Days::new(chart);
            frame(&mut markup, days.height, title, description);
            rows(&mut markup, &days);
            markup.raw("</svg></div>");
        }
    }
    markup.finish()
}

fn one(markup: &mut Markup, chart: &TideChart, layout: Layout, title: &str, description: &str) {
    let drawing = Drawing::new(chart, layout);
    frame(markup, drawing.height, title, description);
    whole(markup, &drawing);
    markup.raw("</svg>");
}

/// The same for a shoreline.
#[must_use]
pub fn shore_content(shore: &Shore, title: &str, description: &str) -> String {
    let mut markup = Markup::default();
    let drawing = ShoreDrawing::new(shore);
    frame(&mut markup, drawing.height, title, description);
    shoreline(&mut markup, &drawing);
    markup.raw("</svg>");
    markup.finish()
}

/// Writes a shoreline.
pub(super) fn shoreline(markup: &mut Markup, drawing: &ShoreDrawing) {
    labels(markup, "tide-label tide-label-quiet", &drawing.names);
    markup.paths(drawing.height);
    for line in &drawing.lines {
        markup.path("tide-shore", line);
    }
    for line in &drawing.to_come {
        markup.path("tide-shore tide-later", line);
    }
    markup.end_paths();
    for (at, kind, label) in &drawing.shells {
        markup.group("tide-mark", at.x, at.y);
        markup.told(label);
        symbols::shell(markup, *kind);
        markup.end_group();
    }
}
