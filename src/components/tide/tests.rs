//! Where things stand on the chart.

use chrono::{DateTime, Duration, TimeZone, Utc};
use proptest::prelude::*;

use super::drawing::{Anchor, Path, WIDTH};
use super::labels::width_of;
use super::*;

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
fn now_is_named_under_the_name_of_its_day() {
    let mut week = chart(at(23, 0, 0), at(24, 0, 0), Vec::new());
    week.ticks.push(Tick {
        at: at(23, 0, 0),
        label: "Monday".to_owned(),
    });
    week.now = Some(Now {
        at: at(23, 12, 0),
        label: "Now".to_owned(),
    });
    let drawing = Drawing::new(&week, Layout::DAY);
    let now = drawing.float.unwrap().label.unwrap();
    assert_eq!(drawing.names[0].text, "Monday");
    assert!(drawing.names[0].y < now.y && now.y < drawing.height);
}

#[test]
fn a_promised_window_gets_its_label_first() {
    let mut week = chart(
        at(23, 0, 0),
        at(30, 0, 0),
        (23..30)
            .map(|day| window(day, 9, 10, "Every morning 09:00–10:00"))
            .collect(),
    );
    week.windows[3].kind = WindowKind::Promised;
    let drawing = Drawing::new(&week, Layout::WEEK);
    let promised = drawing
        .bands
        .iter()
        .find(|band| band.kind == WindowKind::Promised)
        .unwrap();
    assert!(promised.label.is_some());
    assert!(drawing.bands.iter().any(|band| band.label.is_none()));
}

#[test]
fn a_label_never_hides_the_stem_of_another() {
    // Two windows an hour apart: the second label can only stand above the
    // first, where its stem would run through the first one's words.
    let close = chart(
        at(23, 0, 0),
        at(30, 0, 0),
        vec![
            window(25, 9, 10, "09:00–10:00"),
            window(25, 11, 12, "11:00–12:00"),
        ],
    );
    let drawing = Drawing::new(&close, Layout::WEEK);
    let shown: Vec<bool> = drawing
        .bands
        .iter()
        .map(|band| band.label.is_some())
        .collect();
    assert_eq!(shown, [true, false]);
}

#[test]
fn a_label_with_a_free_stem_stands_in_the_next_row() {
    let near = chart(
        at(23, 0, 0),
        at(30, 0, 0),
        vec![
            window(25, 9, 10, "09:00–10:00"),
            window(25, 22, 23, "22:00–23:00"),
        ],
    );
    let drawing = Drawing::new(&near, Layout::WEEK);
    let rows: Vec<i64> = drawing
        .bands
        .iter()
        .map(|band| band.label.as_ref().unwrap().y)
        .collect();
    assert!(rows[1] < rows[0]);
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

/// Instants in a few years around the present, and now and then far off.
fn any_instant() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        8 => 1_700_000_000_i64..1_800_000_000,
        1 => -60_000_000_000_i64..60_000_000_000,
    ]
    .prop_map(|seconds| Utc.timestamp_opt(seconds, 0).unwrap())
}

fn any_window() -> impl Strategy<Value = Window> {
    (any_instant(), -100_i64..100_000, ".{0,24}", any::<bool>()).prop_map(
        |(opens, minutes, label, promised)| Window {
            opens,
            closes: opens + Duration::minutes(minutes),
            label,
            kind: if promised {
                WindowKind::Promised
            } else {
                WindowKind::Agreed
            },
        },
    )
}

