//! Who works on the week grid, and how: the keyboard's cursor and the window
//! that is chosen. Pure: a key (or a pointer, in `pointer`) comes in, another
//! form and something to say come out.

use super::form::Form;
use super::grid::{End, Refused};
use super::pointer::Drag;
use super::spells::Hours;
use crate::components::week_grid::{Cell, DAY, Key, Place, QUARTER, Spell};

/// What one press draws.
pub(super) const HOUR: i32 = 60;
/// How far Page up and Page down go.
const PAGE: usize = 4;

/// A window on one of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Its number.
    pub window: usize,
    /// Monday 0.
    pub day: usize,
}

/// What is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A new window is there, and chosen.
    Drawn(Spell),
    /// A window is chosen; the arrow keys move it.
    Chosen(Spell),
    /// It moved, or changed its length.
    Now(Spell),
    /// The keys move the cursor again.
    Finished(Spell),
    /// A day of a window is gone.
    Removed(Spell),
    /// As it was before.
    Undone,
    /// Nothing changed, and why.
    Refused(Refused),
}

/// What comes of a key or a pointer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// Another form.
    pub form: Option<Form>,
    /// Something to say.
    pub said: Option<Said>,
}

/// The state of the grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// The keyboard's cell.
    pub cursor: Cell,
    /// The window that is chosen: it shows its handles, and what can be done
    /// with it stands under the grid.
    pub chosen: Option<Chosen>,
    /// The form as it was when the keyboard took hold of what is chosen; the
    /// arrow keys move the window while there is one.
    pub(super) held: Option<Form>,
    pub(super) drag: Option<Drag>,
}

impl Board {
    /// The keyboard begins at `cursor`.
    #[must_use]
    pub fn at(cursor: Cell) -> Self {
        Self {
            cursor,
            ..Self::default()
        }
    }

    /// Whether the arrow keys move a window.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.held.is_some()
    }

    /// The chosen window in `form`; none if it is gone.
    #[must_use]
    pub fn spell(&self, form: &Form) -> Option<Spell> {
        let Chosen { window, day } = self.chosen?;
        form.spell(window, day)
    }

    /// Lets go of what is chosen.
    pub fn let_go(&mut self) {
        self.chosen = None;
        self.held = None;
        self.drag = None;
    }

    /// The focus left the grid: what is chosen stays so, the arrow keys no
    /// longer move it.
    pub fn leave(&mut self) {
        self.held = None;
    }

    /// Chooses a window without taking hold of it.
    pub fn choose(&mut self, chosen: Chosen) {
        self.chosen = Some(chosen);
        self.held = None;
    }

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

    /// Takes a window out of one of its days.
    pub fn remove(&mut self, form: &Form, spell: Spell) -> Step {
        self.let_go();
        Step {
            form: Some(form.clone().without(spell.window, spell.day)),
            said: Some(Said::Removed(spell)),
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

    /// What comes of an edit of the chosen window, `spell` before.
    fn keep(&self, edited: Result<Form, Refused>, spell: Spell) -> Step {
        match edited {
            Ok(form) => Step {
                said: Some(Said::Now(self.spell(&form).unwrap_or(spell))),
                form: Some(form),
            },
            Err(why) => Step {
                form: None,
                said: Some(Said::Refused(why)),
            },
        }
    }

    /// Moves the chosen window or one of its ends by quarters of an hour, as
    /// the buttons under the grid do.
    pub fn nudge(&mut self, form: &Form, end: Option<End>, quarters: i32) -> Step {
        let Some(spell) = self.spell(form) else {
            return Step::default();
        };
        let minutes = QUARTER * quarters;
        let edited = match end {
            None => onward(|n| form.shift(spell.window, minutes * n)),
            Some(end) => form.stretch(spell.window, end, minutes),
        };
        self.keep(edited, spell)
    }

    /// A window of `length` from `at` on, or as much of it as there is room for.
    pub(super) fn draw_at(&mut self, form: &Form, at: Place, length: i32) -> Step {
        let within = (at.minute..at.minute + HOUR).step_by(15);
        let gap = within.into_iter().find_map(|minute| {
            let (from, until) = form.gap(at.day, minute)?;
            let from = from.max(at.minute);
            (until - from >= QUARTER).then_some((from, until))
        });
        let Some((opens, until)) = gap else {
            return Step {
                form: None,
                said: Some(Said::Refused(Refused::TooShort)),
            };
        };
        let length = length.min(until - opens);
        match form.draw(at.day, Hours { opens, length }) {
            Ok((form, window)) => {
                let day = at.day;
                self.chosen = Some(Chosen { window, day });
                Step {
                    said: form.spell(window, day).map(Said::Drawn),
                    form: Some(form),
                }
            }
            Err(why) => Step {
                form: None,
                said: Some(Said::Refused(why)),
            },
        }
    }
}

/// The first step that leads to where there is room: past other windows, up to
/// the edge of the day.
fn onward(step: impl Fn(i32) -> Result<Form, Refused>) -> Result<Form, Refused> {
    let mut taken = None;
    for number in 1..=DAY / QUARTER {
        match step(number) {
            Err(why @ Refused::Taken(_)) => {
                taken.get_or_insert(why);
            }
            // At the edge of the day, what stood in the way is the reason.
            Err(why) => return Err(taken.unwrap_or(why)),
            edited => return edited,
        }
    }
    Err(taken.unwrap_or(Refused::NotThere))
}
