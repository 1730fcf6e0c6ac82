//! Who works on the week grid, and how: the keyboard's cursor and the window
//! that is chosen. Pure: a key (or a pointer, in `pointer`) comes in, another
//! form and something to say come out.

mod keys;

use super::{
    form::Form,
    grid::{End, Refused},
    pointer::Drag,
    spells::Hours,
};
use crate::components::week_grid::{Cell, DAY, Place, QUARTER, Spell};

/// What one press draws.
pub(super) const HOUR: i32 = 60;

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

    /// Takes a window out of one of its days.
    pub fn remove(&mut self, form: &Form, spell: Spell) -> Step {
        self.let_go();
        Step {
            form: Some(form.clone().without(spell.window, spell.day)),
            said: Some(Said::Removed(spell)),
        }
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
