//! What holds of any chart.

use super::{abscissas, numbers};
use crate::components::tide::{
    drawing::{Anchor, WIDTH},
    labels::width_of,
    *,
};
use chrono::{DateTime, Duration, TimeZone as _, Utc};
use proptest::prelude::*;

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
    pub(in crate::components::tide) fn any_chart()(
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
