//! How much room there is, and where on it a moment lies.

use chrono::{DateTime, Utc};

use super::chart::TideChart;

/// What a drawing has room for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// The least width it is shown at, in rem; labels are parted for it.
    pub width: f64,
    /// From low water to high water, in rem.
    pub rise: f64,
    /// Room for arcs over high water, in rem.
    pub arcs: f64,
    /// How many rows of labels may stand over the water.
    pub lanes: usize,
}

impl Layout {
    /// From now to the answer, over the composer.
    pub const STRIP: Self = Self {
        width: 16.0,
        rise: 2.2,
        arcs: 1.3,
        lanes: 2,
    };
    /// A week in one line.
    pub const WEEK: Self = Self {
        width: 40.0,
        rise: 3.2,
        arcs: 1.6,
        lanes: 2,
    };
    /// One day of a week drawn as rows.
    pub const DAY: Self = Self {
        width: 10.5,
        rise: 1.1,
        arcs: 0.0,
        lanes: 2,
    };
}

/// Time to place: the chart's span over the whole width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    from: DateTime<Utc>,
    /// Minutes, at least one.
    pub(super) span: f64,
}

impl Scale {
    pub(super) fn of(chart: &TideChart) -> Self {
        let mut scale = Self {
            from: chart.from,
            span: 1.0,
        };
        scale.span = scale.minutes(chart.until).max(1.0);
        scale
    }

    /// Minutes since the chart begins.
    #[allow(clippy::cast_precision_loss, reason = "seconds of a few millennia")]
    pub(super) fn minutes(self, at: DateTime<Utc>) -> f64 {
        (at.timestamp() - self.from.timestamp()) as f64 / 60.0
    }

    pub(super) fn percent(self, at: DateTime<Utc>) -> f64 {
        self.minutes(at) / self.span * 100.0
    }

    /// `at` as percent, if it lies on the chart.
    pub(super) fn inside(self, at: DateTime<Utc>) -> Option<f64> {
        Some(self.percent(at)).filter(|x| (0.0..=100.0).contains(x))
    }

    /// What of a stretch of time lies on the chart: its left edge and width.
    pub(super) fn overlap(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Option<(f64, f64)> {
        let left = self.percent(from).max(0.0);
        let right = self.percent(until).min(100.0);
        (left < right).then_some((left, right - left))
    }
}
