//! Where everything on a tide chart goes.

use super::chart::{Mark, Tick, TideChart, Window, WindowKind};
use super::drawing::{Band, Calm, Drawing, Float, PlacedLabel, PlacedMark, Turn};
use super::labels::{Lanes, Spot, width_of};
use super::path::{Path, Point};
use super::scale::{Layout, Scale, WIDTH};
use super::sea::Sea;

/// Height of a row of labels, in thousandths of a rem like everything here.
pub(super) const LABEL: i64 = 1_350;
/// From the room for arcs down to high water.
const CREST: i64 = 500;
/// From the bed down to the baseline of the first row under it.
const UNDER_BED: i64 = 1_050;
/// From low water down to the baseline of words in the water.
const IN_WATER: i64 = 950;
/// From the edge of a day to its name.
const NAME_INSET: i64 = 1_200;
/// A stretch of calm water that does not carry this many tenths of its name
/// does not bear it.
const CALM_TENTHS: i64 = 3;
/// Marks closer than this lie on each other, like sheets on a desk.
const MARK: i64 = 850;
/// How much higher the next sheet of a pile lies.
const PILE_STEP: i64 = 330;
/// How many sheets of a pile are told apart.
const PILE: i64 = 4;

impl Drawing {
    /// Draws `chart` for `layout`.
    #[must_use]
    pub fn new(chart: &TideChart, layout: Layout) -> Self {
        let scale = Scale::of(chart);
        let mut above = Lanes::new(layout.width, layout.lanes, true);
        let windows = labelled(chart, scale, &mut above);
        let sky = above.used() * LABEL;
        let arcs = if chart.arcs.is_empty() {
            0
        } else {
            layout.arcs
        };
        let sea = Sea::new(chart, layout, sky + arcs + CREST);
        let turns_at = chart
            .change
            .as_ref()
            .map_or(WIDTH, |change| scale.x(change.at).clamp(0, WIDTH));
        let (line, water) = sea.paths(0, turns_at);
        let (later_line, later_water) = sea.paths(turns_at, WIDTH);

        // The order in which they ask for room: days, now, the change.
        let mut axis = Axis {
            lanes: Lanes::new(layout.width, 3, false),
            bed: sea.bed,
        };
        let ticks = ordered(&chart.ticks, scale);
        let names = if layout.is_day {
            names_in_water(&ticks, layout, sea.low)
        } else {
            day_names(&ticks, layout, &mut axis)
        };
        let float = chart.now.as_ref().and_then(|now| {
            let Point { x, y } = sea.point(now.at)?;
            let label = axis.place(&now.label, x);
            Some(Float { x, y, label })
        });
        let turn = chart.change.as_ref().and_then(|change| {
            let x = scale.inside(change.at)?;
            let label = axis.place(&change.label, x);
            Some(Turn { x, label })
        });

        Self {
            is_day: layout.is_day,
            height: sea.bed + axis.lanes.used() * LABEL + 150,
            sky,
            bed: sea.bed,
            bands: windows
                .into_iter()
                .map(|(window, x, width, spot)| band(window, x, width, spot, sky))
                .collect(),
            line,
            water,
            later_line,
            later_water,
            marks: marks(&chart.marks, &sea, layout),
            arcs: chart
                .arcs
                .iter()
                .filter_map(|arc| {
                    let (x, width) = scale.overlap(arc.from, arc.until)?;
                    let (from, until) = (sea.surface(x), sea.surface(x + width));
                    Some((arc.kind, bow(from, until, layout.arcs)))
                })
                .collect(),
            calm: calm(chart, scale, layout, sea.low),
            turn,
            midnights: ticks.iter().map(|&(x, _)| x).filter(|&x| x >= 0).collect(),
            hours: ordered(&chart.hours, scale)
                .into_iter()
                .map(|(x, _)| x)
                .filter(|&x| layout.is_day && x > 0)
                .collect(),
            names,
            float,
            sea,
        }
    }
}

/// The rows under the water.
struct Axis {
    lanes: Lanes,
    bed: i64,
}

impl Axis {
    fn place(&mut self, words: &str, x: i64) -> Option<PlacedLabel> {
        let spot = self.lanes.place(words, x)?;
        let y = self.bed + UNDER_BED + spot.lane * LABEL;
        Some(label(spot, words, y))
    }
}

/// Windows on the chart with their edges and labels, the promised first: theirs
/// must find room.
fn labelled<'chart>(
    chart: &'chart TideChart,
    scale: Scale,
    above: &mut Lanes,
) -> Vec<(&'chart Window, i64, i64, Option<Spot>)> {
    let mut placed = Vec::with_capacity(chart.windows.len());
    for kind in [WindowKind::Promised, WindowKind::Missed, WindowKind::Agreed] {
        for window in &chart.windows {
            if window.kind == kind
                && let Some((x, width)) = scale.overlap(window.opens, window.closes)
            {
                let spot = above.place(&window.label, x + width / 2);
                placed.push((window, x, width, spot));
            }
        }
    }
    placed
}

