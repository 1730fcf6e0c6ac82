//! A week as rows, a day each, with arcs that reach from one day to another.

use chrono::{DateTime, Utc};

use super::chart::{Arc, TideChart};
use super::drawing::{Days, Drawing};
use super::geometry::{LABEL, label};
use super::labels::Lanes;
use super::path::{Path, Point};
use super::scale::{Layout, WIDTH};

/// Between one day and the next.
const GAP: i64 = 350;
/// How far beside its end an arc comes down, so that it does not cross the
/// label over a window: a little more than half a label.
const BESIDE: i64 = 22_500;
/// A day, in seconds.
const DAY: i64 = 86_400;

impl Days {
    /// Draws `chart` as one row for each of its days.
    #[must_use]
    pub fn new(chart: &TideChart) -> Self {
        let mut days = chart.days();
        name_once(&mut days);
        let mut rows = Vec::with_capacity(days.len());
        let mut top = 0;
        for day in &days {
            let drawing = Drawing::new(day, Layout::DAY);
            let height = drawing.height;
            rows.push((top, drawing));
            top += height + GAP;
        }
        let mut axis = Lanes::new(Layout::DAY.width, 1, false);
        let hours = days.last().map_or(&[][..], |day| &day.hours);
        let named = |hour: &super::chart::Tick| {
            let (_, last) = rows.last()?;
            let spot = axis.place(&hour.label, last.sea.scale.x(hour.at))?;
            Some(label(spot, &hour.label, top - GAP + 700))
        };
        let hours: Vec<_> = hours.iter().filter_map(named).collect();
        let height = if hours.is_empty() { top } else { top + LABEL };
        let threads = chart
            .arcs
            .iter()
            .filter_map(|arc| Some((arc.kind, thread(arc, chart, &rows, height)?)))
            .collect();
        Self {
            height,
            rows,
            threads,
            hours,
        }
    }
}

/// Time away of several days is named once: on the first day that is nothing
/// else, where the water is calm from edge to edge, or else where it begins.
fn name_once(days: &mut [TideChart]) {
    let Some(first) = days.first() else {
        return;
    };
    for place in 0..first.away.len() {
        let calm = |day: &TideChart| {
            let away = &day.away[place];
            away.from <= day.from && day.until <= away.until
        };
        let begins = |day: &TideChart| day.away[place].from < day.until;
        let named = days.iter().position(calm);
        let named = named.or_else(|| days.iter().position(begins));
        for (row, day) in days.iter_mut().enumerate() {
            if Some(row) != named {
                day.away[place].label.clear();
            }
        }
    }
}

/// An arc from one row to another; none for one that has room in a row, or
/// none of whose time is shown. What begins before the first day or ends after
/// the last comes in or goes out at its hour.
fn thread(arc: &Arc, chart: &TideChart, rows: &[(i64, Drawing)], height: i64) -> Option<Path> {
    if arc.until <= chart.from || chart.until <= arc.from || arc.until <= arc.from {
        return None;
    }
    let first_row = row_of(rows, arc.from);
    let last_row = row_of(rows, arc.until);
    if first_row.is_some() && first_row == last_row {
        return None;
    }
    let hour = |at: DateTime<Utc>| {
        let since = (at - chart.from).num_seconds().rem_euclid(DAY);
        since * WIDTH / DAY
    };
    let from = first_row
        .and_then(|row| on_line(&rows[row], arc.from))
        .unwrap_or(Point {
            x: hour(arc.from),
            y: 0,
        });
    let Some(until) = last_row.and_then(|row| on_line(&rows[row], arc.until)) else {
        return Some(falling(
            from,
            Point {
                x: hour(arc.until),
                y: height,
            },
        ));
    };
    Some(landing(from, until))
}

/// The row whose day `at` lies in.
fn row_of(rows: &[(i64, Drawing)], at: DateTime<Utc>) -> Option<usize> {
    rows.iter()
        .rposition(|(_, row)| row.sea.scale.inside(at).is_some())
}

fn on_line((top, row): &(i64, Drawing), at: DateTime<Utc>) -> Option<Point> {
    let Point { x, y } = row.sea.point(at)?;
    Some(Point { x, y: top + y })
}

/// Down and out of the picture.
fn falling(from: Point, until: Point) -> Path {
    let middle = i64::midpoint(from.y, until.y);
    let mut path = Path::default();
    path.to("M", from);
    path.to("C", Point { y: middle, ..from });
    path.to("", Point { y: middle, ..until });
    path.to("", until);
    path
}

/// Down beside the label over its end, then in from that side.
fn landing(from: Point, until: Point) -> Path {
    let side = if from.x <= until.x { -1 } else { 1 };
    let beside = |side: i64| until.x + side * BESIDE;
    let gate = if (0..=WIDTH).contains(&beside(side)) {
        beside(side)
    } else {
        beside(-side)
    };
    let turn = Point {
        x: gate,
        y: (until.y - 1_300).max(i64::midpoint(from.y, until.y)),
    };
    let middle = i64::midpoint(from.y, turn.y);
    let mut path = Path::default();
    path.to("M", from);
    path.to("C", Point { y: middle, ..from });
    path.to("", Point { y: middle, ..turn });
    path.to("", turn);
    let bend = Point {
        y: until.y - 250,
        ..turn
    };
    let along = Point {
        x: i64::midpoint(gate, until.x),
        ..until
    };
    path.to("C", bend);
    path.to("", along);
    path.to("", until);
    path
}