prop_compose! {
    pub(super) fn any_chart()(
        from in any_instant(),
        until in any_instant(),
        now in any_instant(),
        windows in prop::collection::vec(any_window(), 0..12),
        written in prop::collection::vec((any_instant(), any_instant()), 0..6),
        changes in any::<bool>(),
        label in ".{0,30}",
    ) -> TideChart {
        TideChart {
            from,
            until,
            now: Some(Now { at: now, label: label.clone() }),
            marks: written.iter().map(|&(at, _)| Mark {
                at, kind: MarkKind::Letter, when: String::new(), label: label.clone(),
            }).collect(),
            arcs: written.iter().map(|&(from, until)| Arc {
                from, until, kind: ArcKind::Answered, label: label.clone(),
            }).collect(),
            away: written.iter().map(|&(from, until)| Away {
                from, until, dates: String::new(), label: label.clone(),
            }).collect(),
            change: changes.then(|| Change { at: now, label: label.clone() }),
            ticks: written.iter().map(|&(at, _)| Tick { at, label: label.clone() }).collect(),
            hours: written.iter().map(|&(_, at)| Tick { at, label: label.clone() }).collect(),
            clocks: Vec::new(),
            windows,
        }
    }
}

proptest! {
    #[test]
    fn any_chart_is_drawn_inside_its_sheet(chart in any_chart()) {
        for layout in [Layout::STRIP, Layout::WEEK, Layout::DAY] {
            let drawing = Drawing::new(&chart, layout);
            for path in [&drawing.line, &drawing.water, &drawing.later_line, &drawing.later_water] {
                for point in numbers(path).chunks(2) {
                    prop_assert!((0..=WIDTH).contains(&point[0]), "{path:?}");
                    prop_assert!((0..=drawing.bed).contains(&point[1]), "{path:?}");
                }
            }
            for (_, path) in &drawing.arcs {
                prop_assert!(abscissas(path).iter().all(|x| (0..=WIDTH).contains(x)), "{path:?}");
            }
            for band in &drawing.bands {
                prop_assert!(band.x >= 0 && band.x + band.width <= WIDTH);
                prop_assert!(band.width > 0 && band.y >= 0);
            }
            for mark in &drawing.marks {
                prop_assert!((0..=WIDTH).contains(&mark.x) && mark.y <= drawing.bed);
            }
            if let Some(float) = &drawing.float {
                prop_assert!((0..=WIDTH).contains(&float.x) && float.y <= drawing.bed);
            }
        }
    }

    #[test]
    fn time_only_ever_runs_to_the_right(chart in any_chart()) {
        let drawing = Drawing::new(&chart, Layout::WEEK);
        prop_assert!(abscissas(&drawing.line).is_sorted());
        prop_assert!(abscissas(&drawing.later_line).is_sorted());
        let mut written: Vec<_> = chart.marks.iter().map(|mark| mark.at)
            .filter(|&at| chart.from <= at && at < chart.until).collect();
        written.sort_unstable();
        let mut drawn: Vec<i64> = drawing.marks.iter().map(|mark| mark.x).collect();
        drawn.sort_unstable();
        if chart.from < chart.until {
            prop_assert_eq!(written.len(), drawn.len());
            let span = (chart.until - chart.from).num_seconds();
            for (at, x) in written.iter().zip(drawn) {
                let since = (*at - chart.from).num_seconds();
                prop_assert_eq!(x, since * WIDTH / span.max(60));
            }
        }
    }

    #[test]
    fn no_label_stands_on_another(chart in any_chart()) {
        let drawing = Drawing::new(&chart, Layout::WEEK);
        let mut rows: std::collections::BTreeMap<i64, Vec<(i64, i64)>> = Default::default();
        let labels = drawing.bands.iter().filter_map(|band| band.label.as_ref())
            .chain(drawing.turn.iter().filter_map(|turn| turn.label.as_ref()))
            .chain(&drawing.names)
            .chain(drawing.float.iter().filter_map(|float| float.label.as_ref()));
        for label in labels {
            let length = width_of(&label.text);
            let x = label.x * Layout::WEEK.width / WIDTH;
            let left = match label.anchor {
                Anchor::Start => x,
                Anchor::Middle => x - length / 2,
                Anchor::End => x - length,
            };
            rows.entry(label.y).or_default().push((left, left + length));
        }
        for row in rows.values_mut() {
            row.sort_unstable();
            for pair in row.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0, "{row:?}");
            }
        }
    }
}
