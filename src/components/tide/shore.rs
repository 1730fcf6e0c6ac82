//! The shoreline: what became of each promise, months at a glance.

use super::drawing::PlacedLabel;
use super::labels::Anchor;
use super::path::{Path, Point};
use super::scale::WIDTH;

/// The days that a row has room for.
const DAYS: i64 = 31;
/// From the top of a month down to the baseline of its name.
const NAME: i64 = 900;
/// From there down to the lowest marks.
const UNDER_NAME: i64 = 850;
/// How much higher the next mark of the same day lies.
const STEP: i64 = 620;
/// Under the lowest marks.
const UNDER: i64 = 700;
/// From there to the baseline of the days' names.
const DAY_NAME: i64 = 700;
/// How many marks of one day are told apart.
const MOST: i64 = 6;

/// What became of the promises of several months.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shore {
    /// In the order they are shown, one row each.
    pub months: Vec<Month>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Such as "November".
    pub name: String,
    /// How many days it has.
    pub days: u32,
    /// The first day that belongs to the picture: a rhythm was agreed.
    pub from: u32,
    /// The last day that has begun; the rest is still to come.
    pub until: u32,
    /// A mark for each promised window, in order of time.
    pub shells: Vec<Shell>,
    /// Days of time away: from, until, both included. Gaps in the line.
    pub away: Vec<(u32, u32)>,
}

/// One promised window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shell {
    /// The day of the month, from 1.
    pub day: u32,
    /// What became of it.
    pub kind: ShellKind,
    /// Said on pointing at it.
    pub label: String,
}

/// What became of a promised window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShellKind {
    /// Answered in its window: a full disc.
    Kept,
    /// It closed without an answer: an open ring.
    Missed,
    /// Missed, and a reply owns it: an open ring with a filled heart.
    Repaired,
    /// Not yet due: a dotted ring.
    Waiting,
    /// Ended, or no answer was needed: a dash.
    NoneOwed,
}

/// A finished shoreline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShoreDrawing {
    /// The whole picture.
    pub height: i64,
    /// Names of months.
    pub names: Vec<PlacedLabel>,
    /// The line of each month, without the days away.
    pub lines: Vec<Path>,
    /// What of the months is still to come.
    pub to_come: Vec<Path>,
    /// Marks with what is said of them.
    pub shells: Vec<(Point, ShellKind, String)>,
}

impl ShoreDrawing {
    /// Puts everything of `shore` in its place.
    #[must_use]
    pub fn new(shore: &Shore) -> Self {
        let mut drawing = Self::default();
        for month in &shore.months {
            drawing.row(month);
        }
        if !shore.months.is_empty() {
            drawing.days();
        }
        drawing
    }

    fn row(&mut self, month: &Month) {
        self.names.push(PlacedLabel {
            text: month.name.clone(),
            x: 0,
            y: self.height + NAME,
            anchor: Anchor::Start,
        });
        let mut lies: Vec<i64> = Vec::with_capacity(month.shells.len());
        for (place, shell) in month.shells.iter().enumerate() {
            let same_day = month.shells[..place]
                .iter()
                .filter(|earlier| earlier.day == shell.day);
            let before = i64::try_from(same_day.count()).unwrap_or(MOST);
            lies.push(before.min(MOST - 1));
        }
        let highest = lies.iter().copied().max().unwrap_or(0);
        let y = self.height + NAME + UNDER_NAME + highest * STEP;
        for (shell, &lane) in month.shells.iter().zip(&lies) {
            let x = middle(shell.day);
            let at = Point {
                x,
                y: y - lane * STEP,
            };
            self.shells.push((at, shell.kind, shell.label.clone()));
        }
        self.line(month, y);
        self.height = y + UNDER;
    }

    /// A day of each week, under the last row.
    fn days(&mut self) {
        for day in [1, 8, 15, 22, 29] {
            self.names.push(PlacedLabel {
                text: day.to_string(),
                x: middle(day),
                y: self.height + DAY_NAME,
                anchor: Anchor::Middle,
            });
        }
        self.height += DAY_NAME + UNDER;
    }

    fn line(&mut self, month: &Month, y: i64) {
        let mut stretch = |from: u32, until: u32| {
            for (into, first, last) in [
                (&mut self.lines, from, until.min(month.until)),
                (&mut self.to_come, from.max(month.until + 1), until),
            ] {
                if first <= last {
                    let mut path = Path::default();
                    path.to("M", Point { x: start(first), y });
                    path.to(
                        "L",
                        Point {
                            x: start(last + 1),
                            y,
                        },
                    );
                    into.push(path);
                }
            }
        };
        let mut from = month.from.max(1);
        for &(first, last) in &month.away {
            if from < first {
                stretch(from, first - 1);
            }
            from = from.max(last + 1);
        }
        stretch(from, month.days);
    }
}

/// Where a day begins.
fn start(day: u32) -> i64 {
    (i64::from(day) - 1).clamp(0, DAYS) * WIDTH / DAYS
}

/// The middle of a day.
fn middle(day: u32) -> i64 {
    i64::midpoint(start(day), start(day + 1))
}
