//! What keys and pointers do on the grid.

use super::{ALL_HOURS, EDGES, NO_REACH, empty, form_of, window};
use crate::{
    components::week_grid::{Cell, Key, Place},
    pages::agreement::{
        board::{Board, Said},
        form::Form,
        grid::Refused,
        history::{History, Kind},
        problem::Field,
    },
};

/// Presses keys one after the other; the form and the last thing said.
fn pressed(form: &Form, board: &mut Board, keys: &[(Key, bool)]) -> (Form, Option<Said>) {
    let (mut form, mut said) = (form.clone(), None);
    for (key, shift) in keys {
        let step = board.key(&form, *key, *shift, ALL_HOURS);
        form = step.form.unwrap_or(form);
        said = step.said;
    }
    (form, said)
}

const UP: (Key, bool) = (Key::Up, false);
const DOWN: (Key, bool) = (Key::Down, false);
const LEFT: (Key, bool) = (Key::Left, false);
const RIGHT: (Key, bool) = (Key::Right, false);
const ENTER: (Key, bool) = (Key::Enter, false);
const ESCAPE: (Key, bool) = (Key::Escape, false);
const DELETE: (Key, bool) = (Key::Delete, false);
const LONGER: (Key, bool) = (Key::Down, true);
const EARLIER_START: (Key, bool) = (Key::Left, true);

#[test]
fn the_keyboard_draws_moves_stretches_and_removes() {
    let mut board = Board::at(Cell { day: 0, hour: 15 });
    let (form, said) = pressed(&empty(), &mut board, &[RIGHT, DOWN, ENTER]);
    assert_eq!(form.windows, [window(&[1], "16:00", "17:00")]);
    assert!(matches!(said, Some(Said::Drawn(_))));
    let keys = [DOWN, LONGER, LONGER, EARLIER_START, RIGHT];
    let (form, said) = pressed(&form, &mut board, &keys);
    assert_eq!(form.windows, [window(&[2], "16:00", "17:45")]);
    assert!(matches!(said, Some(Said::Now(spell)) if spell.day == 2));
    let (form, said) = pressed(&form, &mut board, &[ENTER]);
    assert!(matches!(said, Some(Said::Finished(_))));
    assert_eq!(board.cursor, Cell { day: 2, hour: 16 });
    // Put down, the arrows move the cursor; the window stays.
    let (form, _) = pressed(&form, &mut board, &[DOWN, LEFT, RIGHT]);
    assert_eq!(form.windows, [window(&[2], "16:00", "17:45")]);
    let (back, said) = pressed(&form, &mut board, &[ENTER, DOWN, RIGHT, ESCAPE]);
    assert_eq!((back, said), (form.clone(), Some(Said::Undone)));
    let (form, said) = pressed(&form, &mut board, &[DELETE]);
    assert!(form.windows.is_empty());
    assert!(matches!(said, Some(Said::Removed(_))));
}

#[test]
fn a_window_goes_past_its_neighbours() {
    let form = form_of(&[
        window(&[0], "10:00", "11:00"),
        window(&[0], "11:15", "12:00"),
        window(&[1], "10:00", "12:00"),
    ]);
    let mut board = Board::at(Cell { day: 0, hour: 10 });
    let (held, _) = pressed(&form, &mut board, &[ENTER, DOWN]);
    assert_eq!(held.windows[0].opens, "10:15");
    let (past, _) = pressed(&held, &mut board, &[DOWN]);
    assert_eq!(past.windows[0].opens, "12:00");
    let (back, _) = pressed(&past, &mut board, &[UP, UP]);
    assert_eq!(back, form);
    let (over, said) = pressed(&form, &mut board, &[RIGHT]);
    assert_eq!(over.windows[0], window(&[2], "10:00", "11:00"));
    assert!(matches!(said, Some(Said::Now(_))));
    let (_, said) = pressed(
        &form,
        &mut Board::at(Cell { day: 0, hour: 10 }),
        &[ENTER, LEFT],
    );
    assert_eq!(said, Some(Said::Refused(Refused::NotThere)));
}

#[test]
fn a_press_draws_as_much_as_there_is_room_for() {
    let form = form_of(&[window(&[0], "15:20", "17:00")]);
    let at = |minute| Place { day: 0, minute };
    let tapped = |form: &Form, minute| {
        let mut board = Board::default();
        board.down(form, at(minute), EDGES, true);
        let step = board.up(form);
        (step.form.map(|form| form.windows), board)
    };
    let (windows, board) = tapped(&form, 14 * 60 + 50);
    let windows = windows.expect("drawn");
    assert_eq!(windows[1], window(&[0], "14:30", "15:20"));
    // Pressed again beside it, it is let go of and nothing is drawn.
    let form = form_of(&windows);
    let mut again = board;
    again.down(&form, at(10 * 60), EDGES, true);
    assert_eq!(again.up(&form).form, None);
    assert_eq!(again.chosen, None);
    let (late, _) = tapped(&empty(), 23 * 60 + 50);
    assert_eq!(late.expect("drawn"), [window(&[0], "23:30", "00:00")]);
}

