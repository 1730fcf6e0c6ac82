//! One interval of the rhythm.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::wall_time::WallTime;

/// An interval in which the therapist reads and answers, half-open:
/// `opens` is inside, `closes` is not. Stored and sent as milliseconds since
/// 1970.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Window {
    /// The first instant inside.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub opens: DateTime<Utc>,
    /// The first instant after.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub closes: DateTime<Utc>,
}

impl Window {
    /// Whether the window is open at `instant`.
    pub fn contains(&self, instant: DateTime<Utc>) -> bool {
        self.opens <= instant && instant < self.closes
    }

    /// Whether some instant of `[from, to)` lies inside.
    pub fn overlaps(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        from < to && self.opens < to && from < self.closes
    }
}

/// What became of a rule on one date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occurrence {
    /// The window takes place.
    Open(Window),
    /// The window vanished. It is listed so that it can be announced ahead.
    Skipped(Skipped),
}

impl Occurrence {
    /// Where the occurrence stands in the order of occurrences: the window's
    /// opening, or the instant a skipped one would have opened.
    pub fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Open(window) => window.opens,
            Self::Skipped(skipped) => skipped.at,
        }
    }

    /// The window, if it takes place.
    pub fn window(&self) -> Option<Window> {
        match self {
            Self::Open(window) => Some(*window),
            Self::Skipped(_) => None,
        }
    }

    /// Whether the occurrence belongs to `[from, to)`.
    pub(crate) fn overlaps(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        match self {
            Self::Open(window) => window.overlaps(from, to),
            Self::Skipped(skipped) => from <= skipped.at && skipped.at < to,
        }
    }
}

/// A window that has no time on its date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Skipped {
    /// The date it would have opened on, in the agreement's zone.
    pub date: NaiveDate,
    /// The wall time it would have opened at.
    pub opens: WallTime,
    /// The wall time it would have closed at.
    pub closes: WallTime,
    /// The instant that the opening time resolves to.
    pub at: DateTime<Utc>,
    /// Why it does not take place.
    pub reason: SkipReason,
}

/// Why a window does not take place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SkipReason {
    /// The clocks are put forward over it, and nothing of it is left.
    ClocksPutForward,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClocksPutForward => {
                formatter.write_str("the clocks are put forward over this window")
            }
        }
    }
}