fn band(window: &Window, x: i64, width: i64, spot: Option<Spot>, sky: i64) -> Band {
    let y = sky - spot.map_or(0, |spot| spot.lane * LABEL);
    Band {
        x,
        width,
        y,
        kind: window.kind,
        label: spot.map(|spot| label(spot, &window.label, y - 400)),
    }
}

/// Marks in order of time. Those that would hide each other lie in a pile.
fn marks(all: &[Mark], sea: &Sea, layout: Layout) -> Vec<PlacedMark> {
    let near = MARK * WIDTH / layout.width;
    let mut placed: Vec<PlacedMark> = Vec::with_capacity(all.len());
    let mut heights: Vec<i64> = Vec::with_capacity(all.len());
    for mark in all {
        let Some(Point { x, y }) = sea.point(mark.at) else {
            continue;
        };
        let place = placed.partition_point(|known| known.x <= x);
        let taken = |height: i64| {
            let mut neighbours = placed.iter().zip(&heights);
            neighbours.any(|(other, &lies)| lies == height && (other.x - x).abs() < near)
        };
        let height = (0..PILE).find(|&height| !taken(height)).unwrap_or(PILE);
        heights.insert(place, height);
        let mark = PlacedMark {
            x,
            y: (y - height * PILE_STEP).max(0),
            kind: mark.kind,
            label: said(mark),
        };
        placed.insert(place, mark);
    }
    placed
}

/// Ticks as (place, name), in order, without those after the chart.
fn ordered(ticks: &[Tick], scale: Scale) -> Vec<(i64, &str)> {
    let mut known: Vec<(i64, &str)> = Vec::with_capacity(ticks.len());
    for tick in ticks {
        let x = scale.x(tick.at);
        if x < WIDTH {
            let place = known.partition_point(|&(earlier, _)| earlier <= x);
            known.insert(place, (x, &tick.label));
        }
    }
    known
}

/// Names of days that have room: in the middle of what the chart shows of the
/// day, not on its midnight.
fn day_names(ticks: &[(i64, &str)], layout: Layout, axis: &mut Axis) -> Vec<PlacedLabel> {
    let mut names = Vec::with_capacity(ticks.len());
    for (index, &(start, name)) in ticks.iter().enumerate() {
        let start = start.max(0);
        let end = ticks.get(index + 1).map_or(WIDTH, |&(next, _)| next);
        if (end - start) * layout.width / WIDTH >= width_of(name) {
            names.extend(axis.place(name, i64::midpoint(start, end)));
        }
    }
    names
}

fn said(mark: &Mark) -> String {
    let mut said = mark.when.clone();
    said.push_str(": ");
    said.push_str(&mark.label);
    said
}

/// A day's name at its start, in the water, where no window's label stands.
fn names_in_water(ticks: &[(i64, &str)], layout: Layout, low: i64) -> Vec<PlacedLabel> {
    let mut in_water = Lanes::new(layout.width, 1, false);
    ticks
        .iter()
        .filter_map(|&(_, name)| {
            let spot = in_water.place(name, 0)?;
            let spot = Spot {
                x: NAME_INSET,
                ..spot
            };
            Some(label(spot, name, low + IN_WATER))
        })
        .collect()
}

fn calm(chart: &TideChart, scale: Scale, layout: Layout, low: i64) -> Vec<Calm> {
    let mut lane = Lanes::new(layout.width, 1, false);
    // A day's own name has the water.
    let baseline = low + if layout.is_day { -450 } else { IN_WATER };
    chart
        .away
        .iter()
        .filter_map(|away| {
            let (x, width) = scale.overlap(away.from, away.until)?;
            let room = width * layout.width / WIDTH;
            let spot = (room * 10 >= CALM_TENTHS * width_of(&away.label))
                .then(|| lane.place(&away.label, x + width / 2))
                .flatten();
            Some(Calm {
                x,
                width,
                y: low,
                label: spot.map(|spot| label(spot, &away.label, baseline)),
            })
        })
        .collect()
}

/// A bow from one point to another, higher the further they lie apart.
fn bow(from: Point, until: Point, room: i64) -> Path {
    let share = (until.x - from.x).clamp(WIDTH * 35 / 200, WIDTH / 2);
    let top = from.y.min(until.y) - room * share / (WIDTH / 2);
    // A quadratic curve reaches half way to its control point.
    let control = Point {
        x: i64::midpoint(from.x, until.x),
        y: 2 * top - i64::midpoint(from.y, until.y),
    };
    let mut path = Path::default();
    path.to("M", from);
    path.to("Q", control);
    path.to("", until);
    path
}

pub(super) fn label(spot: Spot, words: &str, y: i64) -> PlacedLabel {
    PlacedLabel {
        text: words.to_owned(),
        x: spot.x,
        y,
        anchor: spot.anchor,
    }
}
