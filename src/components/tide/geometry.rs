//! Where everything on a tide chart goes.

use super::chart::{Tick, TideChart, Window, WindowKind};
use super::drawing::{Band, Calm, Drawing, Float, PlacedLabel, PlacedMark, Turn};
use super::labels::{Lanes, Spot, width_of};
use super::line::{EBB_SECONDS, Point, WaterLine};
use super::scale::{Layout, Scale, WIDTH};

/// Height of a row of labels, in thousandths of a rem like everything here.
const LABEL: i64 = 1_350;
/// From the room for arcs down to high water.
const CREST: i64 = 500;
/// From low water down to the bed.
const DEPTH: i64 = 1_300;
/// From the bed down to the baseline of the first row under it.
const UNDER_BED: i64 = 1_050;
/// A stretch of calm water that does not carry this many tenths of its name
/// does not bear it.
const CALM_TENTHS: i64 = 3;

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
        let high = sky + arcs + CREST;
        let low = high + layout.rise;
        let bed = low + DEPTH;

        let line = water_line(chart, scale, low, high);
        let turns_at = chart
            .change
            .as_ref()
            .map_or(WIDTH, |change| scale.x(change.at).clamp(0, WIDTH));
        let (now_line, now_water) = paths(&line, 0, turns_at, bed);
        let (later_line, later_water) = paths(&line, turns_at, WIDTH, bed);

        // The order in which they ask for room: days, now, the change.
        let mut axis = Axis {
            lanes: Lanes::new(layout.width, 3, false),
            bed,
        };
        let ticks = ordered(&chart.ticks, scale);
        let names = day_names(&ticks, layout, &mut axis);
        let float = chart.now.as_ref().and_then(|now| {
            let x = scale.inside(now.at)?;
            Some(Float {
                x,
                y: line.level_at(x, low),
                label: axis.place(&now.label, x),
            })
        });
        let turn = chart.change.as_ref().and_then(|change| {
            let x = scale.inside(change.at)?;
            Some(Turn {
                x,
                label: axis.place(&change.label, x),
            })
        });

        Self {
            height: bed + axis.lanes.used() * LABEL + 150,
            sky,
            bed,
            bands: windows
                .into_iter()
                .map(|(window, x, width, spot)| band(window, x, width, spot, sky))
                .collect(),
            line: now_line,
            water: now_water,
            later_line,
            later_water,
            marks: chart
                .marks
                .iter()
                .filter_map(|mark| {
                    let x = scale.inside(mark.at)?;
                    Some(PlacedMark {
                        x,
                        y: line.level_at(x, low),
                        kind: mark.kind,
                        label: mark.label.clone(),
                    })
                })
                .collect(),
            arcs: chart
                .arcs
                .iter()
                .filter_map(|arc| {
                    let (x, width) = scale.overlap(arc.from, arc.until)?;
                    let on_line = |x| Point {
                        x,
                        y: line.level_at(x, low),
                    };
                    let path = bow(on_line(x), on_line(x + width), layout.arcs);
                    Some((arc.kind, path))
                })
                .collect(),
            calm: calm(chart, scale, layout, low),
            turn,
            midnights: ticks.iter().map(|&(x, _)| x).filter(|&x| x >= 0).collect(),
            names,
            float,
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
    for kind in [WindowKind::Promised, WindowKind::Agreed] {
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

fn water_line(chart: &TideChart, scale: Scale, low: i64, high: i64) -> WaterLine {
    let windows: Vec<(i64, i64)> = chart
        .windows
        .iter()
        .map(|window| (scale.x(window.opens), scale.x(window.closes)))
        .collect();
    WaterLine::new(&windows, scale.across(EBB_SECONDS), low, high)
}

/// A part of the line, and the water under it, as paths.
fn paths(line: &WaterLine, from: i64, until: i64, bed: i64) -> (String, String) {
    let surface = line.between(from, until).path();
    if surface.is_empty() {
        return (String::new(), String::new());
    }
    let mut water = surface.clone();
    Point { x: until, y: bed }.write(&mut water, " L");
    Point { x: from, y: bed }.write(&mut water, " L");
    water.push_str(" Z");
    (surface, water)
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

fn calm(chart: &TideChart, scale: Scale, layout: Layout, low: i64) -> Vec<Calm> {
    let mut in_water = Lanes::new(layout.width, 1, false);
    chart
        .away
        .iter()
        .filter_map(|away| {
            let (x, width) = scale.overlap(away.from, away.until)?;
            let room = width * layout.width / WIDTH;
            let spot = (room * 10 >= CALM_TENTHS * width_of(&away.label))
                .then(|| in_water.place(&away.label, x + width / 2))
                .flatten();
            Some(Calm {
                x,
                width,
                y: low,
                label: spot.map(|spot| label(spot, &away.label, low + 850)),
            })
        })
        .collect()
}

/// A bow from one point to another, higher the further they lie apart.
fn bow(from: Point, until: Point, room: i64) -> String {
    let share = (until.x - from.x).clamp(WIDTH * 35 / 200, WIDTH / 2);
    let top = from.y.min(until.y) - room * share / (WIDTH / 2);
    // A quadratic curve reaches half way to its control point.
    let control = Point {
        x: i64::midpoint(from.x, until.x),
        y: 2 * top - i64::midpoint(from.y, until.y),
    };
    let mut path = String::new();
    from.write(&mut path, "M");
    control.write(&mut path, " Q");
    until.write(&mut path, " ");
    path
}

fn label(spot: Spot, words: &str, y: i64) -> PlacedLabel {
    PlacedLabel {
        text: words.to_owned(),
        x: spot.x,
        y,
        anchor: spot.anchor,
    }
}
