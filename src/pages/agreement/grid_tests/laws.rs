//! What holds on any grid, whatever is done on it.

use super::{ALL_HOURS, EDGES, empty, form_of, hours};
use crate::{
    components::week_grid::{Cell, DAY, Face, Key, Place, Spell},
    pages::agreement::{
        board::{Board, Chosen},
        form::{Form, WindowForm},
        grid::End,
        problem::Field,
    },
};
use proptest::prelude::*;

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
pub(super) fn sound() -> impl Strategy<Value = Form> {
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

pub(super) fn key() -> impl Strategy<Value = (Key, bool)> {
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
