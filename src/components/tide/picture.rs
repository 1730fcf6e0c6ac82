//! A finished drawing as SVG. No style attributes: the content security policy
//! forbids them; places are attributes of the shapes.

use super::chart::{ArcKind, WindowKind};
use super::drawing::{Days, Drawing, PlacedLabel};
use super::markup::Markup;
use super::path::Path;
use super::scale::WIDTH;
use super::symbols;

/// The start of a picture on a page, with its name and description.
pub(super) fn frame(markup: &mut Markup, height: i64, title: &str, description: &str) {
    markup.open("svg", "tide-picture");
    markup.raw(r#" xmlns="http://www.w3.org/2000/svg" role="img" width="100%""#);
    markup.down("height", height);
    markup.raw("><title>");
    markup.words(title);
    markup.raw("</title><desc>");
    markup.words(description);
    markup.raw("</desc>");
}

/// Writes the rows of `days`.
pub(super) fn rows(markup: &mut Markup, days: &Days) {
    for (top, row) in &days.rows {
        markup.group("tide-row", 0, *top);
        water(markup, row);
        arcs(markup, row.height, &row.arcs);
        markup.end_group();
    }
    arcs(markup, days.height, &days.threads);
    for (top, row) in &days.rows {
        markup.group("tide-row", 0, *top);
        facts(markup, row);
        markup.end_group();
    }
    labels(markup, "tide-label tide-label-quiet", &days.hours);
}

/// Writes `drawing`.
pub(super) fn whole(markup: &mut Markup, drawing: &Drawing) {
    water(markup, drawing);
    arcs(markup, drawing.height, &drawing.arcs);
    facts(markup, drawing);
}

/// What lies under the arcs.
fn water(markup: &mut Markup, drawing: &Drawing) {
    let Drawing { sky, bed, .. } = *drawing;
    for &x in &drawing.midnights {
        upright(markup, "tide-midnight", x, sky, bed);
    }
    for band in &drawing.bands {
        let class = match band.kind {
            WindowKind::Agreed => "tide-band",
            WindowKind::Promised => "tide-band tide-band-promised",
            WindowKind::Missed => "tide-band tide-band-missed",
        };
        rect(markup, class, (band.x, band.width), (band.y, bed));
    }
    markup.paths(drawing.height);
    markup.path("tide-water", &drawing.water);
    markup.path("tide-water tide-later", &drawing.later_water);
    markup.path("tide-line", &drawing.line);
    markup.path("tide-line tide-later", &drawing.later_line);
    markup.end_paths();
    for calm in &drawing.calm {
        rect(markup, "tide-calm", (calm.x, calm.width), (calm.y, bed));
    }
    for &x in &drawing.hours {
        upright(markup, "tide-midnight", x, bed - 300, bed);
    }
    if let Some(turn) = &drawing.turn {
        upright(markup, "tide-turn", turn.x, sky, bed);
    }
}

/// What lies over them: marks, now, and every label.
fn facts(markup: &mut Markup, drawing: &Drawing) {
    if let Some(turn) = &drawing.turn {
        labels(markup, "tide-label", &turn.label);
    }
    for band in &drawing.bands {
        let class = match band.kind {
            WindowKind::Promised => "tide-label tide-label-promised",
            WindowKind::Agreed | WindowKind::Missed => "tide-label",
        };
        labels(markup, class, &band.label);
    }
    for calm in &drawing.calm {
        labels(markup, "tide-label tide-label-calm", &calm.label);
    }
    let names = if drawing.is_day {
        "tide-label tide-label-day"
    } else {
        "tide-label tide-label-quiet"
    };
    labels(markup, names, &drawing.names);
    if let Some(float) = &drawing.float {
        upright(markup, "tide-now", float.x, float.y, drawing.bed);
        markup.group("tide-float", float.x, float.y);
        symbols::float(markup);
        markup.end_group();
        labels(markup, "tide-label tide-label-now", &float.label);
    }
    for mark in &drawing.marks {
        markup.group("tide-mark", mark.x, mark.y);
        markup.told(&mark.label);
        symbols::mark(markup, mark.kind);
        markup.end_group();
    }
}

fn arcs(markup: &mut Markup, height: i64, arcs: &[(ArcKind, Path)]) {
    if arcs.is_empty() {
        return;
    }
    markup.paths(height);
    for (kind, arc) in arcs {
        let class = match kind {
            ArcKind::Answered => "tide-arc",
            ArcKind::Promised => "tide-arc tide-arc-promised",
        };
        markup.path(class, arc);
    }
    markup.end_paths();
}

/// A line at `x` from `top` to `bottom`.
pub(super) fn upright(markup: &mut Markup, class: &'static str, x: i64, top: i64, bottom: i64) {
    markup.open("line", class);
    markup.across("x1", x);
    markup.across("x2", x);
    markup.down("y1", top);
    markup.down("y2", bottom);
    markup.raw("/>");
}

/// A rectangle of (left, width) and (top, bottom).
pub(super) fn rect(markup: &mut Markup, class: &'static str, across: (i64, i64), down: (i64, i64)) {
    markup.open("rect", class);
    markup.across("x", across.0);
    markup.down("y", down.0);
    markup.across("width", across.1);
    markup.down("height", down.1 - down.0);
    markup.raw("/>");
}

/// Labels, those that had room.
pub(super) fn labels<'label>(
    markup: &mut Markup,
    class: &'static str,
    labels: impl IntoIterator<Item = &'label PlacedLabel>,
) {
    for label in labels {
        markup.open("text", class);
        markup.across("x", label.x.clamp(0, WIDTH));
        markup.down("y", label.y);
        markup.raw(" text-anchor=\"");
        markup.raw(label.anchor.as_str());
        markup.raw("\">");
        markup.words(&label.text);
        markup.raw("</text>");
    }
}
