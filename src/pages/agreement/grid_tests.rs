//! The week grid: whatever is done on it, the form stays one that the fields
//! can show and that both sides could agree to.

use holdfast_rhythm::{Agreement, Tz};
use proptest::prelude::*;

use super::board::{Board, Chosen, Said};
use super::form::{Form, Template, WindowForm};
use super::grid::{End, Refused};
use super::history::{History, Kind};
use super::problem::Field;
use super::spells::Hours;
use crate::components::week_grid::{Cell, DAY, Face, Key, Place, Reach, Spell};

const NO_REACH: Reach = Reach {
    inside: 0,
    outside: 0,
};
const EDGES: Reach = Reach {
    inside: 10,
    outside: 30,
};
const ALL_HOURS: (usize, usize) = (0, 24);

fn empty() -> Form {
    Form::new(
        Template::Own,
        Tz::Europe__Berlin,
        "2026-11-23".parse().expect("a date"),
    )
}

fn window(days: &[usize], opens: &str, closes: &str) -> WindowForm {
    let mut on = [false; 7];
    for day in days {
        on[*day] = true;
    }
    WindowForm {
        days: on,
        opens: opens.into(),
        closes: closes.into(),
        every_weeks: 1,
    }
}

fn form_of(windows: &[WindowForm]) -> Form {
    Form {
        windows: windows.to_vec(),
        ..empty()
    }
}

fn hours(opens: i32, length: i32) -> Hours {
    Hours { opens, length }
}

#[test]
fn windows_lie_where_their_fields_say() {
    let form = form_of(&[
        window(&[0, 2], "15:00", "17:00"),
        window(&[6], "22:30", "00:30"),
        window(&[1], "00:00", "00:00"),
        window(&[3], "", "10:00"),
        window(&[4], "10:00", "10:00"),
    ]);
    let spells: Vec<_> = form
        .spells()
        .iter()
        .map(|spell| (spell.window, spell.day, spell.opens, spell.length))
        .collect();
    assert_eq!(
        spells,
        [
            (0, 0, 900, 120),
            (0, 2, 900, 120),
            (1, 6, 1350, 120),
            (2, 1, 0, DAY),
        ]
    );
    let pieces = form.spells()[2].pieces();
    let shown: Vec<_> = pieces.iter().map(|p| (p.day, p.from, p.until)).collect();
    assert_eq!(shown, [(6, 1350, DAY), (0, 0, 30)]);
}

#[test]
fn what_has_no_room_is_refused_with_its_reason() {
    let form = form_of(&[
        window(&[0, 2], "15:00", "17:00"),
        window(&[0], "10:00", "11:00"),
        window(&[6], "23:00", "01:00"),
    ]);
    let taken = |window, day| Refused::Taken(form.spell(window, day).expect("there"));
    assert_eq!(form.shift(1, 5 * 60), Err(taken(0, 0)));
    assert_eq!(form.stretch(1, End::Closing, 5 * 60), Err(taken(0, 0)));
    assert_eq!(form.shift(1, -11 * 60), Err(Refused::PastTheDay));
    assert_eq!(form.stretch(1, End::Closing, -60), Err(Refused::TooShort));
    assert_eq!(
        form.stretch(1, End::Closing, 24 * 60),
        Err(Refused::TooLong)
    );
    assert_eq!(form.carry(0, 0, 2), Err(taken(0, 2)));
    // Sunday night reaches into Monday.
    assert_eq!(form.draw(0, hours(30, 60)), Err(taken(2, 6)));
    assert_eq!(form.shift(9, 15), Err(Refused::NotThere));
    assert_eq!(form.draw(9, hours(30, 60)), Err(Refused::NotThere));
    let mut full = empty();
    full.windows = (0..64).map(|_| window(&[0], "", "")).collect();
    assert_eq!(full.draw(0, hours(30, 60)), Err(Refused::Full));
}

#[test]
fn a_clash_that_was_typed_can_be_moved_apart() {
    let form = form_of(&[
        window(&[0], "15:00", "17:00"),
        window(&[0], "16:00", "18:00"),
    ]);
    let half_way = form.shift(1, 30).expect("on its way out");
    let out = half_way.shift(1, 30).expect("out");
    assert_eq!(out.windows[1].opens, "17:00");
    assert!(matches!(out.shift(1, -15), Err(Refused::Taken(_))));
}

