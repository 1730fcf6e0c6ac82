use proptest::prelude::*;

use super::place::{Grip, grip};
use super::{Block, Cell, DAY, Face, Look, Place, Reach, Spell, svg};

fn spell(day: usize, opens: i32, length: i32) -> Spell {
    Spell {
        window: 0,
        day,
        opens,
        length,
        every_weeks: 1,
    }
}

const FACE: Face = Face {
    left: 50.0,
    top: 100.0,
    width: 700.0,
    height: 480.0,
    from_hour: 8,
    until_hour: 16,
};

#[test]
fn a_point_is_a_place_and_beyond_the_edge_the_nearest() {
    let place = |x, y| {
        let Place { day, minute } = FACE.place(x, y);
        (day, minute)
    };
    assert_eq!(place(50.0, 100.0), (0, 8 * 60));
    assert_eq!(place(149.9, 160.0), (0, 9 * 60));
    assert_eq!(place(150.5, 160.9), (1, 9 * 60));
    assert_eq!(place(749.0, 579.0), (6, 16 * 60 - 1));
    assert_eq!(place(0.0, 0.0), (0, 8 * 60));
    assert_eq!(place(9999.0, 9999.0), (6, 16 * 60));
    let nothing = Face {
        width: 0.0,
        height: 0.0,
        ..FACE
    };
    assert_eq!(nothing.place(70.0, 170.0).day, 0);
}

#[test]
fn a_finger_reaches_further_than_a_mouse() {
    let (mouse, finger) = (FACE.reach(false), FACE.reach(true));
    assert_eq!((mouse.inside, mouse.outside), (7, 0));
    assert!(finger.inside > mouse.inside && finger.outside > 20);
}

#[test]
fn edges_are_taken_at_edges_and_bodies_between() {
    let pieces = spell(2, 600, 120).pieces();
    let reach = Reach {
        inside: 10,
        outside: 20,
    };
    let at = |minute, chosen: bool| {
        let place = Place { day: 2, minute };
        match grip(&pieces, |_| chosen, place, reach) {
            Grip::Empty => "empty",
            Grip::Body(_) => "body",
            Grip::Opening(_) => "opening",
            Grip::Closing(_) => "closing",
        }
    };
    for (minute, plain, chosen) in [
        (579, "empty", "empty"),
        (585, "empty", "opening"),
        (600, "opening", "opening"),
        (609, "opening", "opening"),
        (610, "body", "body"),
        (709, "body", "body"),
        (710, "closing", "closing"),
        (719, "closing", "closing"),
        (720, "empty", "closing"),
        (739, "empty", "closing"),
        (740, "empty", "empty"),
    ] {
        assert_eq!(at(minute, false), plain, "{minute}");
        assert_eq!(at(minute, true), chosen, "{minute}");
    }
    let elsewhere = Place {
        day: 3,
        minute: 660,
    };
    assert_eq!(grip(&pieces, |_| true, elsewhere, reach), Grip::Empty);
}

#[test]
fn across_midnight_only_the_true_ends_are_edges() {
    let pieces = spell(6, 1380, 120).pieces();
    let reach = Reach {
        inside: 10,
        outside: 0,
    };
    let at = |day, minute| grip(&pieces, |_| false, Place { day, minute }, reach);
    assert!(matches!(at(6, 1380), Grip::Opening(_)));
    assert!(matches!(at(6, DAY - 1), Grip::Body(_)));
    assert!(matches!(at(0, 0), Grip::Body(_)));
    assert!(matches!(at(0, 59), Grip::Closing(_)));
}

#[test]
fn short_blocks_can_be_taken_as_a_whole() {
    let pieces = spell(0, 600, 15).pieces();
    let reach = Reach {
        inside: 60,
        outside: 0,
    };
    let middle = Place {
        day: 0,
        minute: 607,
    };
    assert!(matches!(
        grip(&pieces, |_| false, middle, reach),
        Grip::Body(_)
    ));
}

fn block(piece: super::Piece, look: Look) -> Block {
    Block {
        piece,
        look,
        opens: "10:00".into(),
        closes: "12:00".into(),
        note: "every <other> week".into(),
    }
}

#[test]
fn the_drawing_is_text_with_every_block_and_handles_on_the_chosen_one() {
    let piece = spell(1, 600, 120).pieces()[0];
    let drawn = svg(
        &[block(piece, Look::Chosen), block(piece, Look::Plain)],
        8,
        16,
    );
    assert_eq!(drawn.matches("class=\"week-block").count(), 2);
    assert_eq!(drawn.matches("week-handle").count(), 2);
    assert!(drawn.contains(r#"y="25.000%""#), "{drawn}");
    assert!(drawn.contains(r#"height="25.000%""#));
    assert!(drawn.contains("every &lt;other> week"));
    assert!(!drawn.contains("style="));
    let plain = drawn.find("\"week-block\"").expect("plain");
    let chosen = drawn.find("week-chosen").expect("chosen");
    assert!(plain < chosen, "what is chosen lies on top");
    // Out of the hours shown, nothing is drawn.
    assert!(!svg(&[block(piece, Look::Plain)], 13, 16).contains("week-block"));
}

proptest! {
    #[test]
    fn cells_and_places_belong_together(day in 0..7_usize, minute in 0..DAY) {
        let cell = Cell::of(Place { day, minute });
        let begins = cell.begins();
        prop_assert_eq!(cell.index() % 7, day);
        prop_assert!(begins.minute <= minute && minute < begins.minute + 60);
    }

    #[test]
    fn pieces_are_the_whole_spell(day in 0..7_usize, opens in 0..DAY, length in 1..DAY) {
        let spell = spell(day, opens, length);
        let pieces = spell.pieces();
        let sum: i32 = pieces.iter().map(|piece| piece.until - piece.from).sum();
        prop_assert_eq!(sum, length);
        prop_assert!(pieces.iter().all(|p| 0 <= p.from && p.from < p.until && p.until <= DAY));
        prop_assert!(pieces.first().is_some_and(|piece| piece.opens_here));
        prop_assert!(pieces.last().is_some_and(|piece| piece.closes_here));
    }
}
