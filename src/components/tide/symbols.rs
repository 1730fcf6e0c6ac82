//! The small shapes, around the middle of their place. Told apart by their
//! form alone; colour only adds.

use super::chart::{ArcKind, MarkKind, WindowKind};
use super::course::SpotKind;
use super::legend::Key;
use super::markup::Markup;
use super::shore::ShellKind;

/// A full or open disc on the water.
const DISC: i64 = 360;
/// One on the shore: 31 of them stand beside each other on a narrow phone.
const SHELL: i64 = 240;

/// What was written.
pub(super) fn mark(markup: &mut Markup, kind: MarkKind) {
    match kind {
        MarkKind::Letter => {
            sheet(markup, "tide-letter", (840, 640), "");
            line(markup, "tide-letter", ("x1", -200), ("x2", 200));
        }
        MarkKind::NotSent => sheet(markup, "tide-letter tide-unsent", (840, 640), ""),
        MarkKind::Reply => disc(markup, "tide-reply", DISC),
        MarkKind::Outside => sheet(
            markup,
            "tide-reply",
            (580, 580),
            " transform=\"rotate(45)\"",
        ),
        MarkKind::Held => disc(markup, "tide-held", DISC),
        MarkKind::Ended => sheet(markup, "tide-ended", (800, 260), ""),
        MarkKind::Skipped => sheet(markup, "tide-skipped", (500, 600), ""),
    }
}

/// What became of a promise.
pub(super) fn shell(markup: &mut Markup, kind: ShellKind) {
    match kind {
        ShellKind::Kept => disc(markup, "tide-kept", SHELL),
        ShellKind::Missed => disc(markup, "tide-missed", SHELL),
        ShellKind::Repaired => {
            disc(markup, "tide-missed", SHELL);
            disc(markup, "tide-mended", 120);
        }
        ShellKind::Waiting => disc(markup, "tide-waiting", SHELL),
        ShellKind::NoneOwed => sheet(markup, "tide-ended", (560, 240), ""),
    }
}

/// One time that something was asked.
pub(super) fn spot(markup: &mut Markup, kind: SpotKind) {
    match kind {
        SpotKind::Value(_) => disc(markup, "tide-kept", SHELL),
        SpotKind::Marked(_) => {
            disc(markup, "tide-missed", DISC);
            disc(markup, "tide-heart", 160);
        }
        SpotKind::NoValue => sheet(markup, "tide-ended", (560, 240), ""),
        SpotKind::MarkedNoValue => {
            disc(markup, "tide-missed", 420);
            sheet(markup, "tide-ended", (440, 240), "");
        }
        SpotKind::Missed => disc(markup, "tide-waiting", SHELL),
    }
}

/// Any of them, for a legend.
pub(super) fn key(markup: &mut Markup, key: Key) {
    match key {
        Key::Window(WindowKind::Agreed) => sheet(markup, "tide-band", (520, 1_100), ""),
        Key::Window(WindowKind::Promised) => {
            sheet(markup, "tide-band tide-band-promised", (520, 1_100), "");
        }
        Key::Window(WindowKind::Missed) => {
            sheet(markup, "tide-band tide-band-missed", (520, 1_100), "");
        }
        Key::Mark(kind) => mark(markup, kind),
        Key::Arc(ArcKind::Answered) => across(markup, "tide-arc"),
        Key::Arc(ArcKind::Promised) => across(markup, "tide-arc tide-arc-promised"),
        Key::Away => sheet(markup, "tide-calm", (1_500, 700), ""),
        Key::Gap => {
            // To the edges of its place: a line that goes on, no dashes.
            line(markup, "tide-shore", ("x1", -1_000), ("x2", -350));
            line(markup, "tide-shore", ("x1", 350), ("x2", 1_000));
        }
        Key::ToCome => across(markup, "tide-shore tide-later"),
        Key::Change => across(markup, "tide-line tide-later"),
        Key::Shell(kind) => shell(markup, kind),
    }
}

fn across(markup: &mut Markup, class: &'static str) {
    line(markup, class, ("x1", -750), ("x2", 750));
}

/// Now.
pub(super) fn float(markup: &mut Markup) {
    line(markup, "tide-mast", ("y1", -1_050), ("y2", 0));
    disc(markup, "tide-buoy", 420);
    disc(markup, "tide-heart", 160);
}

fn disc(markup: &mut Markup, class: &'static str, radius: i64) {
    markup.open("circle", class);
    markup.down("r", radius);
    markup.raw("/>");
}

fn line(
    markup: &mut Markup,
    class: &'static str,
    from: (&'static str, i64),
    to: (&'static str, i64),
) {
    markup.open("line", class);
    markup.down(from.0, from.1);
    markup.down(to.0, to.1);
    markup.raw("/>");
}

/// A sheet of (width, height).
fn sheet(markup: &mut Markup, class: &'static str, size: (i64, i64), turned: &'static str) {
    markup.open("rect", class);
    markup.raw(turned);
    markup.down("x", -size.0 / 2);
    markup.down("y", -size.1 / 2);
    markup.down("width", size.0);
    markup.down("height", size.1);
    markup.down("rx", 100);
    markup.raw("/>");
}
