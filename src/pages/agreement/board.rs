//! Who works on the week grid, and how: the keyboard's cursor, the window that
//! is chosen, the drag that is under way. Pure: a key or a pointer comes in,
//! another form and something to say come out.

use super::form::Form;
use super::grid::{End, Refused};
use super::spells::Hours;
use crate::components::week_grid::place::{Grip, grip};
use crate::components::week_grid::{Cell, DAY, Key, Piece, Place, QUARTER, Reach, Spell};

/// What one press draws.
const HOUR: i32 = 60;
/// Where a window drawn by one press begins: on the hour or the half hour.
const HALF_HOUR: i32 = 30;
/// A pointer that moves less than this has not moved.
const STILL: i32 = 8;
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

/// What is drawn while a pointer drags.
#[derive(Debug, Clone, PartialEq)]
pub struct Underway {
    /// The form as it would be.
    pub form: Form,
    /// Where the window would go, and cannot.
    pub refused: Option<Spell>,
}

/// A drag: what was taken, where, and where the pointer is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drag {
    grip: Grip,
    began: Place,
    at: Place,
    moved: bool,
    /// A finger moves only what is chosen; anything else may be the page that
    /// is scrolled.
    only_tap: bool,
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
    held: Option<Form>,
    drag: Option<Drag>,
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

    /// A pointer went down; says whether it moves something from now on.
    pub fn down(&mut self, form: &Form, at: Place, reach: Reach, finger: bool) -> bool {
        self.held = None;
        let chosen = self.spell(form);
        let pieces: Vec<Piece> = form.spells().iter().flat_map(Spell::pieces).collect();
        let is_chosen = |piece: &Piece| Some(piece.spell) == chosen;
        let grip = grip(&pieces, is_chosen, at, reach);
        let held = match grip {
            Grip::Empty => false,
            Grip::Body(piece) | Grip::Opening(piece) | Grip::Closing(piece) => is_chosen(&piece),
        };
        if !finger {
            self.cursor = Cell::of(at);
        }
        self.drag = Some(Drag {
            grip,
            began: at,
            at,
            moved: false,
            only_tap: finger && !held,
        });
        held || !finger
    }

    /// It moved: what is to be drawn meanwhile.
    pub fn drag(&mut self, form: &Form, at: Place) -> Option<Underway> {
        let drag = self.drag.as_mut()?;
        drag.at = at;
        let far = (at.minute - drag.began.minute).abs() >= STILL || at.day != drag.began.day;
        drag.moved |= far;
        let drag = *drag;
        if drag.only_tap || !drag.moved {
            return None;
        }
        Some(match dragged(form, drag) {
            Ok((form, _)) => Underway {
                form,
                refused: None,
            },
            Err((_, spell)) => Underway {
                form: form.clone(),
                refused: Some(spell),
            },
        })
    }

    /// It went up.
    pub fn up(&mut self, form: &Form) -> Step {
        let Some(drag) = self.drag.take() else {
            return Step::default();
        };
        if !drag.moved {
            return self.tap(form, drag);
        }
        if drag.only_tap {
            return Step::default();
        }
        match dragged(form, drag) {
            Ok((after, chosen)) => {
                self.chosen = Some(chosen);
                let spell = after.spell(chosen.window, chosen.day);
                let drawn = drag.grip == Grip::Empty;
                let said = spell.map(if drawn { Said::Drawn } else { Said::Now });
                Step {
                    form: Some(after),
                    said,
                }
            }
            Err((why, _)) => Step {
                form: None,
                said: Some(Said::Refused(why)),
            },
        }
    }

    /// The browser took it away.
    pub fn cancel(&mut self) {
        self.drag = None;
    }

    /// A press without a drag: chooses what is there; on empty ground lets go
    /// of what is chosen, or else draws an hour.
    fn tap(&mut self, form: &Form, drag: Drag) -> Step {
        match drag.grip {
            Grip::Body(piece) | Grip::Opening(piece) | Grip::Closing(piece) => {
                let Spell { window, day, .. } = piece.spell;
                self.choose(Chosen { window, day });
                Step {
                    form: None,
                    said: Some(Said::Chosen(piece.spell)),
                }
            }
            Grip::Empty if self.spell(form).is_some() => {
                self.let_go();
                Step::default()
            }
            Grip::Empty => {
                let minute = drag.at.minute / HALF_HOUR * HALF_HOUR;
                let at = Place { minute, ..drag.at };
                self.draw_at(form, at, HOUR)
            }
        }
    }

    /// A window of `length` from `at` on, or as much of it as there is room for.
    fn draw_at(&mut self, form: &Form, at: Place, length: i32) -> Step {
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

type Dragged = Result<(Form, Chosen), (Refused, Spell)>;

/// What a drag makes of the form, or why not and what was wanted.
fn dragged(form: &Form, drag: Drag) -> Dragged {
    let by = quarters(drag.at.minute - drag.began.minute);
    match drag.grip {
        Grip::Empty => drawn(form, drag),
        Grip::Opening(piece) => stretched(form, piece.spell, End::Opening, by),
        Grip::Closing(piece) => stretched(form, piece.spell, End::Closing, by),
        Grip::Body(piece) => moved(form, piece.spell, drag, by),
    }
}

/// The nearest multiple of a quarter of an hour.
fn quarters(minutes: i32) -> i32 {
    (minutes + QUARTER / 2).div_euclid(QUARTER) * QUARTER
}

/// From where the drag began to where it is, as far as there is room.
fn drawn(form: &Form, drag: Drag) -> Dragged {
    let (began, at) = (drag.began.minute, drag.at.minute);
    let (day, low, high) = (drag.began.day, began.min(at), began.max(at));
    let (from, until) = form.gap(day, began).unwrap_or((low, high));
    let opens = quarters(low).max(from);
    let closes = quarters(high).max(opens + QUARTER).min(until);
    let hours = Hours {
        opens,
        length: closes - opens,
    };
    let wanted = Spell {
        window: form.windows.len(),
        day,
        opens,
        length: hours.length,
        every_weeks: 1,
    };
    let drawn = if hours.length < QUARTER {
        Err(Refused::TooShort)
    } else {
        form.draw(day, hours)
    };
    drawn
        .map(|(form, window)| (form, Chosen { window, day }))
        .map_err(|why| (why, wanted))
}

fn stretched(form: &Form, spell: Spell, end: End, by: i32) -> Dragged {
    let Spell { window, day, .. } = spell;
    let wanted = match end {
        End::Opening => Spell {
            opens: spell.opens + by,
            length: spell.length - by,
            ..spell
        },
        End::Closing => Spell {
            length: spell.length + by,
            ..spell
        },
    };
    form.stretch(window, end, by)
        .map(|form| (form, Chosen { window, day }))
        .map_err(|why| (why, wanted))
}

/// Up and down moves the window on all its days, sideways this one day; where
/// only one of the two has room, only that.
fn moved(form: &Form, spell: Spell, drag: Drag, by: i32) -> Dragged {
    let Spell { window, day, .. } = spell;
    let last = DAY - QUARTER;
    let by = (spell.opens + by).clamp(0, last.max(spell.opens)) - spell.opens;
    let columns = |day: usize| i32::try_from(day).unwrap_or(0);
    // A piece after midnight lies a column on from the day it belongs to.
    let to = columns(day) + columns(drag.at.day) - columns(drag.began.day);
    let to = usize::try_from(to.clamp(0, 6)).unwrap_or(day);
    let wanted = Spell {
        day: to,
        opens: spell.opens + by,
        ..spell
    };
    let there = |form: Form, day| (form, Chosen { window, day });
    // Carried first, or a sibling's neighbour would stand in the way.
    let both = match form.carry(window, day, to) {
        Ok(form) => form.shift(window, by),
        Err(why) => form
            .shift(window, by)
            .and_then(|form| form.carry(window, day, to))
            .map_err(|_| why),
    };
    match both {
        Ok(form) => Ok(there(form, to)),
        Err(why) => match form.shift(window, by) {
            Ok(form) if to != day => Ok(there(form, day)),
            _ => Err((why, wanted)),
        },
    }
}
