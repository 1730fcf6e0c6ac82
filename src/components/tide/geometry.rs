//! Where everything on a tide chart goes.

use super::chart::{Tick, TideChart, Window, WindowKind};
use super::drawing::{
    Band, Calm, Drawing, Float, PATH_UNITS_PER_REM, PATH_WIDTH, PlacedLabel, PlacedMark, Turn,
};
use super::labels::{Lanes, Spot, width_of};
use super::line::{Point, WaterLine};
use super::scale::{Layout, Scale};

/// Height of a row of labels.
const LABEL_REM: f64 = 1.35;
/// From low water down to the bed.
const DEPTH_REM: f64 = 1.3;
/// How much of its name a stretch of calm water must carry to bear it.
const CALM_SHARE: f64 = 0.3;

/// Heights of one drawing, in rem.
#[derive(Debug, Clone, Copy)]
struct Levels {
    high: f64,
    low: f64,
    bed: f64,
}

impl Drawing {
    /// Draws `chart` for `layout`.
    #[must_use]
    pub fn new(chart: &TideChart, layout: Layout) -> Self {
        let scale = Scale::of(chart);
        let mut above = Lanes::with_stems(layout.width, layout.lanes);
        let windows = labelled(chart, scale, &mut above);
        let sky = rem(above.used()) * LABEL_REM;
        let arcs = if chart.arcs.is_empty() {
            0.0
        } else {
            layout.arcs
        };
        let high = sky + arcs + 0.5;
        let low = high + layout.rise;
        let levels = Levels {
            high,
            low,
            bed: low + DEPTH_REM,
        };

        let line = water_line(chart, scale, levels);
        let level = |x: f64| line.level_at(x / 100.0 * scale.span, low);
        let turns_at = chart
            .change
            .as_ref()
            .map_or(scale.span, |change| scale.minutes(change.at))
            .clamp(0.0, scale.span);
        let (now_line, now_water) = paths(&line, 0.0, turns_at, scale, levels);
        let (later_line, later_water) = paths(&line, turns_at, scale.span, scale, levels);

        let mut axis = Lanes::new(layout.width, 3);
        let on_axis = |spot: Spot, text: &str| {
            let y = levels.bed + 1.05 + rem(spot.lane) * LABEL_REM;
            label(spot, text, y)
        };
        let ticks = ordered(&chart.ticks, scale);
        let names = day_names(&ticks, layout, &mut axis)
            .into_iter()
            .map(|(spot, text)| on_axis(spot, text))
            .collect();
        let float = chart.now.as_ref().and_then(|now| {
            let x = scale.inside(now.at)?;
            let spot = axis.place(&now.label, x);
            Some(Float {
                x,
                y: level(x),
                label: spot.map(|spot| on_axis(spot, &now.label)),
            })
        });
        let turn = chart.change.as_ref().and_then(|change| {
            let x = scale.inside(change.at)?;
            let spot = axis.place(&change.label, x);
            Some(Turn {
                x,
                label: spot.map(|spot| on_axis(spot, &change.label)),
            })
        });

        Self {
            height: levels.bed + rem(axis.used()) * LABEL_REM + 0.15,
            sky,
            bed: levels.bed,
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
                        y: level(x),
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
                    let end = x + width;
                    let path = bow((x, level(x)), (end, level(end)), layout.arcs);
                    Some((arc.kind, path))
                })
                .collect(),
            calm: calm(chart, scale, layout, low),
            turn,
            midnights: ticks
                .iter()
                .map(|&(x, _)| x)
                .filter(|&x| x >= 0.0)
                .collect(),
            names,
            float,
        }
    }
}

/// Windows on the chart with their edges and labels, the promised first: theirs
/// must find room.
fn labelled<'chart>(
    chart: &'chart TideChart,
    scale: Scale,
    above: &mut Lanes,
) -> Vec<(&'chart Window, f64, f64, Option<Spot>)> {
    let mut windows: Vec<&Window> = chart.windows.iter().collect();
    windows.sort_by_key(|window| (window.kind != WindowKind::Promised, window.opens));
    windows
        .into_iter()
        .filter_map(|window| {
            let (x, width) = scale.overlap(window.opens, window.closes)?;
            let spot = above.place(&window.label, x + width / 2.0);
            Some((window, x, width, spot))
        })
        .collect()
}

