//! The chart as pages show it: one picture, or a row for each day. Text, so
//! that it is drawn, tested and handed on without a browser.

use super::chart::TideChart;
use super::drawing::Drawing;
use super::markup::Markup;
use super::picture::picture;
use super::scale::Layout;

/// Which of the sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TideSize {
    /// Over the composer: from now to the answer.
    Strip,
    /// The Rhythm page: one line where there is room, else a row for each day.
    Week,
}

/// `chart` as an SVG document of its own: its name and its description, which
/// says what it shows in a sentence or two, are for screen readers. Colours
/// come from the style sheet of the page that shows it.
#[must_use]
pub fn svg(chart: &TideChart, layout: Layout, title: &str, description: &str) -> String {
    let mut markup = Markup::default();
    let drawing = Drawing::new(chart, layout);
    picture(&mut markup, &drawing, title, description);
    markup.finish()
}

/// What stands inside the element that shows `chart`; `title` and
/// `description` as for [`svg`].
#[must_use]
pub fn content(chart: &TideChart, size: TideSize, title: &str, description: &str) -> String {
    let layout = match size {
        TideSize::Strip => return svg(chart, Layout::STRIP, title, description),
        TideSize::Week => Layout::WEEK,
    };
    let mut markup = Markup::default();
    markup.raw(r#"<div class="tide-whole">"#);
    let whole = Drawing::new(chart, layout);
    picture(&mut markup, &whole, title, description);
    markup.raw(r#"</div><div class="tide-days" role="group" aria-label=""#);
    markup.words(title);
    markup.raw("\">");
    for (name, day) in chart.days() {
        markup.raw(r#"<div class="tide-day"><p class="tide-day-name">"#);
        markup.words(&name);
        markup.raw("</p>");
        let drawing = Drawing::new(&day, Layout::DAY);
        picture(&mut markup, &drawing, &name, &said_of(&day));
        markup.raw("</div>");
    }
    markup.raw("</div>");
    markup.finish()
}

/// What a day's row shows, in words.
fn said_of(day: &TideChart) -> String {
    let windows = day
        .windows
        .iter()
        .filter(|window| day.from < window.closes && window.opens < day.until)
        .map(|window| window.label.as_str());
    let marks = day.marks.iter().map(|mark| mark.label.as_str());
    windows.chain(marks).collect::<Vec<_>>().join("; ")
}