#[test]
fn one_day_goes_its_own_way() {
    let form = form_of(&[window(&[0, 1, 2], "15:00", "17:00")]);
    let (apart, number) = form.apart(0, 1).expect("apart");
    assert_eq!(
        apart.windows,
        [
            window(&[0, 2], "15:00", "17:00"),
            window(&[1], "15:00", "17:00"),
        ]
    );
    let moved = apart.shift(number, -60).expect("earlier");
    assert_eq!(moved.windows[0], apart.windows[0]);
    assert_eq!(apart.apart(number, 1), Ok((apart.clone(), number)));
    assert_eq!(apart.clone().without(1, 1).windows, apart.windows[..1]);
}

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

/// Windows as somebody may type them.
fn any_window() -> impl Strategy<Value = WindowForm> {
    let time = (0..24_u32, 0..60_u32).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
    let days = prop::array::uniform7(prop::bool::weighted(0.3));
    (days, time.clone(), time, 1..4_u32).prop_map(|(days, opens, closes, every_weeks)| WindowForm {
        days,
        opens,
        closes,
        every_weeks,
    })
}

/// A form that both sides could agree to.
fn sound() -> impl Strategy<Value = Form> {
    prop::collection::vec(any_window(), 0..6).prop_map(|windows| {
        let mut form = empty();
        for window in windows {
            if window.hours().is_none() || window.days == [false; 7] {
                continue;
            }
            form.windows.push(window);
            if form.clash(form.windows.len() - 1).is_some() {
                form.windows.pop();
            }
        }
        form
    })
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![Just(End::Opening), Just(End::Closing)]
}

/// No two windows at once, none without time, and the fields show them: the
/// document made of the form gives the same form.
fn check(form: &Form) -> Result<(), TestCaseError> {
    if form.windows.is_empty() {
        return Ok(());
    }
    let agreement = form
        .agreement(1, None, "2026-11-22T11:00:00Z".parse().expect("an instant"))
        .map_err(|problems| TestCaseError::fail(format!("{problems:?} in {form:?}")))?;
    let document = agreement.document();
    let again = Form::change(document, document.effective_from);
    prop_assert_eq!(&again.windows, &form.windows);
    Ok(())
}

fn key() -> impl Strategy<Value = (Key, bool)> {
    let keys = [
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Enter,
        Key::Enter,
        Key::Delete,
        Key::Escape,
    ];
    (prop::sample::select(keys.to_vec()), any::<bool>())
}

fn place() -> impl Strategy<Value = Place> {
    (0..7_usize, 0..=DAY).prop_map(|(day, minute)| Place { day, minute })
}

