//! How much room there is, and where on it a moment lies.
//!
//! Everything on a drawing is measured in whole thousandths: of a percent of
//! the width across, of a rem down.

use chrono::{DateTime, Utc};

use super::chart::TideChart;

/// The whole width, in thousandths of a percent.
pub const WIDTH: i64 = 100_000;
/// How far off the sheet a moment is told apart; further off it makes no
/// difference to the line.
const FAR: i64 = 10_000 * WIDTH;
/// The shortest time drawn, in seconds.
const SHORTEST: i64 = 60;

/// What a drawing has room for; lengths in thousandths of a rem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The least width it is shown at; labels are parted for it.
    pub width: i64,
    /// From low water to high water.
    pub rise: i64,
    /// Room for arcs over high water.
    pub arcs: i64,
    /// How many rows of labels may stand over the water.
    pub lanes: i64,
    /// From low water down to the bed.
    pub depth: i64,
    /// Whether it is one day of several, with its name in the water.
    pub is_day: bool,
}

impl Layout {
    /// From now to the answer, over the composer.
    pub const STRIP: Self = Self {
        width: 16_000,
        rise: 2_200,
        arcs: 1_300,
        lanes: 2,
        depth: 1_300,
        is_day: false,
    };
    /// A week in one line.
    pub const WEEK: Self = Self {
        width: 44_000,
        rise: 3_200,
        arcs: 1_600,
        lanes: 2,
        depth: 1_300,
        is_day: false,
    };
    /// One day of a week drawn as rows.
    pub const DAY: Self = Self {
        width: 13_000,
        rise: 1_000,
        arcs: 700,
        lanes: 2,
        depth: 1_350,
        is_day: true,
    };
}

/// Time to place: the chart's span over the whole width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// Seconds since the epoch.
    from: i64,
    /// Seconds, at least [`SHORTEST`].
    span: i64,
}

impl Scale {
    pub(super) fn of(chart: &TideChart) -> Self {
        let from = chart.from.timestamp();
        Self {
            from,
            span: (chart.until.timestamp() - from).max(SHORTEST),
        }
    }

    /// How much of the width so many seconds take.
    pub(super) fn across(self, seconds: i64) -> i64 {
        (seconds * WIDTH / self.span).clamp(-FAR, FAR)
    }

    pub(super) fn x(self, at: DateTime<Utc>) -> i64 {
        self.across(at.timestamp() - self.from)
    }

    /// `at`, if it lies on the chart and before its end.
    pub(super) fn inside(self, at: DateTime<Utc>) -> Option<i64> {
        let since = at.timestamp() - self.from;
        (0..self.span).contains(&since).then(|| self.across(since))
    }

    /// What of a stretch of time lies on the chart: its left edge and width.
    pub(super) fn overlap(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Option<(i64, i64)> {
        let left = self.x(from).max(0);
        let right = self.x(until).min(WIDTH);
        (left < right).then_some((left, right - left))
    }
}
