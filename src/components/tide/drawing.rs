//! A finished tide chart: everything in its place. `x` and widths are
//! thousandths of a percent of the width, so that the picture fits any screen;
//! `y` and heights are thousandths of a rem, so that it grows with the text.

use super::chart::{ArcKind, MarkKind, WindowKind};
pub use super::labels::Anchor;
pub use super::path::{Path, Point};
pub use super::scale::WIDTH;
use super::sea::Sea;

/// A label in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedLabel {
    /// The words.
    pub text: String,
    /// Where.
    pub x: i64,
    /// Its baseline.
    pub y: i64,
    /// Which side of `x` it stands on.
    pub anchor: Anchor,
}

/// A window's band, exact to the minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Left edge.
    pub x: i64,
    /// From edge to edge.
    pub width: i64,
    /// Top: right under its label.
    pub y: i64,
    /// Whether an answer is promised for it.
    pub kind: WindowKind,
    /// None where there was no room: the table still says it.
    pub label: Option<PlacedLabel>,
}

/// Something written, on the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedMark {
    /// When it was written.
    pub x: i64,
    /// How high the water stands then.
    pub y: i64,
    /// What it is.
    pub kind: MarkKind,
    /// Said on pointing at it.
    pub label: String,
}

/// The float.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Float {
    /// Now.
    pub x: i64,
    /// On the line.
    pub y: i64,
    /// Its label in the row under the water.
    pub label: Option<PlacedLabel>,
}

/// A stretch of calm water.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calm {
    /// Left edge.
    pub x: i64,
    /// From edge to edge.
    pub width: i64,
    /// Low water, where it begins.
    pub y: i64,
    /// Its name, in the water; none on a sliver of it.
    pub label: Option<PlacedLabel>,
}

/// The day another agreement takes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The moment.
    pub x: i64,
    /// Its name, under the water.
    pub label: Option<PlacedLabel>,
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The whole picture.
    pub height: i64,
    /// Right under the labels of windows, where lines of time begin.
    pub sky: i64,
    /// The lowest point of the water; under it stand the names of days.
    pub bed: i64,
    /// Windows.
    pub bands: Vec<Band>,
    /// The line, up to the change if there is one.
    pub line: Path,
    /// The water under it.
    pub water: Path,
    /// The paler line from the change on; empty without one.
    pub later_line: Path,
    /// The paler water.
    pub later_water: Path,
    /// Letters and replies.
    pub marks: Vec<PlacedMark>,
    /// Arcs as paths.
    pub arcs: Vec<(ArcKind, Path)>,
    /// Time away.
    pub calm: Vec<Calm>,
    /// The change to come.
    pub turn: Option<Turn>,
    /// Midnights.
    pub midnights: Vec<i64>,
    /// Whether it is one day of several, with its name in the water.
    pub is_day: bool,
    /// Hours of the day, short ticks at the bed.
    pub hours: Vec<i64>,
    /// Names of days, those that had room.
    pub names: Vec<PlacedLabel>,
    /// Now, if it lies in the chart's time.
    pub float: Option<Float>,
    /// What places a moment on the line.
    pub(super) sea: Sea,
}

/// A week as rows, one for each day under the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// The whole picture.
    pub height: i64,
    /// Each day with where it begins.
    pub rows: Vec<(i64, Drawing)>,
    /// Arcs from one day to another.
    pub threads: Vec<(ArcKind, Path)>,
    /// Names of hours, under the last day.
    pub hours: Vec<PlacedLabel>,
}