proptest! {
    /// Two windows clash here exactly where an agreement refuses them.
    #[test]
    fn clashes_are_those_that_an_agreement_refuses(
        windows in prop::collection::vec(any_window(), 1..5)
    ) {
        let form = form_of(&windows);
        prop_assume!(form.windows.iter().all(|w| w.hours().is_some() && w.days != [false; 7]));
        let here = (0..windows.len()).any(|window| form.clash(window).is_some());
        let now = "2026-11-22T11:00:00Z".parse().expect("an instant");
        let there = form.agreement(1, None, now).is_err_and(|problems| {
            problems.iter().any(|problem| matches!(problem.field, Field::Window(_)))
        });
        prop_assert_eq!(here, there);
    }

    #[test]
    fn every_edit_gives_a_form_that_the_fields_can_show(
        form in sound(),
        window in 0..6_usize,
        (from, to) in (0..7_usize, 0..7_usize),
        minutes in -1500..1500_i32,
        end in end(),
    ) {
        let drawn = form.draw(from, hours(minutes, minutes / 3));
        let edits = [
            drawn.map(|(form, _)| form),
            form.shift(window, minutes),
            form.stretch(window, end, minutes),
            form.carry(window, from, to),
            form.with_day(window, to, true),
            form.apart(window, from).map(|(form, _)| form),
            Ok(form.clone().without(window, from)),
        ];
        for form in edits.into_iter().flatten() {
            check(&form)?;
        }
    }

    #[test]
    fn there_and_back_is_the_same_form(
        form in sound(),
        window in 0..6_usize,
        (from, to) in (0..7_usize, 0..7_usize),
        minutes in -1500..1500_i32,
        end in end(),
    ) {
        if let Ok(moved) = form.shift(window, minutes) {
            prop_assert_eq!(moved.shift(window, -minutes), Ok(form.clone()));
        }
        let stretched = form.stretch(window, end, minutes);
        // What was typed shorter than a quarter of an hour may grow, not shrink.
        let long = form.windows.get(window).and_then(WindowForm::hours).is_some_and(|h| h.length >= 15);
        if let (Ok(stretched), true) = (stretched, long) {
            prop_assert_eq!(stretched.stretch(window, end, -minutes), Ok(form.clone()));
        }
        if form.spell(window, from).is_some()
            && let Ok(carried) = form.carry(window, from, to)
        {
            prop_assert_eq!(carried.carry(window, to, from), Ok(form.clone()));
        }
        if form.spell(window, to).is_none()
            && let Ok(copied) = form.with_day(window, to, true)
        {
            prop_assert_eq!(copied.without(window, to), form.clone());
        }
    }

    /// Whatever is pressed, and Escape takes back what was done in one hold.
    #[test]
    fn the_keyboard_never_makes_an_unsound_form(
        form in sound(),
        start in (0..7_usize, 0..24_usize),
        keys in prop::collection::vec(key(), 0..40),
    ) {
        let mut board = Board::at(Cell { day: start.0, hour: start.1 });
        let mut now = form;
        let mut taken = None;
        for (key, shift) in keys {
            let held = board.holds();
            let step = board.key(&now, key, shift, ALL_HOURS);
            if key == Key::Escape && held {
                prop_assert_eq!(step.form.as_ref().or(Some(&now)), taken.as_ref());
            }
            if !held && board.holds() {
                taken = Some(now.clone());
            }
            let said_nothing = step.said.is_none();
            if let Some(form) = step.form {
                check(&form)?;
                prop_assert!(form == now || !said_nothing, "a change without a word");
                now = form;
            }
        }
    }

    #[test]
    fn a_step_and_the_step_back_is_the_same_form(
        form in sound(),
        pick in 0..20_usize,
        way in 0..2_usize,
    ) {
        let spells = form.spells();
        let Some(Spell { window, day, .. }) = spells.get(pick % spells.len().max(1)).copied() else {
            return Ok(());
        };
        let mut board = Board::default();
        board.choose(Chosen { window, day });
        let quarters = [1, -1][way];
        let there = board.nudge(&form, None, quarters);
        if let Some(moved) = there.form {
            check(&moved)?;
            prop_assert_eq!(board.nudge(&moved, None, -quarters).form, Some(form));
        }
    }

    /// Wherever a pointer goes down, moves and comes up.
    #[test]
    fn a_drag_never_makes_an_unsound_form(
        form in sound(),
        (from, way, to) in (place(), prop::collection::vec(place(), 0..4), place()),
        finger in any::<bool>(),
        chosen in prop::option::of((0..6_usize, 0..7_usize)),
    ) {
        let mut board = Board::default();
        if let Some((window, day)) = chosen {
            board.choose(Chosen { window, day });
        }
        board.down(&form, from, EDGES, finger);
        for at in way.into_iter().chain([to]) {
            if let Some(underway) = board.drag(&form, at) {
                check(&underway.form)?;
            }
        }
        let step = board.up(&form);
        if let Some(after) = step.form {
            check(&after)?;
            prop_assert!(step.said.is_some());
        }
    }

    /// What is seen while dragging is what comes of it; back where it began
    /// nothing has changed.
    #[test]
    fn a_drag_there_and_back_changes_nothing(
        form in sound(),
        (pick, share) in (0..20_usize, 0..100_i32),
        to in place(),
    ) {
        let spells = form.spells();
        let Some(spell) = spells.get(pick % spells.len().max(1)) else {
            return Ok(());
        };
        let piece = spell.pieces()[0];
        let from = Place {
            day: piece.day,
            minute: piece.from + (piece.until - piece.from - 1) * share / 100,
        };
        let mut board = Board::default();
        board.down(&form, from, EDGES, false);
        board.drag(&form, to);
        board.drag(&form, from);
        let after = board.up(&form).form;
        prop_assert_eq!(after.unwrap_or_else(|| form.clone()), form);
    }

    #[test]
    fn a_pointer_is_always_somewhere_in_the_week(
        (x, y) in (-2000.0..4000.0_f64, -2000.0..4000.0_f64),
        (width, height) in (0.0..1500.0_f64, 0.0..1500.0_f64),
        (from_hour, hours) in (0..23_usize, 1..24_usize),
    ) {
        let face = Face {
            left: 40.0,
            top: 100.0,
            width,
            height,
            from_hour,
            until_hour: (from_hour + hours).min(24),
        };
        let Place { day, minute } = face.place(x, y);
        prop_assert!(day < 7 && (0..=DAY).contains(&minute));
        let until = i32::try_from(face.until_hour).expect("few") * 60;
        prop_assert!(minute <= until);
    }
}

#[test]
fn a_document_is_what_the_grid_shows() {
    let form = form_of(&[window(&[5], "22:30", "00:30")]);
    let json = form
        .agreement(1, None, "2026-11-22T11:00:00Z".parse().expect("an instant"))
        .map(|agreement| agreement.to_json());
    let again = Agreement::parse(&json.expect("sound")).expect("sound");
    let document = again.document();
    assert_eq!(Form::change(document, document.effective_from), form);
}
