//! Lines on a drawing, before they are written for one sheet or another.

/// A point in thousandths; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Across, in thousandths of a percent of the width.
    pub x: i64,
    /// Down, in thousandths of a rem.
    pub y: i64,
}

/// An SVG path with absolute commands, each before its point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path {
    steps: Vec<(&'static str, Point)>,
    closed: bool,
}

impl Path {
    /// Goes on to `point`: `command` is "M", "L", "C" or "Q", and empty for
    /// the further points of a curve.
    pub(super) fn to(&mut self, command: &'static str, point: Point) {
        self.steps.push((command, point));
    }

    /// Goes back to where it began.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    /// Whether it ends where it began.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Commands and points, in order; none for no line at all.
    #[must_use]
    pub fn steps(&self) -> &[(&'static str, Point)] {
        &self.steps
    }
}
