//! What the form was before, so that every change can be taken back.

use super::form::Form;
use super::problem::Field;

/// How far back it goes.
const MOST: usize = 100;

/// What changed a form: changes of one kind that follow each other are taken
/// back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Typed into one field.
    Typed(Field),
    /// A window held by the keyboard.
    Held,
    /// Anything that stands for itself.
    Once,
}

/// The forms before, the latest last.
#[derive(Clone, PartialEq, Default)]
pub struct History {
    past: Vec<(Kind, Form)>,
    sealed: bool,
}

impl History {
    /// Notes how the form was before a change.
    pub fn note(&mut self, kind: Kind, before: Form) {
        let goes_on = match self.past.last() {
            Some((last, _)) => *last == kind && kind != Kind::Once && !self.sealed,
            None => false,
        };
        self.sealed = false;
        if goes_on {
            return;
        }
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push((kind, before));
    }

    /// What comes next does not belong to what was last.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// The last form that was otherwise than it is `now`.
    pub fn undo(&mut self, now: &Form) -> Option<Form> {
        self.sealed = true;
        while let Some((_, before)) = self.past.pop() {
            if before != *now {
                return Some(before);
            }
        }
        None
    }

    /// Whether there is anything to take back.
    #[must_use]
    pub fn can_undo(&self, now: &Form) -> bool {
        self.past.iter().any(|(_, before)| before != now)
    }
}