#[test]
fn a_finger_moves_only_what_is_chosen() {
    let form = form_of(&[window(&[0], "15:00", "17:00")]);
    let at = |minute| Place { day: 0, minute };
    let mut board = Board::default();
    board.down(&form, at(16 * 60), EDGES, true);
    assert_eq!(board.drag(&form, at(18 * 60)), None);
    assert_eq!(board.up(&form).form, None);
    board.down(&form, at(16 * 60), EDGES, true);
    assert!(board.up(&form).said.is_some());
    board.down(&form, at(16 * 60), EDGES, true);
    let underway = board.drag(&form, at(18 * 60)).expect("moves");
    assert_eq!(underway.form.windows, [window(&[0], "17:00", "19:00")]);
    // The browser may take the finger away: nothing has happened.
    board.cancel();
    assert_eq!(board.up(&form).form, None);
    // The handle of what is chosen reaches out of it.
    board.down(&form, at(17 * 60 + 20), EDGES, true);
    board.drag(&form, at(18 * 60 + 20));
    let step = board.up(&form);
    let windows = step.form.expect("stretched").windows;
    assert_eq!(windows, [window(&[0], "15:00", "18:00")]);
}

#[test]
fn dragged_sideways_one_day_moves_and_up_and_down_all() {
    let form = form_of(&[window(&[0, 2], "15:00", "17:00")]);
    let dragged = |from: Place, to: Place| {
        let mut board = Board::default();
        board.down(&form, from, NO_REACH, false);
        board.drag(&form, to);
        board.up(&form).form.map(|form| form.windows)
    };
    let at = |day, minute| Place { day, minute };
    assert_eq!(
        dragged(at(0, 960), at(3, 1020)),
        Some(vec![window(&[2, 3], "16:00", "18:00")])
    );
    // Its own Wednesday is in the way: only the hours change.
    assert_eq!(
        dragged(at(0, 960), at(2, 1020)),
        Some(vec![window(&[0, 2], "16:00", "18:00")])
    );
    assert_eq!(
        dragged(at(0, 960), at(0, 0)),
        Some(vec![window(&[0, 2], "00:00", "02:00")])
    );
    assert_eq!(dragged(at(0, 960), at(0, 963)), None);
}

#[test]
fn a_drag_into_another_window_changes_nothing_and_says_so() {
    let form = form_of(&[
        window(&[0], "10:00", "11:00"),
        window(&[0], "12:00", "13:00"),
    ]);
    let at = |minute| Place { day: 0, minute };
    let mut board = Board::default();
    board.down(&form, at(630), NO_REACH, false);
    let underway = board.drag(&form, at(720)).expect("shown");
    assert_eq!(underway.form, form);
    assert_eq!(underway.refused.map(|spell| spell.opens), Some(690));
    let step = board.up(&form);
    assert_eq!(step.form, None);
    assert!(matches!(step.said, Some(Said::Refused(Refused::Taken(_)))));
    // A new one ends where the next begins.
    board.down(&form, at(11 * 60 + 7), NO_REACH, false);
    board.drag(&form, at(15 * 60));
    let windows = board.up(&form).form.expect("drawn").windows;
    assert_eq!(windows[2], window(&[0], "11:00", "12:00"));
}

#[test]
fn changes_are_taken_back_one_by_one_and_typing_as_a_whole() {
    let mut history = History::default();
    let mut form = empty();
    let mut change = |form: &mut Form, kind, zone: &str| {
        history.note(kind, form.clone());
        form.zone = zone.into();
    };
    for (kind, zone) in [
        (Kind::Once, "a"),
        (Kind::Typed(Field::Zone), "b"),
        (Kind::Typed(Field::Zone), "bc"),
        (Kind::Once, "d"),
        (Kind::Once, "d"),
        (Kind::Held, "e"),
        (Kind::Held, "f"),
    ] {
        change(&mut form, kind, zone);
    }
    history.seal();
    history.note(Kind::Held, form.clone());
    form.zone = "g".into();
    let mut zones = Vec::new();
    while let Some(before) = history.undo(&form) {
        form = before;
        zones.push(form.zone.clone());
    }
    assert_eq!(zones, ["f", "d", "bc", "a", "Europe/Berlin"]);
    assert!(!history.can_undo(&form));
}
