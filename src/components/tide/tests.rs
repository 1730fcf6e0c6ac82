//! Where things stand on the chart.

mod labels;
mod laws;

pub(super) use laws::any_chart;

use super::{
    drawing::{Path, WIDTH},
    *,
};
use chrono::{DateTime, TimeZone as _, Utc};

fn at(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, hour, minute, 0)
        .unwrap()
}

fn window(day: u32, opens: u32, closes: u32, label: &str) -> Window {
    Window {
        opens: at(day, opens, 0),
        closes: at(day, closes, 0),
        label: label.to_owned(),
        kind: WindowKind::Agreed,
    }
}

fn chart(from: DateTime<Utc>, until: DateTime<Utc>, windows: Vec<Window>) -> TideChart {
    TideChart {
        from,
        until,
        now: None,
        windows,
        marks: Vec::new(),
        arcs: Vec::new(),
        away: Vec::new(),
        change: None,
        ticks: Vec::new(),
        hours: Vec::new(),
        clocks: Vec::new(),
    }
}

/// All numbers of a path, in order.
fn numbers(path: &Path) -> Vec<i64> {
    path.steps()
        .iter()
        .flat_map(|(_, point)| [point.x, point.y])
        .collect()
}

/// The `x` of every point of a path.
fn abscissas(path: &Path) -> Vec<i64> {
    numbers(path).into_iter().step_by(2).collect()
}

#[test]
fn bands_are_exact_to_the_minute() {
    let mut day = chart(at(23, 0, 0), at(24, 0, 0), vec![window(23, 15, 17, "")]);
    day.windows[0].closes = at(23, 16, 59);
    let drawing = Drawing::new(&day, Layout::DAY);
    let band = &drawing.bands[0];
    assert_eq!(drawing.bands.len(), 1);
    assert_eq!(band.x, WIDTH * 900 / 1440);
    assert_eq!(band.x + band.width, WIDTH * 1019 / 1440);
}

#[test]
fn a_window_across_the_edge_is_cut_there() {
    let day = chart(
        at(23, 16, 0),
        at(24, 16, 0),
        vec![window(23, 15, 17, ""), window(24, 15, 17, "")],
    );
    let drawing = Drawing::new(&day, Layout::DAY);
    assert_eq!(drawing.bands[0].x, 0);
    assert_eq!(drawing.bands[0].width, WIDTH / 24);
    assert_eq!(drawing.bands[1].x + drawing.bands[1].width, WIDTH);
}

#[test]
fn the_water_is_high_exactly_while_a_window_is_open() {
    let mut day = chart(at(23, 0, 0), at(24, 0, 0), vec![window(23, 12, 14, "")]);
    let level = |chart: &mut TideChart, hour, minute| {
        chart.now = Some(Now {
            at: at(23, hour, minute),
            label: "Now".to_owned(),
        });
        Drawing::new(chart, Layout::DAY).float.unwrap().y
    };
    let high = level(&mut day, 13, 0);
    assert_eq!(level(&mut day, 12, 0), high);
    assert_eq!(level(&mut day, 14, 0), high);
    let ebbing = [(14, 30), (16, 0), (18, 0), (22, 0)].map(|(h, m)| level(&mut day, h, m));
    assert!(high < ebbing[0]);
    assert!(ebbing.is_sorted());
    assert_eq!(level(&mut day, 1, 0), high + Layout::DAY.rise);
}

#[test]
fn the_line_knows_a_window_that_has_just_closed() {
    let evening = chart(at(23, 18, 0), at(24, 0, 0), vec![window(23, 15, 17, "")]);
    let empty = chart(at(23, 18, 0), at(24, 0, 0), Vec::new());
    let y = |chart| numbers(&Drawing::new(&chart, Layout::DAY).line)[1];
    assert!(y(evening) < y(empty));
}

#[test]
fn now_is_drawn_only_inside_the_chart() {
    let mut day = chart(at(23, 0, 0), at(24, 0, 0), Vec::new());
    for (moment, shown) in [
        (at(22, 23, 59), false),
        (at(23, 0, 0), true),
        (at(24, 0, 1), false),
    ] {
        day.now = Some(Now {
            at: moment,
            label: "Now".to_owned(),
        });
        assert_eq!(Drawing::new(&day, Layout::DAY).float.is_some(), shown);
    }
}

#[test]
fn the_paler_line_takes_over_on_its_day() {
    let mut week = chart(at(23, 0, 0), at(30, 0, 0), vec![window(25, 15, 17, "")]);
    assert!(
        Drawing::new(&week, Layout::WEEK)
            .later_line
            .steps()
            .is_empty()
    );
    week.change = Some(Change {
        at: at(26, 12, 0),
        label: "New rhythm".to_owned(),
    });
    let drawing = Drawing::new(&week, Layout::WEEK);
    assert_eq!(abscissas(&drawing.line).last(), Some(&(WIDTH / 2)));
    assert_eq!(abscissas(&drawing.later_line)[0], WIDTH / 2);
}

#[test]
fn a_promise_is_a_bow_from_the_letter_into_the_window() {
    let mut day = chart(at(23, 0, 0), at(24, 0, 0), vec![window(23, 18, 20, "")]);
    day.arcs.push(Arc {
        from: at(23, 6, 0),
        until: at(23, 18, 0),
        kind: ArcKind::Promised,
        label: String::new(),
    });
    let drawing = Drawing::new(&day, Layout::STRIP);
    let (kind, path) = &drawing.arcs[0];
    let points = numbers(path);
    assert_eq!(*kind, ArcKind::Promised);
    assert_eq!((points[0], points[4]), (WIDTH / 4, WIDTH * 3 / 4));
    assert!(points[3] < points[1] && points[3] < points[5]);
}

#[test]
fn days_part_at_local_midnights_and_lose_nothing() {
    let mut week = chart(
        at(22, 23, 0),
        at(24, 23, 0),
        vec![window(23, 15, 17, ""), window(24, 15, 17, "")],
    );
    for day in [22, 23] {
        week.ticks.push(Tick {
            at: at(day, 23, 0),
            label: format!("Day {day}"),
        });
        week.marks.push(Mark {
            at: at(day + 1, 9, 0),
            kind: MarkKind::Letter,
            when: String::new(),
            label: String::new(),
        });
    }
    let days = week.days();
    let names: Vec<&str> = days.iter().map(|day| day.ticks[0].label.as_str()).collect();
    assert_eq!(names, ["Day 22", "Day 23"]);
    assert_eq!(days.iter().map(|day| day.marks.len()).sum::<usize>(), 2);
    assert_eq!(days[0].until, days[1].from);
    assert_eq!(days[1].until, week.until);
}

#[test]
fn time_before_the_first_midnight_is_a_day_without_a_name() {
    let mut week = chart(at(23, 12, 0), at(25, 0, 0), Vec::new());
    week.ticks.push(Tick {
        at: at(24, 0, 0),
        label: "Tue".to_owned(),
    });
    let days = week.days();
    assert_eq!(days.len(), 2);
    assert!(days[0].ticks.is_empty());
    assert_eq!((days[0].from, days[0].until), (week.from, at(24, 0, 0)));
}
