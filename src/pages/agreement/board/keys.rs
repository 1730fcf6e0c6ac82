//! What each key does on the week grid.

use super::{Board, Chosen, HOUR, Said, Step, onward};
use crate::{
    components::week_grid::{Cell, Key, Place, QUARTER, Spell},
    pages::agreement::{
        form::Form,
        grid::{End, Refused},
    },
};

/// How far Page up and Page down go.
const PAGE: usize = 4;

impl Board {
    /// A key was pressed; `hours` are those shown.
    pub fn key(&mut self, form: &Form, key: Key, shift: bool, hours: (usize, usize)) -> Step {
        if key == Key::Escape && self.drag.take().is_some() {
            return Step {
                form: None,
                said: Some(Said::Undone),
            };
        }
        match (self.held.is_some(), self.spell(form)) {
            (true, Some(spell)) => self.holding(form, spell, key, shift),
            _ => {
                self.held = None;
                self.walking(form, key, hours)
            }
        }
    }

    /// The focus came to a cell by itself, as screen readers move it.
    pub fn focus(&mut self, cell: Cell) {
        if !self.holds() {
            self.cursor = cell;
        }
    }

    /// A cell was activated: as Enter on it, or the end of holding.
    pub fn activate(&mut self, form: &Form, cell: Cell) -> Step {
        self.cursor = cell;
        self.held = None;
        self.enter(form)
    }

    fn walking(&mut self, form: &Form, key: Key, (first, until): (usize, usize)) -> Step {
        let last = until.saturating_sub(1);
        let Cell { day, hour } = &mut self.cursor;
        match key {
            Key::Up => *hour = hour.saturating_sub(1).max(first),
            Key::Down => *hour = (*hour + 1).min(last),
            Key::Left => *day = day.saturating_sub(1),
            Key::Right => *day = (*day + 1).min(6),
            Key::Home => *day = 0,
            Key::End => *day = 6,
            Key::PageUp => *hour = hour.saturating_sub(PAGE).max(first),
            Key::PageDown => *hour = (*hour + PAGE).min(last),
            Key::Enter => return self.enter(form),
            Key::Delete => return self.delete(form),
            Key::Escape => self.let_go(),
            Key::Undo => {}
        }
        Step::default()
    }

    /// Takes hold of the window in the cursor's cell, or draws one.
    fn enter(&mut self, form: &Form) -> Step {
        let found = self.under_cursor(form);
        if let Some(Spell { window, day, .. }) = found {
            self.hold(form, Chosen { window, day });
            return Step {
                form: None,
                said: found.map(Said::Chosen),
            };
        }
        let step = self.draw_at(form, self.cursor.begins(), HOUR);
        if step.form.is_some() {
            self.held = Some(form.clone());
        }
        step
    }

    fn delete(&mut self, form: &Form) -> Step {
        match self.under_cursor(form) {
            Some(spell) => self.remove(form, spell),
            None => Step::default(),
        }
    }

    /// The chosen window if it lies in the cursor's cell, else the first that
    /// does.
    fn under_cursor(&self, form: &Form) -> Option<Spell> {
        let Place { day, minute } = self.cursor.begins();
        let here = |spell: &Spell| {
            let mut pieces = spell.pieces().into_iter();
            pieces
                .any(|piece| piece.day == day && piece.from < minute + HOUR && minute < piece.until)
        };
        let spells = form.spells();
        let chosen = self.spell(form).filter(here);
        chosen.or_else(|| spells.into_iter().find(here))
    }

    fn hold(&mut self, form: &Form, chosen: Chosen) {
        self.chosen = Some(chosen);
        self.held = Some(form.clone());
    }

    fn holding(&mut self, form: &Form, spell: Spell, key: Key, shift: bool) -> Step {
        let window = spell.window;
        match (key, shift) {
            (Key::Up, false) => self.keep(onward(|n| form.shift(window, -QUARTER * n)), spell),
            (Key::Down, false) => self.keep(onward(|n| form.shift(window, QUARTER * n)), spell),
            (Key::Up, true) => self.keep(form.stretch(window, End::Closing, -QUARTER), spell),
            (Key::Down, true) => self.keep(form.stretch(window, End::Closing, QUARTER), spell),
            (Key::Left, true) => self.keep(form.stretch(window, End::Opening, -QUARTER), spell),
            (Key::Right, true) => self.keep(form.stretch(window, End::Opening, QUARTER), spell),
            (Key::Left, false) => self.carry(form, spell, (0..spell.day).rev()),
            (Key::Right, false) => self.carry(form, spell, spell.day + 1..7),
            (Key::Enter, _) => {
                self.held = None;
                self.cursor = Cell::of(Place {
                    day: spell.day,
                    minute: spell.opens,
                });
                Step {
                    form: None,
                    said: Some(Said::Finished(spell)),
                }
            }
            (Key::Delete, _) => self.remove(form, spell),
            (Key::Escape, _) => {
                let before = self.held.take();
                self.let_go();
                Step {
                    form: before.filter(|before| before != form),
                    said: Some(Said::Undone),
                }
            }
            _ => Step::default(),
        }
    }

    /// To the first of `days` on which there is room for it.
    fn carry(&mut self, form: &Form, spell: Spell, days: impl Iterator<Item = usize>) -> Step {
        let mut refused = None;
        for day in days {
            match form.carry(spell.window, spell.day, day) {
                Ok(form) => {
                    let window = spell.window;
                    self.chosen = Some(Chosen { window, day });
                    return self.keep(Ok(form), spell);
                }
                Err(why) => {
                    refused.get_or_insert(why);
                }
            }
        }
        self.keep(Err(refused.unwrap_or(Refused::NotThere)), spell)
    }
}
