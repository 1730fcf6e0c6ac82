//! What the week grid does to the form. An edit gives another form or says why
//! it does not; it never makes windows that are open at the same time, or for
//! no time at all.

use holdfast_rhythm::WINDOWS_MAX;

use super::form::{Form, WindowForm};
use super::spells::Hours;
use crate::components::week_grid::{DAY, QUARTER, Spell};

/// Why an edit is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Another window is open then.
    Taken(Spell),
    /// A window opens on its day, from 00:00 to 23:59.
    PastTheDay,
    /// It would be open for less than a quarter of an hour.
    TooShort,
    /// It would be open for more than a day.
    TooLong,
    /// No more windows fit into an agreement.
    Full,
    /// It is not there, or cannot go further.
    NotThere,
}

/// Which end of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// When it opens.
    Opening,
    /// When it closes.
    Closing,
}

/// Another form, or why not.
pub type Edited = Result<Form, Refused>;

impl Form {
    /// A new window on one day, and its number.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn draw(&self, day: usize, hours: Hours) -> Result<(Self, usize), Refused> {
        if self.windows.len() >= WINDOWS_MAX {
            return Err(Refused::Full);
        }
        let mut form = self.clone();
        let mut window = WindowForm {
            every_weeks: 1,
            ..WindowForm::default()
        };
        *window.days.get_mut(day).ok_or(Refused::NotThere)? = true;
        let number = form.windows.len();
        form.windows.push(window);
        let form = form.with_hours(number, hours)?;
        Ok((self.unless_clash(form, number)?, number))
    }

    /// The window on all its days, so many minutes later; earlier for fewer
    /// than 0.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn shift(&self, window: usize, minutes: i32) -> Edited {
        let hours = self.hours(window)?;
        let opens = hours.opens + minutes;
        let form = self.clone().with_hours(window, Hours { opens, ..hours })?;
        self.unless_clash(form, window)
    }

    /// One end of the window on all its days, so many minutes later.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn stretch(&self, window: usize, end: End, minutes: i32) -> Edited {
        let mut hours = self.hours(window)?;
        match end {
            End::Opening => {
                hours.opens += minutes;
                hours.length -= minutes;
            }
            End::Closing => hours.length += minutes,
        }
        // What was typed shorter may stay so, and grow.
        if hours.length < QUARTER.min(self.hours(window)?.length) {
            return Err(Refused::TooShort);
        }
        let form = self.clone().with_hours(window, hours)?;
        self.unless_clash(form, window)
    }

    /// The window on another day instead of one of its days.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn carry(&self, window: usize, from: usize, to: usize) -> Edited {
        if from == to {
            return Ok(self.clone());
        }
        let own = self.spell(window, to);
        if let Some(own) = own {
            return Err(Refused::Taken(own));
        }
        self.with_day(window, to, true)
            .map(|form| form.without(window, from))
    }

    /// The window on one more day, or on one less.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn with_day(&self, window: usize, day: usize, on: bool) -> Edited {
        let mut form = self.clone();
        let found = form.windows.get_mut(window).ok_or(Refused::NotThere)?;
        *found.days.get_mut(day).ok_or(Refused::NotThere)? = on;
        self.unless_clash(form, window)
    }

    /// One day of the window as a window of its own, and its number: from then
    /// on each has its hours.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn apart(&self, window: usize, day: usize) -> Result<(Self, usize), Refused> {
        if self.windows.len() >= WINDOWS_MAX {
            return Err(Refused::Full);
        }
        self.spell(window, day).ok_or(Refused::NotThere)?;
        let mut form = self.clone();
        let mut alone = form.windows.get(window).ok_or(Refused::NotThere)?.clone();
        if alone.days.iter().filter(|on| **on).count() == 1 {
            return Ok((form, window));
        }
        alone.days = [false; 7];
        alone.days[day] = true;
        form = form.without(window, day);
        let number = window + 1;
        form.windows.insert(number, alone);
        Ok((form, number))
    }

    /// Without the window on that day; without the window as a whole if it was
    /// its last.
    #[must_use]
    pub fn without(mut self, window: usize, day: usize) -> Self {
        if let Some(found) = self.windows.get_mut(window) {
            if let Some(on) = found.days.get_mut(day) {
                *on = false;
            }
            if found.days == [false; 7] {
                self.windows.remove(window);
            }
        }
        self
    }

    /// The window on that day, if it opens on it.
    #[must_use]
    pub fn spell(&self, window: usize, day: usize) -> Option<Spell> {
        self.spells()
            .into_iter()
            .find(|spell| spell.window == window && spell.day == day)
    }

    /// The time around a moment of a day in which no window is open: from,
    /// until, within that day. None inside of one.
    #[must_use]
    pub fn gap(&self, day: usize, minute: i32) -> Option<(i32, i32)> {
        let (mut from, mut until) = (0, DAY);
        for piece in self.spells().iter().flat_map(Spell::pieces) {
            if piece.day != day {
                continue;
            }
            if piece.until <= minute {
                from = from.max(piece.until);
            } else if piece.from > minute {
                until = until.min(piece.from);
            } else {
                return None;
            }
        }
        Some((from, until))
    }

    fn hours(&self, window: usize) -> Result<Hours, Refused> {
        let found = self.windows.get(window).ok_or(Refused::NotThere)?;
        found.hours().ok_or(Refused::NotThere)
    }

    fn with_hours(mut self, window: usize, hours: Hours) -> Edited {
        if !(0..DAY).contains(&hours.opens) {
            return Err(Refused::PastTheDay);
        }
        if !hours.hold_together() {
            return Err(Refused::TooLong);
        }
        let found = self.windows.get_mut(window).ok_or(Refused::NotThere)?;
        found.set_hours(hours);
        Ok(self)
    }

    /// `form`, unless its window clashes with another; what clashed before (the
    /// fields let one type anything) may be moved on its way out.
    fn unless_clash(&self, form: Self, window: usize) -> Edited {
        match form.clash(window) {
            Some(other) if self.clash(window).is_none() => Err(Refused::Taken(other)),
            _ => Ok(form),
        }
    }
}
