//! A week as rows, and the arcs between them.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use proptest::prelude::*;

use super::drawing::{Anchor, Drawing, PlacedLabel, Point, WIDTH};
use super::labels::width_of;
use super::tests::any_chart;
use super::*;

fn at(day: i64, hour: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 0, 0, 0).unwrap() + TimeDelta::hours(day * 24 + hour)
}

fn week(arcs: Vec<Arc>) -> TideChart {
    let window = |day| Window {
        opens: at(day, 15),
        closes: at(day, 17),
        label: "15:00–17:00".to_owned(),
        kind: WindowKind::Agreed,
    };
    let tick = |day| Tick {
        at: at(day, 0),
        label: format!("Day {day}"),
    };
    TideChart {
        from: at(0, 0),
        until: at(7, 0),
        now: None,
        windows: (0..7).map(window).collect(),
        marks: Vec::new(),
        arcs,
        away: Vec::new(),
        change: None,
        ticks: (0..7).map(tick).collect(),
        hours: vec![Tick {
            at: at(6, 12),
            label: "12:00".to_owned(),
        }],
        clocks: Vec::new(),
    }
}

fn arc(from: DateTime<Utc>, until: DateTime<Utc>) -> Arc {
    Arc {
        from,
        until,
        kind: ArcKind::Answered,
        label: String::new(),
    }
}

fn ends(days: &Days, thread: usize) -> (Point, Point) {
    let steps = days.threads[thread].1.steps();
    (steps[0].1, steps[steps.len() - 1].1)
}

/// The row that a height lies in.
fn row_at(days: &Days, y: i64) -> Option<usize> {
    days.rows
        .iter()
        .position(|(top, row)| (*top..top + row.height).contains(&y))
}

#[test]
fn an_arc_leads_from_its_row_to_the_row_of_its_end() {
    let days = Days::new(&week(vec![arc(at(1, 21), at(3, 15))]));
    let (from, until) = ends(&days, 0);
    assert_eq!(row_at(&days, from.y), Some(1));
    assert_eq!(row_at(&days, until.y), Some(3));
    assert_eq!(from.x, WIDTH * 21 / 24);
    assert_eq!(until.x, WIDTH * 15 / 24);
}

#[test]
fn an_arc_within_a_day_stays_in_its_row() {
    let days = Days::new(&week(vec![arc(at(1, 9), at(1, 15))]));
    assert!(days.threads.is_empty());
    let drawn: Vec<usize> = days.rows.iter().map(|(_, row)| row.arcs.len()).collect();
    assert_eq!(drawn, [0, 1, 0, 0, 0, 0, 0]);
}

#[test]
fn an_arc_from_before_comes_in_at_the_top_and_one_beyond_goes_out_at_the_bottom() {
    let days = Days::new(&week(vec![
        arc(at(-1, 20), at(0, 15)),
        arc(at(5, 20), at(8, 16)),
    ]));
    let (from, until) = ends(&days, 0);
    assert_eq!((from.x, from.y), (WIDTH * 20 / 24, 0));
    assert_eq!(row_at(&days, until.y), Some(0));
    let (from, until) = ends(&days, 1);
    assert_eq!(row_at(&days, from.y), Some(5));
    assert_eq!((until.x, until.y), (WIDTH * 16 / 24, days.height));
}

/// Where a label stands at the least width a row is shown at.
fn extent(label: &PlacedLabel) -> (i64, i64) {
    let (x, length) = (label.x * Layout::DAY.width / WIDTH, width_of(&label.text));
    match label.anchor {
        Anchor::Start => (x, x + length),
        Anchor::Middle => (x - length / 2, x + length - length / 2),
        Anchor::End => (x - length, x),
    }
}

#[test]
fn an_arc_comes_in_beside_the_label_of_its_window() {
    // Whatever the hour it was written at, and in whichever of the windows.
    for hour in 0..24 {
        let days = Days::new(&week(vec![arc(at(1, hour), at(4, 16))]));
        let (top, row) = &days.rows[4];
        let label = row.bands[0].label.as_ref().expect("a label");
        let (left, right) = extent(label);
        let (left, right) = (
            left * WIDTH / Layout::DAY.width,
            right * WIDTH / Layout::DAY.width,
        );
        let (above, below) = (top + label.y - 800, top + label.y + 150);
        for point in along(&days.threads[0].1) {
            let beside = point.x < left || right < point.x;
            let over_or_under = point.y < above || below < point.y;
            assert!(beside || over_or_under, "{hour}:00 {point:?} {label:?}");
        }
    }
}

/// Points along a path of cubic curves.
fn along(path: &drawing::Path) -> Vec<Point> {
    let points: Vec<Point> = path.steps().iter().map(|(_, point)| *point).collect();
    let mut all = Vec::new();
    for curve in points.windows(4).step_by(3) {
        for part in 0..=50_i64 {
            let rest = 50 - part;
            let shares = [
                rest * rest * rest,
                3 * rest * rest * part,
                3 * rest * part * part,
                part * part * part,
            ];
            let sum = |of: fn(&Point) -> i64| {
                let terms = curve
                    .iter()
                    .zip(shares)
                    .map(|(point, share)| of(point) * share);
                terms.sum::<i64>() / 125_000
            };
            all.push(Point {
                x: sum(|point| point.x),
                y: sum(|point| point.y),
            });
        }
    }
    all
}

