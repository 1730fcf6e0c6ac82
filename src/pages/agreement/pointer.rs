//! What a pointer does on the week grid: presses and drags.

use super::board::{Board, Chosen, HOUR, Said, Step};
use super::form::Form;
use super::grid::{End, Refused};
use super::spells::Hours;
use crate::components::week_grid::place::{Grip, grip};
use crate::components::week_grid::{Cell, DAY, Piece, Place, QUARTER, Reach, Spell};

/// Where a window drawn by one press begins: on the hour or the half hour.
const HALF_HOUR: i32 = 30;
/// A pointer that moves less than this has not moved.
const STILL: i32 = 8;

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
pub(super) struct Drag {
    grip: Grip,
    began: Place,
    at: Place,
    moved: bool,
    /// A finger moves only what is chosen; anything else may be the page that
    /// is scrolled.
    only_tap: bool,
}

impl Board {
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
