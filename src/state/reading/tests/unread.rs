//! What the device does not give is not asked for again and again.

use super::World;
use crate::state::reading::{Portion, Step};

/// What the device gives where nothing can be read.
fn nothing(world: &World) -> Portion {
    Portion {
        older: false,
        newer: false,
        ..world.portion(0, 0)
    }
}

#[test]
fn what_cannot_be_read_is_asked_for_once_until_it_may_be_there() {
    let mut world = World::new(100, 30, 30);
    let tail = world.tail();
    while world.pane.draw_older(&tail) == Step::Moved {}
    let step = world.pane.draw_older(&tail);
    assert_eq!(step, Step::ReadOlder(tail.spots[0]));
    let portion = nothing(&world);
    world.pane.take(step, portion, &tail);
    assert_eq!(world.pane.draw_older(&tail), Step::Nothing);
    assert!(!world.pane.has_older(&world.pane.line(&tail)));
    assert_eq!(world.pane.hole(&tail), None);
    world.pane.look_again();
    assert_eq!(world.pane.draw_older(&tail), step);
}

#[test]
fn what_the_book_let_go_of_and_cannot_be_read_is_left_out() {
    let mut world = World::new(100, 60, 30);
    world.step(true);
    world.tail_from = 90;
    let tail = world.tail();
    let step = world.pane.hole(&tail).unwrap();
    assert_eq!(step, Step::ReadOlder(tail.spots[0]));
    let portion = nothing(&world);
    world.pane.take(step, portion, &tail);
    assert_eq!(world.pane.hole(&tail), None);

    let mut world = World::new(200, 60, 30);
    while !matches!(world.step(true), Step::ReadOlder(_)) {}
    world.step(true);
    world.tail_from = 195;
    let tail = world.tail();
    let step = world.pane.hole(&tail).unwrap();
    assert!(matches!(step, Step::ReadNewer(_)), "{step:?}");
    let portion = nothing(&world);
    world.pane.take(step, portion, &tail);
    assert_eq!(world.pane.hole(&tail), None, "between two stretches");
}
