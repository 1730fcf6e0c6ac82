//! The one smooth line: up into each window, high while it is open, down again.

use super::path::{Path, Point};
use super::scale::WIDTH;

/// Seconds the water takes to rise or fall where there is room for it.
pub(super) const EBB_SECONDS: i64 = 36_000;
/// A curve's parameter runs from 0 up to `1 << SHARE_BITS`.
const SHARE_BITS: u32 = 24;

impl Point {
    fn towards(self, other: Self, share: i64) -> Self {
        Self {
            x: self.x + (((other.x - self.x) * share) >> SHARE_BITS),
            y: self.y + (((other.y - self.y) * share) >> SHARE_BITS),
        }
    }
}

/// A cubic curve whose `x` only ever grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    start: Point,
    lead: Point,
    trail: Point,
    end: Point,
}

impl Segment {
    fn eased(start: Point, end: Point) -> Self {
        let x = i64::midpoint(start.x, end.x);
        Self {
            start,
            lead: Point { x, ..start },
            trail: Point { x, ..end },
            end,
        }
    }

    /// De Casteljau: the curve before and after `x`, which lies on it.
    fn split(self, x: i64) -> (Self, Self) {
        let (mut share, mut step) = (0, 1 << SHARE_BITS);
        while step > 1 {
            step /= 2;
            if self.parted(share + step).0.end.x < x {
                share += step;
            }
        }
        let (mut before, mut after) = self.parted(share + 1);
        // Rounding may miss by a little; a part never reaches past the cut.
        for point in [&mut before.lead, &mut before.trail, &mut before.end] {
            point.x = point.x.min(x);
        }
        for point in [&mut after.start, &mut after.lead, &mut after.trail] {
            point.x = point.x.max(x);
        }
        before.end.x = x;
        after.start.x = x;
        (before, after)
    }

    fn parted(self, share: i64) -> (Self, Self) {
        let first = self.start.towards(self.lead, share);
        let middle = self.lead.towards(self.trail, share);
        let last = self.trail.towards(self.end, share);
        let before = first.towards(middle, share);
        let after = middle.towards(last, share);
        let at = before.towards(after, share);
        (
            Self {
                start: self.start,
                lead: first,
                trail: before,
                end: at,
            },
            Self {
                start: at,
                lead: after,
                trail: last,
                end: self.end,
            },
        )
    }
}

/// The line over the whole width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WaterLine {
    segments: Vec<Segment>,
}

impl WaterLine {
    /// High at `high` inside the windows, given by their edges, down to `low`
    /// between them; the water takes `ebb` to fall where there is room for it.
    pub(super) fn new(windows: &[(i64, i64)], ebb: i64, low: i64, high: i64) -> Self {
        let near = merged(windows, -2 * ebb, WIDTH + 2 * ebb);
        let mut turns = Vec::with_capacity(near.len() * 4 + 2);
        let mut before = None;
        for (opens, closes) in near {
            let slope = before.map_or(ebb, |closed| ebb.min((opens - closed) / 2));
            if let Some(closed) = before {
                turns.push(Point {
                    x: closed + slope,
                    y: low,
                });
            }
            turns.push(Point {
                x: opens - slope,
                y: low,
            });
            turns.push(Point { x: opens, y: high });
            turns.push(Point { x: closes, y: high });
            before = Some(closes);
        }
        if let Some(closed) = before {
            turns.push(Point {
                x: closed + ebb,
                y: low,
            });
        }
        let first = turns.first().map_or(0, |turn| turn.x.min(0));
        let last = turns.last().map_or(WIDTH, |turn| turn.x.max(WIDTH));
        turns.insert(0, Point { x: first, y: low });
        turns.push(Point { x: last, y: low });
        let segments = turns
            .windows(2)
            .filter(|pair| pair[0].x < pair[1].x)
            .map(|pair| Segment::eased(pair[0], pair[1]))
            .collect();
        Self { segments }.between(0, WIDTH)
    }

    /// The part of the line from `from` to `until`.
    pub(super) fn between(&self, from: i64, until: i64) -> Self {
        let segments = self
            .segments
            .iter()
            .filter(|segment| segment.end.x > from && segment.start.x < until)
            .map(|&segment| {
                let mut kept = segment;
                if kept.start.x < from {
                    kept = kept.split(from).1;
                }
                if kept.end.x > until {
                    kept = kept.split(until).0;
                }
                kept
            })
            .collect();
        Self { segments }
    }

    /// How high the water stands at `x`; `otherwise` where there is no line.
    pub(super) fn level_at(&self, x: i64, otherwise: i64) -> i64 {
        self.segments
            .iter()
            .find(|segment| segment.start.x <= x && x <= segment.end.x)
            .map_or(otherwise, |segment| segment.split(x).0.end.y)
    }

    /// The line as a path; without steps where there is no line.
    pub(super) fn path(&self) -> Path {
        let mut path = Path::default();
        if let Some(first) = self.segments.first() {
            path.to("M", first.start);
        }
        for segment in &self.segments {
            path.to("C", segment.lead);
            path.to("", segment.trail);
            path.to("", segment.end);
        }
        path
    }
}

/// Windows that touch the stretch from `from` to `until`, ordered, joined where
/// they meet or overlap.
fn merged(windows: &[(i64, i64)], from: i64, until: i64) -> Vec<(i64, i64)> {
    let mut near: Vec<(i64, i64)> = Vec::with_capacity(windows.len());
    for &(opens, closes) in windows {
        if opens < closes && closes > from && opens < until {
            let place = near.partition_point(|known| known.0 <= opens);
            near.insert(place, (opens, closes));
        }
    }
    let mut joined: Vec<(i64, i64)> = Vec::with_capacity(near.len());
    for (opens, closes) in near {
        match joined.last_mut() {
            Some(last) if opens <= last.1 => last.1 = last.1.max(closes),
            _ => joined.push((opens, closes)),
        }
    }
    joined
}
