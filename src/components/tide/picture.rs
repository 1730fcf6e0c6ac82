//! A finished drawing as SVG. No style attributes: the content security policy
//! forbids them; places are attributes of the shapes.

use super::chart::{ArcKind, MarkKind, WindowKind};
use super::drawing::{Drawing, PlacedLabel, PlacedMark, WIDTH};
use super::markup::Markup;

/// Writes `drawing` as SVG, with its name and description.
pub(super) fn picture(markup: &mut Markup, drawing: &Drawing, title: &str, description: &str) {
    let Drawing { sky, bed, .. } = *drawing;
    markup.raw(r#"<svg xmlns="http://www.w3.org/2000/svg" class="tide-picture" role="img" width="100%" height="#);
    markup.length(drawing.height, "rem");
    markup.raw("><title>");
    markup.words(title);
    markup.raw("</title><desc>");
    markup.words(description);
    markup.raw("</desc>");
    for &x in &drawing.midnights {
        upright(markup, r#"<line class="tide-midnight""#, x, sky, bed);
    }
    for band in &drawing.bands {
        let start = match band.kind {
            WindowKind::Agreed => r#"<rect class="tide-band""#,
            WindowKind::Promised => r#"<rect class="tide-band tide-band-promised""#,
        };
        rect(markup, start, (band.x, band.width), (band.y, bed));
    }
    paths(markup, drawing);
    for calm in &drawing.calm {
        let start = r#"<rect class="tide-calm""#;
        rect(markup, start, (calm.x, calm.width), (calm.y, bed));
    }
    if let Some(turn) = &drawing.turn {
        upright(markup, r#"<line class="tide-turn""#, turn.x, sky, bed);
        text(markup, r#"<text class="tide-label""#, turn.label.as_ref());
    }
    for band in &drawing.bands {
        let start = match band.kind {
            WindowKind::Agreed => r#"<text class="tide-label""#,
            WindowKind::Promised => r#"<text class="tide-label tide-label-promised""#,
        };
        text(markup, start, band.label.as_ref());
    }
    for calm in &drawing.calm {
        let start = r#"<text class="tide-label tide-label-calm""#;
        text(markup, start, calm.label.as_ref());
    }
    for name in &drawing.names {
        text(
            markup,
            r#"<text class="tide-label tide-label-quiet""#,
            Some(name),
        );
    }
    for placed in &drawing.marks {
        mark(markup, placed);
    }
    if let Some(float) = &drawing.float {
        upright(markup, r#"<line class="tide-now""#, float.x, float.y, bed);
        at(markup, r#"<svg class="tide-float""#, float.x, float.y);
        markup.raw(
            r#" width="1" height="1"><line y1="-1.05rem" y2="0"/><circle r="0.42rem"/><circle class="tide-float-heart" r="0.16rem"/></svg>"#,
        );
        let start = r#"<text class="tide-label tide-label-now""#;
        text(markup, start, float.label.as_ref());
    }
    markup.raw("</svg>");
}

/// The line, the water and the arcs, in a box of their own.
fn paths(markup: &mut Markup, drawing: &Drawing) {
    markup.raw(r#"<svg class="tide-paths" width="100%" height="100%" preserveAspectRatio="none" viewBox="0 0 "#);
    markup.number(WIDTH);
    markup.raw(" ");
    markup.number(drawing.height);
    markup.raw("\">");
    path(markup, r#"<path class="tide-water""#, &drawing.water);
    path(
        markup,
        r#"<path class="tide-water tide-later""#,
        &drawing.later_water,
    );
    path(markup, r#"<path class="tide-line""#, &drawing.line);
    path(
        markup,
        r#"<path class="tide-line tide-later""#,
        &drawing.later_line,
    );
    for (kind, arc) in &drawing.arcs {
        let start = match kind {
            ArcKind::Answered => r#"<path class="tide-arc""#,
            ArcKind::Promised => r#"<path class="tide-arc tide-arc-promised""#,
        };
        path(markup, start, arc);
    }
    markup.raw("</svg>");
}

fn path(markup: &mut Markup, start: &'static str, path: &str) {
    markup.raw(start);
    markup.raw(" d=\"");
    markup.words(path);
    markup.raw("\"/>");
}

/// A line at `x` from `top` to `bottom`.
fn upright(markup: &mut Markup, start: &'static str, x: i64, top: i64, bottom: i64) {
    markup.raw(start);
    markup.raw(" x1=");
    markup.length(x, "%");
    markup.raw(" x2=");
    markup.length(x, "%");
    markup.raw(" y1=");
    markup.length(top, "rem");
    markup.raw(" y2=");
    markup.length(bottom, "rem");
    markup.raw("/>");
}

/// A rectangle of (left, width) and (top, bottom).
fn rect(markup: &mut Markup, start: &'static str, across: (i64, i64), down: (i64, i64)) {
    at(markup, start, across.0, down.0);
    markup.raw(" width=");
    markup.length(across.1, "%");
    markup.raw(" height=");
    markup.length(down.1 - down.0, "rem");
    markup.raw("/>");
}

/// The start of something with its place.
fn at(markup: &mut Markup, start: &'static str, x: i64, y: i64) {
    markup.raw(start);
    markup.raw(" x=");
    markup.length(x, "%");
    markup.raw(" y=");
    markup.length(y, "rem");
}

fn mark(markup: &mut Markup, mark: &PlacedMark) {
    at(markup, r#"<svg class="tide-mark""#, mark.x, mark.y);
    markup.raw(r#" width="1" height="1"><title>"#);
    markup.words(&mark.label);
    markup.raw("</title>");
    markup.raw(match mark.kind {
        MarkKind::Letter => {
            r#"<rect class="tide-letter" x="-0.42rem" y="-0.32rem" width="0.84rem" height="0.64rem" rx="0.1rem"/><line class="tide-letter" x1="-0.2rem" x2="0.2rem" y1="0" y2="0"/>"#
        }
        MarkKind::Reply => r#"<circle class="tide-reply" r="0.36rem"/>"#,
        MarkKind::Held => r#"<circle class="tide-held" r="0.36rem"/>"#,
    });
    markup.raw("</svg>");
}

/// A label, if there was room for it.
fn text(markup: &mut Markup, start: &'static str, label: Option<&PlacedLabel>) {
    if let Some(label) = label {
        at(markup, start, label.x, label.y);
        markup.raw(" text-anchor=\"");
        markup.raw(label.anchor.as_str());
        markup.raw("\">");
        markup.words(&label.text);
        markup.raw("</text>");
    }
}
