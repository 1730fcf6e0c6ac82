//! Labels find room, and hide nothing.

use super::{at, chart, window};
use crate::components::tide::*;

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
