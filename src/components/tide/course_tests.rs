//! A course: everything in its place.

use super::SpotKind::{Marked, Missed, NoValue, Value};
use super::{Course, CourseDrawing, Spot, SpotKind, course_content};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

fn day(days: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(days)
}

fn spot(at: i64, kind: SpotKind) -> Spot {
    Spot {
        at: day(at),
        kind,
        date: format!("day {at}"),
        label: format!("<{at}>"),
    }
}

fn course(kinds: &[SpotKind]) -> Course {
    let spots = (0..).zip(kinds).map(|(at, kind)| spot(at * 7, *kind));
    Course {
        highest: 27,
        bands: vec![(0, 4, "light".into()), (5, 27, "heavy".into())],
        spots: spots.collect(),
    }
}

#[test]
fn the_line_is_parted_where_nothing_was_answered() {
    let drawing = CourseDrawing::new(&course(&[
        Value(3),
        Value(9),
        Missed,
        Value(4),
        Marked(20),
        NoValue,
        Value(1),
    ]));
    let lengths: Vec<usize> = drawing
        .lines
        .iter()
        .map(|line| line.steps().len())
        .collect();
    assert_eq!(lengths, [2, 2]);
    assert_eq!(drawing.marks.len(), 7);
}

#[test]
fn more_lies_higher_and_later_lies_further() {
    let drawing = CourseDrawing::new(&course(&[Value(0), Value(13), Value(27)]));
    let at: Vec<_> = drawing.marks.iter().map(|(at, ..)| *at).collect();
    assert!(at[0].y > at[1].y && at[1].y > at[2].y);
    assert!(at[0].x < at[1].x && at[1].x < at[2].x);
    // The highest value lies at the top of the highest band.
    assert_eq!(at[2].y, drawing.bands[1].0);
    assert_eq!(at[0].y, drawing.bands[0].1);
}

#[test]
fn a_value_lies_in_its_band() {
    for (value, band) in [(0, 0), (4, 0), (5, 1), (27, 1)] {
        let drawing = CourseDrawing::new(&course(&[Value(value)]));
        let (top, bottom) = drawing.bands[band];
        let y = drawing.marks[0].0.y;
        assert!(top <= y && y <= bottom, "{value}");
    }
}

#[test]
fn the_last_date_is_always_named() {
    let drawing = CourseDrawing::new(&course(&[Value(3); 30]));
    let named = |text: &str| drawing.names.iter().any(|name| name.text == text);
    assert!(named("day 203"));
    assert!(!named("day 196"), "there is no room beside it");
}

#[test]
fn words_stay_words() {
    let mut course = course(&[Value(3)]);
    course.spots[0].label = "<b>".into();
    let content = course_content(&course, "a & b", "");
    assert!(content.contains("&lt;b&gt;") && content.contains("a &amp; b"));
}

#[test]
fn an_empty_course_is_drawn() {
    assert!(course_content(&course(&[]), "", "").ends_with("</svg>"));
}

proptest! {
    #[test]
    fn everything_stays_on_the_sheet(
        values in proptest::collection::vec(proptest::option::of(0_u16..200), 0..60),
        highest in 0_u16..=100,
    ) {
        let kinds: Vec<SpotKind> = values.iter().map(|value| value.map_or(Missed, Value)).collect();
        let drawing = CourseDrawing::new(&Course { highest, ..course(&kinds) });
        for (at, ..) in &drawing.marks {
            prop_assert!((0..=100_000).contains(&at.x));
            prop_assert!((0..=drawing.height).contains(&at.y));
        }
        for (top, bottom) in &drawing.bands {
            prop_assert!((0..=drawing.height).contains(top) && (0..=drawing.height).contains(bottom));
        }
        let joined: usize = drawing.lines.iter().map(|line| line.steps().len()).sum();
        prop_assert!(joined <= kinds.len());
    }
}
