//! The one smooth line: up into each window, high while it is open, down again.

/// Minutes the water takes to rise or fall where there is room for it.
const EBB_MINUTES: f64 = 600.0;

/// A point; `x` in the units of the caller, `y` likewise, downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Point {
    fn towards(self, other: Self, share: f64) -> Self {
        Self {
            x: self.x + (other.x - self.x) * share,
            y: self.y + (other.y - self.y) * share,
        }
    }
}

/// A cubic curve whose `x` only ever grows.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Segment {
    start: Point,
    lead: Point,
    trail: Point,
    end: Point,
}

impl Segment {
    fn eased(start: Point, end: Point) -> Self {
        let middle = f64::midpoint(start.x, end.x);
        Self {
            start,
            lead: Point { x: middle, ..start },
            trail: Point { x: middle, ..end },
            end,
        }
    }

    /// De Casteljau: the curve before and after `share` of its own parameter.
    fn split(self, share: f64) -> (Self, Self) {
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

    /// The parameter at `x`, by halving: `x` grows with it.
    fn share_at(self, x: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..40 {
            let share = f64::midpoint(low, high);
            if self.split(share).0.end.x < x {
                low = share;
            } else {
                high = share;
            }
        }
        f64::midpoint(low, high)
    }
}

/// The water line over a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WaterLine {
    segments: Vec<Segment>,
}

impl WaterLine {
    /// The line from minute `from` to minute `until`, where `windows` are
    /// (opens, closes) in the same minutes, in any order. Low water is `low`,
    /// high water `high`.
    pub(crate) fn new(windows: &[(f64, f64)], from: f64, until: f64, low: f64, high: f64) -> Self {
        let near = merged(windows, from - 2.0 * EBB_MINUTES, until + 2.0 * EBB_MINUTES);
        let mut turns: Vec<Point> = Vec::with_capacity(near.len() * 4 + 2);
        let mut before: Option<f64> = None;
        for &(opens, closes) in &near {
            let gap = before.map_or(f64::INFINITY, |closed| opens - closed);
            let ebb = EBB_MINUTES.min(gap / 2.0);
            if let Some(closed) = before {
                turns.push(Point {
                    x: closed + ebb,
                    y: low,
                });
            }
            turns.push(Point {
                x: opens - ebb,
                y: low,
            });
            turns.push(Point { x: opens, y: high });
            turns.push(Point { x: closes, y: high });
            before = Some(closes);
        }
        if let Some(closed) = before {
            turns.push(Point {
                x: closed + EBB_MINUTES,
                y: low,
            });
        }
        let first = turns.first().map_or(from, |turn| turn.x.min(from));
        let last = turns.last().map_or(until, |turn| turn.x.max(until));
        turns.insert(0, Point { x: first, y: low });
        turns.push(Point { x: last, y: low });
        let segments = turns
            .windows(2)
            .filter(|pair| pair[0].x < pair[1].x)
            .map(|pair| Segment::eased(pair[0], pair[1]))
            .collect();
        Self { segments }.between(from, until)
    }

    /// The part of the line from `from` to `until`.
    pub(crate) fn between(&self, from: f64, until: f64) -> Self {
        let segments = self
            .segments
            .iter()
            .filter(|segment| segment.end.x > from && segment.start.x < until)
            .map(|&segment| {
                let mut kept = segment;
                if kept.start.x < from {
                    kept = kept.split(kept.share_at(from)).1;
                }
                if kept.end.x > until {
                    kept = kept.split(kept.share_at(until)).0;
                }
                kept
            })
            .collect();
        Self { segments }
    }

    /// How high the water stands at `x`; `otherwise` where there is no line.
    pub(crate) fn level_at(&self, x: f64, otherwise: f64) -> f64 {
        self.segments
            .iter()
            .find(|segment| segment.start.x <= x && x <= segment.end.x)
            .map_or(otherwise, |segment| {
                segment.split(segment.share_at(x)).0.end.y
            })
    }

    /// The line as an SVG path, each point taken through `place`.
    pub(crate) fn path(&self, place: impl Fn(Point) -> Point) -> String {
        let text = |point: Point| {
            let Point { x, y } = place(point);
            format!("{x:.2} {y:.2}")
        };
        let mut path = String::new();
        if let Some(first) = self.segments.first() {
            path.push_str(&format!("M{}", text(first.start)));
        }
        for segment in &self.segments {
            path.push_str(&format!(
                " C{} {} {}",
                text(segment.lead),
                text(segment.trail),
                text(segment.end)
            ));
        }
        path
    }
}

/// Windows that touch the time from `from` to `until`, ordered, joined where
/// they meet or overlap.
fn merged(windows: &[(f64, f64)], from: f64, until: f64) -> Vec<(f64, f64)> {
    let mut near: Vec<(f64, f64)> = windows
        .iter()
        .copied()
        .filter(|&(opens, closes)| opens < closes && closes > from && opens < until)
        .collect();
    near.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut joined: Vec<(f64, f64)> = Vec::with_capacity(near.len());
    for (opens, closes) in near {
        match joined.last_mut() {
            Some(last) if opens <= last.1 => last.1 = last.1.max(closes),
            _ => joined.push((opens, closes)),
        }
    }
    joined
}
