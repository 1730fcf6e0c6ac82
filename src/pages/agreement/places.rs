//! The places of the form: where what is typed goes, and its lists.

use super::check_in_form::CheckInForm;
use super::form::{AwayForm, ExtraForm, Form, WindowForm};
use super::problem::Field;

/// A list of rows in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Windows that come again.
    Windows,
    /// Time away.
    Away,
    /// Windows on one date.
    Extra,
}

impl Form {
    /// What is typed at `field`; empty for a field that takes no text, and for
    /// one of a row that is not there.
    #[must_use]
    pub fn typed(&self, field: Field) -> &str {
        let place = match field {
            Field::Zone => Some(&self.zone),
            Field::EffectiveFrom => Some(&self.effective_from),
            Field::Cutoff => Some(&self.cutoff),
            Field::Notice => Some(&self.notice),
            Field::WindowOpens(row) => self.windows.get(row).map(|window| &window.opens),
            Field::WindowCloses(row) => self.windows.get(row).map(|window| &window.closes),
            Field::AwayFrom(row) => self.away.get(row).map(|away| &away.from),
            Field::AwayUntil(row) => self.away.get(row).map(|away| &away.until),
            Field::AwayNote(row) => self.away.get(row).map(|away| &away.note),
            Field::ExtraDate(row) => self.extra.get(row).map(|extra| &extra.date),
            Field::ExtraOpens(row) => self.extra.get(row).map(|extra| &extra.opens),
            Field::ExtraCloses(row) => self.extra.get(row).map(|extra| &extra.closes),
            Field::Ladder(field) => {
                let ladder = self.escalation.as_ref();
                ladder.and_then(|ladder| ladder.typed(field))
            }
            _ => self.check_in_at(field).and_then(|found| found.typed(field)),
        };
        place.map_or("", String::as_str)
    }

    /// Puts what was typed in its place; nothing happens where there is none.
    pub fn put(&mut self, field: Field, typed: String) {
        let place = match field {
            Field::Zone => Some(&mut self.zone),
            Field::EffectiveFrom => Some(&mut self.effective_from),
            Field::Cutoff => Some(&mut self.cutoff),
            Field::Notice => Some(&mut self.notice),
            Field::WindowOpens(row) => self.windows.get_mut(row).map(|window| &mut window.opens),
            Field::WindowCloses(row) => self.windows.get_mut(row).map(|window| &mut window.closes),
            Field::AwayFrom(row) => self.away.get_mut(row).map(|away| &mut away.from),
            Field::AwayUntil(row) => self.away.get_mut(row).map(|away| &mut away.until),
            Field::AwayNote(row) => self.away.get_mut(row).map(|away| &mut away.note),
            Field::ExtraDate(row) => self.extra.get_mut(row).map(|extra| &mut extra.date),
            Field::ExtraOpens(row) => self.extra.get_mut(row).map(|extra| &mut extra.opens),
            Field::ExtraCloses(row) => self.extra.get_mut(row).map(|extra| &mut extra.closes),
            Field::Ladder(field) => {
                let ladder = self.escalation.as_mut();
                ladder.and_then(|ladder| ladder.spot(field))
            }
            _ => match check_in_row(field) {
                Some(row) => self
                    .check_ins
                    .get_mut(row)
                    .and_then(|found| found.place(field)),
                None => None,
            },
        };
        if let Some(place) = place {
            *place = typed;
        }
    }

    fn check_in_at(&self, field: Field) -> Option<&CheckInForm> {
        self.check_ins.get(check_in_row(field)?)
    }

    /// How many rows a list has.
    #[must_use]
    pub fn rows(&self, list: List) -> usize {
        match list {
            List::Windows => self.windows.len(),
            List::Away => self.away.len(),
            List::Extra => self.extra.len(),
        }
    }

    /// Adds an empty row.
    pub fn add_row(&mut self, list: List) {
        match list {
            List::Windows => self.windows.push(WindowForm {
                every_weeks: 1,
                ..WindowForm::default()
            }),
            List::Away => self.away.push(AwayForm::default()),
            List::Extra => self.extra.push(ExtraForm::default()),
        }
    }

    /// Takes a row out, if it is there.
    pub fn remove_row(&mut self, list: List, row: usize) {
        if row >= self.rows(list) {
            return;
        }
        match list {
            List::Windows => drop(self.windows.remove(row)),
            List::Away => drop(self.away.remove(row)),
            List::Extra => drop(self.extra.remove(row)),
        }
    }
}

/// Which check-in a field that takes text belongs to.
fn check_in_row(field: Field) -> Option<usize> {
    match field {
        Field::CheckInOpens(row)
        | Field::CheckInCloses(row)
        | Field::CheckInScore(row)
        | Field::CheckInChange(row)
        | Field::CheckInQuestion(row, _) => Some(row),
        _ => None,
    }
}