fn band(window: &Window, x: f64, width: f64, spot: Option<Spot>, sky: f64) -> Band {
    let y = sky - spot.map_or(0.0, |spot| rem(spot.lane) * LABEL_REM);
    Band {
        x,
        width,
        y,
        kind: window.kind,
        label: spot.map(|spot| label(spot, &window.label, y - 0.4)),
    }
}

fn water_line(chart: &TideChart, scale: Scale, levels: Levels) -> WaterLine {
    let windows: Vec<(f64, f64)> = chart
        .windows
        .iter()
        .map(|window| (scale.minutes(window.opens), scale.minutes(window.closes)))
        .collect();
    WaterLine::new(&windows, 0.0, scale.span, levels.low, levels.high)
}

/// A part of the line, and the water under it, as paths.
fn paths(
    line: &WaterLine,
    from: f64,
    until: f64,
    scale: Scale,
    levels: Levels,
) -> (String, String) {
    let across = |minute: f64| minute / scale.span * PATH_WIDTH;
    let surface = line.between(from, until).path(|point| Point {
        x: across(point.x),
        y: point.y * PATH_UNITS_PER_REM,
    });
    if surface.is_empty() {
        return (String::new(), String::new());
    }
    let floor = levels.bed * PATH_UNITS_PER_REM;
    let (left, right) = (across(from), across(until));
    let water = format!("{surface} L{right:.2} {floor:.2} L{left:.2} {floor:.2} Z");
    (surface, water)
}

/// Ticks as (percent, name), in order, without those after the chart.
fn ordered(ticks: &[Tick], scale: Scale) -> Vec<(f64, &str)> {
    let mut ticks: Vec<(f64, &str)> = ticks
        .iter()
        .map(|tick| (scale.percent(tick.at), tick.label.as_str()))
        .filter(|&(x, _)| x < 100.0)
        .collect();
    ticks.sort_by(|one, other| one.0.total_cmp(&other.0));
    ticks
}

/// Names of days that have room: in the middle of what the chart shows of the
/// day, not on its midnight.
fn day_names<'chart>(
    ticks: &[(f64, &'chart str)],
    layout: Layout,
    axis: &mut Lanes,
) -> Vec<(Spot, &'chart str)> {
    let ends = ticks.iter().skip(1).map(|&(x, _)| x).chain([100.0]);
    ticks
        .iter()
        .zip(ends)
        .filter_map(|(&(start, name), end)| {
            let start = start.max(0.0);
            let room = (end - start) / 100.0 * layout.width;
            if room < width_of(name) {
                return None;
            }
            let spot = axis.place(name, f64::midpoint(start, end))?;
            Some((spot, name))
        })
        .collect()
}

fn calm(chart: &TideChart, scale: Scale, layout: Layout, low: f64) -> Vec<Calm> {
    let mut in_water = Lanes::new(layout.width, 1);
    chart
        .away
        .iter()
        .filter_map(|away| {
            let (x, width) = scale.overlap(away.from, away.until)?;
            let room = width / 100.0 * layout.width;
            let spot = (room >= CALM_SHARE * width_of(&away.label))
                .then(|| in_water.place(&away.label, x + width / 2.0))
                .flatten();
            Some(Calm {
                x,
                width,
                y: low,
                label: spot.map(|spot| label(spot, &away.label, low + 0.85)),
            })
        })
        .collect()
}

/// A bow from one point to another, higher the further they lie apart.
fn bow(from: (f64, f64), until: (f64, f64), room: f64) -> String {
    let share = ((until.0 - from.0) / 50.0).clamp(0.35, 1.0);
    let top = from.1.min(until.1) - room * share;
    // A quadratic curve reaches half way to its control point.
    let control = 2.0 * top - f64::midpoint(from.1, until.1);
    let unit = PATH_WIDTH / 100.0;
    format!(
        "M{:.2} {:.2} Q{:.2} {:.2} {:.2} {:.2}",
        from.0 * unit,
        from.1 * PATH_UNITS_PER_REM,
        f64::midpoint(from.0, until.0) * unit,
        control * PATH_UNITS_PER_REM,
        until.0 * unit,
        until.1 * PATH_UNITS_PER_REM
    )
}

fn label(spot: Spot, text: &str, y: f64) -> PlacedLabel {
    PlacedLabel {
        text: text.to_owned(),
        x: spot.x,
        y,
        anchor: spot.anchor,
    }
}

/// A small count as rem.
#[allow(clippy::cast_precision_loss, reason = "a handful of lanes")]
fn rem(count: usize) -> f64 {
    count as f64
}