#[test]
fn a_day_is_named_in_its_water_and_now_under_it() {
    let mut chart = week(Vec::new());
    chart.now = Some(Now {
        at: at(2, 0),
        label: "Now".to_owned(),
    });
    let days = Days::new(&chart);
    for (place, (_, row)) in days.rows.iter().enumerate() {
        assert_eq!(row.names[0].text, format!("Day {place}"));
        assert!(row.names[0].y < row.bed);
    }
    let now = days.rows[2]
        .1
        .float
        .as_ref()
        .unwrap()
        .label
        .as_ref()
        .unwrap();
    assert!(now.y > days.rows[2].1.bed);
    assert_eq!(
        days.rows
            .iter()
            .filter(|(_, row)| row.float.is_some())
            .count(),
        1
    );
}

#[test]
fn a_change_is_drawn_on_its_day_alone_and_pales_what_follows() {
    let mut chart = week(Vec::new());
    chart.change = Some(Change {
        at: at(3, 0),
        label: "New".to_owned(),
    });
    let days = Days::new(&chart);
    let turns: Vec<bool> = days
        .rows
        .iter()
        .map(|(_, row)| row.turn.is_some())
        .collect();
    assert_eq!(turns, [false, false, false, true, false, false, false]);
    for (place, (_, row)) in days.rows.iter().enumerate() {
        assert_eq!(row.line.steps().is_empty(), place >= 3);
        assert_eq!(row.later_line.steps().is_empty(), place < 3);
    }
}

#[test]
fn time_away_is_named_once_where_it_begins() {
    let mut chart = week(Vec::new());
    chart.windows.clear();
    chart.away.push(Away {
        from: at(2, 0),
        until: at(5, 0),
        dates: String::new(),
        label: "Away until 28 November".to_owned(),
    });
    let days = Days::new(&chart);
    let calm: Vec<Option<bool>> = days
        .rows
        .iter()
        .map(|(_, row)| row.calm.first().map(|calm| calm.label.is_some()))
        .collect();
    assert_eq!(
        calm,
        [None, None, Some(true), Some(false), Some(false), None, None]
    );
}

/// A week of any length around midnights, with letters in the midst of it.
fn any_week() -> impl Strategy<Value = TideChart> {
    let letters = prop::collection::vec((-100..300_i64, 0..100_i64), 0..30);
    (letters, -30..200_i64).prop_map(|(letters, now)| {
        let arcs = letters
            .iter()
            .map(|&(from, after)| arc(at(0, from), at(0, from + after)));
        let mut chart = week(arcs.collect());
        chart.marks = letters
            .iter()
            .map(|&(from, _)| Mark {
                at: at(0, from),
                kind: MarkKind::Letter,
                when: String::new(),
                label: String::new(),
            })
            .collect();
        chart.now = Some(Now {
            at: at(0, now),
            label: "Now".to_owned(),
        });
        chart
    })
}

proptest! {
    #[test]
    fn every_arc_of_the_week_is_in_a_row_or_leads_from_one_to_another(chart in any_week()) {
        let days = Days::new(&chart);
        let in_rows: usize = days.rows.iter().map(|(_, row)| row.arcs.len()).sum();
        let shown = chart.arcs.iter().filter(|arc| {
            arc.from < arc.until && arc.from < chart.until && chart.from < arc.until
        });
        prop_assert_eq!(in_rows + days.threads.len(), shown.count());
        let marks: usize = days.rows.iter().map(|(_, row)| row.marks.len()).sum();
        let there = chart.marks.iter().filter(|mark| chart.from <= mark.at && mark.at < chart.until);
        prop_assert_eq!(marks, there.count());
    }

    #[test]
    fn rows_never_overlap_and_arcs_stay_on_the_sheet(chart in prop_oneof![any_chart(), any_week()]) {
        let days = Days::new(&chart);
        for pair in days.rows.windows(2) {
            prop_assert!(pair[0].0 + pair[0].1.height <= pair[1].0);
        }
        if let Some((top, row)) = days.rows.last() {
            prop_assert!(top + row.height <= days.height);
        }
        for (_, thread) in &days.threads {
            for (_, point) in thread.steps() {
                prop_assert!((0..=WIDTH).contains(&point.x), "{thread:?}");
                prop_assert!((0..=days.height).contains(&point.y), "{thread:?}");
            }
        }
    }

    #[test]
    fn no_label_stands_on_another_in_a_row(chart in any_week()) {
        for (_, row) in &Days::new(&chart).rows {
            no_overlap(row)?;
        }
    }
}

fn no_overlap(row: &Drawing) -> Result<(), TestCaseError> {
    let labels: Vec<&PlacedLabel> = row
        .bands
        .iter()
        .filter_map(|band| band.label.as_ref())
        .chain(row.calm.iter().filter_map(|calm| calm.label.as_ref()))
        .chain(&row.names)
        .chain(row.float.iter().filter_map(|float| float.label.as_ref()))
        .collect();
    for (place, one) in labels.iter().enumerate() {
        for other in &labels[place + 1..] {
            let (left, right) = (extent(one), extent(other));
            let apart = left.1 <= right.0 || right.1 <= left.0;
            prop_assert!(apart || (one.y - other.y).abs() >= 900, "{one:?} {other:?}");
        }
    }
    Ok(())
}
