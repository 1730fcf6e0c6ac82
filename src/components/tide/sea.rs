//! The water of one drawing: where a moment is, and how high it stands then.

use chrono::{DateTime, Utc};

use super::chart::TideChart;
use super::line::{EBB_SECONDS, WaterLine};
use super::path::{Path, Point};
use super::scale::{Layout, Scale};

/// The line of a chart, in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sea {
    pub(super) scale: Scale,
    line: WaterLine,
    /// Low water.
    pub(super) low: i64,
    /// The lowest point of the water.
    pub(super) bed: i64,
}

impl Sea {
    /// The water of `chart`, high at `high`.
    pub(super) fn new(chart: &TideChart, layout: Layout, high: i64) -> Self {
        let scale = Scale::of(chart);
        let low = high + layout.rise;
        let windows: Vec<(i64, i64)> = chart
            .windows
            .iter()
            .map(|window| (scale.x(window.opens), scale.x(window.closes)))
            .collect();
        Self {
            scale,
            line: WaterLine::new(&windows, scale.across(EBB_SECONDS), low, high),
            low,
            bed: low + layout.depth,
        }
    }

    /// The point on the line at `x`.
    pub(super) fn surface(&self, x: i64) -> Point {
        let y = self.line.level_at(x, self.low);
        Point { x, y }
    }

    /// The point on the line at `at`, if that lies on the chart.
    pub(super) fn point(&self, at: DateTime<Utc>) -> Option<Point> {
        Some(self.surface(self.scale.inside(at)?))
    }

    /// The line from one place to another, and the water under it.
    pub(super) fn paths(&self, from: i64, until: i64) -> (Path, Path) {
        let surface = self.line.between(from, until).path();
        let mut water = surface.clone();
        if !surface.steps().is_empty() {
            let y = self.bed;
            water.to("L", Point { x: until, y });
            water.to("L", Point { x: from, y });
            water.close();
        }
        (surface, water)
    }
}
