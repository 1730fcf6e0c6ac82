//! A course: one value over time, as a line over bands. What was not answered
//! is a gap in it.

use chrono::{DateTime, Utc};

use super::drawing::PlacedLabel;
use super::labels::{Anchor, Lanes};
use super::markup::Markup;
use super::path::{Path, Point};
use super::picture::{frame, labels, rect};
use super::scale::WIDTH;
use super::symbols;

/// From the lowest value up to the highest, in thousandths of a rem.
const RISE: i64 = 9_000;
/// Room over the highest value.
const SKY: i64 = 700;
/// From the lowest value down to the row of what was not answered.
const GAPS: i64 = 900;
/// From there down to the baseline of the dates.
const DATES: i64 = 1_500;
/// Under the dates.
const UNDER: i64 = 500;
/// Room left and right for marks, in thousandths of a percent.
const SIDE: i64 = 4_000;
/// The least width that it is shown at, in thousandths of a rem.
const LEAST: i64 = 16_000;
/// From a band's upper edge down to the baseline of its name.
const NAME: i64 = 1_000;

/// One value over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The highest value there is; the lowest is 0.
    pub highest: u16,
    /// Names of parts of the range: from, up to (both included), name.
    pub bands: Vec<(u16, u16, String)>,
    /// What there is, in order of time.
    pub spots: Vec<Spot>,
}

/// One time that something was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// When.
    pub at: DateTime<Utc>,
    /// What came of it.
    pub kind: SpotKind,
    /// Under the picture, where there is room.
    pub date: String,
    /// Said on pointing at it.
    pub label: String,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpotKind {
    /// A value.
    Value(u16),
    /// A value that somebody should look at.
    Marked(u16),
    /// Answered, but there is no value.
    NoValue,
    /// The same, and somebody should look at it.
    MarkedNoValue,
    /// Not answered: a gap.
    Missed,
}

/// A finished course; lengths as in [`super::drawing`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CourseDrawing {
    /// The whole picture.
    pub height: i64,
    /// Parts of the range: top, bottom.
    pub bands: Vec<(i64, i64)>,
    /// Their names, and dates.
    pub names: Vec<PlacedLabel>,
    /// The line, in one part between two gaps.
    pub lines: Vec<Path>,
    /// Marks with what is said of them.
    pub marks: Vec<(Point, SpotKind, String)>,
}

impl CourseDrawing {
    /// Puts everything of `course` in its place.
    #[must_use]
    pub fn new(course: &Course) -> Self {
        let mut drawing = Self {
            height: SKY + RISE + GAPS + DATES + UNDER,
            ..Self::default()
        };
        for (from, to, name) in &course.bands {
            // Whole numbers reach half-way to the next.
            let top = if *to >= course.highest {
                SKY
            } else {
                course.y(*to) - course.step() / 2
            };
            let bottom = match from {
                0 => SKY + RISE,
                from => course.y(*from) + course.step() / 2,
            };
            drawing.bands.push((top, bottom));
            drawing.names.push(PlacedLabel {
                text: name.clone(),
                x: 1_000,
                y: (top + NAME).min(bottom - 150),
                anchor: Anchor::Start,
            });
        }
        drawing.line(course);
        drawing.dates(course);
        drawing
    }

    fn line(&mut self, course: &Course) {
        let mut path = Path::default();
        for spot in &course.spots {
            let x = course.x(spot.at);
            let y = match spot.kind {
                SpotKind::Value(value) | SpotKind::Marked(value) => {
                    let y = course.y(value);
                    let command = if path.steps().is_empty() { "M" } else { "L" };
                    path.to(command, Point { x, y });
                    y
                }
                SpotKind::NoValue | SpotKind::MarkedNoValue | SpotKind::Missed => {
                    self.end(core::mem::take(&mut path));
                    SKY + RISE + GAPS
                }
            };
            self.marks
                .push((Point { x, y }, spot.kind, spot.label.clone()));
        }
        self.end(path);
    }

    /// A line of one point is none.
    fn end(&mut self, path: Path) {
        if path.steps().len() > 1 {
            self.lines.push(path);
        }
    }

    /// The last date first: it is what one looks for.
    fn dates(&mut self, course: &Course) {
        let mut lanes = Lanes::new(LEAST, 1, false);
        let last = course.spots.len().saturating_sub(1);
        let order = course.spots.iter().skip(last);
        for spot in order.chain(course.spots.iter().take(last)) {
            if let Some(placed) = lanes.place(&spot.date, course.x(spot.at)) {
                self.names.push(PlacedLabel {
                    text: spot.date.clone(),
                    x: placed.x,
                    y: SKY + RISE + GAPS + DATES,
                    anchor: placed.anchor,
                });
            }
        }
    }
}

impl Course {
    /// From one whole number to the next.
    fn step(&self) -> i64 {
        RISE / i64::from(self.highest.max(1))
    }

    fn y(&self, value: u16) -> i64 {
        let highest = self.highest.max(1);
        let value = value.min(highest);
        SKY + RISE - RISE * i64::from(value) / i64::from(highest)
    }

    fn x(&self, at: DateTime<Utc>) -> i64 {
        let (Some(first), Some(last)) = (self.spots.first(), self.spots.last()) else {
            return WIDTH / 2;
        };
        let span = (last.at - first.at).num_seconds();
        if span <= 0 {
            return WIDTH / 2;
        }
        let since = (at - first.at).num_seconds().clamp(0, span);
        SIDE + since * (WIDTH - 2 * SIDE) / span
    }
}

/// The picture of a course as a page shows it, with its name and description
/// for screen readers.
#[must_use]
pub fn course_content(course: &Course, title: &str, description: &str) -> String {
    let mut markup = Markup::default();
    let drawing = CourseDrawing::new(course);
    frame(&mut markup, drawing.height, title, description);
    for (place, band) in drawing.bands.iter().enumerate() {
        let class = if place % 2 == 0 {
            "course-band"
        } else {
            "course-band course-band-next"
        };
        rect(&mut markup, class, (0, WIDTH), *band);
    }
    markup.paths(drawing.height);
    for line in &drawing.lines {
        markup.path("tide-line", line);
    }
    markup.end_paths();
    labels(&mut markup, "tide-label tide-label-quiet", &drawing.names);
    for (at, kind, label) in &drawing.marks {
        markup.group("tide-mark", at.x, at.y);
        markup.told(label);
        symbols::spot(&mut markup, *kind);
        markup.end_group();
    }
    markup.raw("</svg>");
    markup.finish()
}
