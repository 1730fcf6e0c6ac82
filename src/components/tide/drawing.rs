//! A finished tide chart: everything in its place. `x` is percent of the width,
//! so that the picture fits any screen; `y` is rem, so that it grows with the
//! text.

use super::chart::{ArcKind, MarkKind, WindowKind};
pub use super::labels::Anchor;

/// Units a path's box is wide: tenths of a percent.
pub const PATH_WIDTH: f64 = 1000.0;
/// Units of a path's box for each rem of height.
pub const PATH_UNITS_PER_REM: f64 = 100.0;

/// A label in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLabel {
    /// The words.
    pub text: String,
    /// Percent of the width.
    pub x: f64,
    /// Baseline, in rem.
    pub y: f64,
    /// Which side of `x` it stands on.
    pub anchor: Anchor,
}

/// A window's band, exact to the minute.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Left edge, percent.
    pub x: f64,
    /// Percent.
    pub width: f64,
    /// Top, in rem: right under its label.
    pub y: f64,
    /// Whether an answer is promised for it.
    pub kind: WindowKind,
    /// None where there was no room: the table still says it.
    pub label: Option<PlacedLabel>,
}

/// Something written, on the line.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedMark {
    /// Percent.
    pub x: f64,
    /// Rem.
    pub y: f64,
    /// What it is.
    pub kind: MarkKind,
    /// Said on pointing at it.
    pub label: String,
}

/// The float.
#[derive(Debug, Clone, PartialEq)]
pub struct Float {
    /// Percent.
    pub x: f64,
    /// Rem, on the line.
    pub y: f64,
    /// Its label in the row under the water.
    pub label: Option<PlacedLabel>,
}

/// A stretch of calm water.
#[derive(Debug, Clone, PartialEq)]
pub struct Calm {
    /// Left edge, percent.
    pub x: f64,
    /// Percent.
    pub width: f64,
    /// Low water, where it begins; rem.
    pub y: f64,
    /// Its name, in the water; none on a sliver of it.
    pub label: Option<PlacedLabel>,
}

/// The day another agreement takes over.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Percent.
    pub x: f64,
    /// Its name, under the water.
    pub label: Option<PlacedLabel>,
}

/// A finished drawing. Paths live in a box of [`PATH_WIDTH`] by
/// [`PATH_UNITS_PER_REM`] × `height` units, stretched over the whole picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The whole picture, rem.
    pub height: f64,
    /// Right under the labels of windows, where lines of time begin; rem.
    pub sky: f64,
    /// The lowest point of the water, rem; under it stand the names of days.
    pub bed: f64,
    /// Windows.
    pub bands: Vec<Band>,
    /// The line, up to the change if there is one.
    pub line: String,
    /// The water under it.
    pub water: String,
    /// The paler line from the change on; empty without one.
    pub later_line: String,
    /// The paler water.
    pub later_water: String,
    /// Letters and replies.
    pub marks: Vec<PlacedMark>,
    /// Arcs as paths.
    pub arcs: Vec<(ArcKind, String)>,
    /// Time away.
    pub calm: Vec<Calm>,
    /// The change to come.
    pub turn: Option<Turn>,
    /// Midnights, percent.
    pub midnights: Vec<f64>,
    /// Names of days, those that had room.
    pub names: Vec<PlacedLabel>,
    /// Now, if it lies in the chart's time.
    pub float: Option<Float>,
}
