//! What was typed, read as far as it can be.

use chrono::NaiveDate;
use holdfast_rhythm::{AgreementDocument, Away, ExtraWindow, WallTime, WindowRule, parse_date};

use super::form::{AwayForm, ExtraForm, WEEK, WindowForm};
use super::problem::{Field, FieldProblem, What};

/// The longest notice of a change: a year, in hours.
pub const MOST_NOTICE_HOURS: u32 = 365 * 24;

/// Reads what was typed; notes what cannot be read and goes on.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) problems: Vec<FieldProblem>,
    /// Whether something stands in the place of what could not be read.
    pub(super) unreadable: bool,
}

impl Reading {
    pub(super) fn windows(&mut self, forms: &[WindowForm]) -> Vec<WindowRule> {
        if forms.is_empty() {
            self.missing(Field::Windows);
        }
        for (index, form) in forms.iter().enumerate() {
            if form.days == [false; 7] {
                self.missing(Field::WindowDays(index));
            }
        }
        let rule = |(index, form): (usize, &WindowForm)| WindowRule {
            days: WEEK
                .into_iter()
                .zip(form.days)
                .filter_map(|(day, on)| on.then_some(day))
                .collect(),
            opens: self.time(Field::WindowOpens(index), &form.opens),
            closes: end_of_day(self.time(Field::WindowCloses(index), &form.closes)),
            every_weeks: form.every_weeks,
        };
        forms.iter().enumerate().map(rule).collect()
    }

    pub(super) fn away(&mut self, forms: &[AwayForm]) -> Vec<Away> {
        let away = |(index, form): (usize, &AwayForm)| Away {
            from: self.date(Field::AwayFrom(index), &form.from),
            until: self.date(Field::AwayUntil(index), &form.until),
            note: Some(form.note.trim().to_owned()).filter(|note| !note.is_empty()),
        };
        forms.iter().enumerate().map(away).collect()
    }

    pub(super) fn extra(&mut self, forms: &[ExtraForm]) -> Vec<ExtraWindow> {
        let extra = |(index, form): (usize, &ExtraForm)| ExtraWindow {
            date: self.date(Field::ExtraDate(index), &form.date),
            opens: self.time(Field::ExtraOpens(index), &form.opens),
            closes: end_of_day(self.time(Field::ExtraCloses(index), &form.closes)),
        };
        forms.iter().enumerate().map(extra).collect()
    }

    /// A window on one date does not lie before the first day.
    pub(super) fn extra_before(&mut self, document: &AgreementDocument) {
        let first = document.effective_from;
        for (index, extra) in document.extra.iter().enumerate() {
            // What cannot be read is said already.
            if NaiveDate::MIN < extra.date && extra.date < first {
                self.problems.push(FieldProblem {
                    field: Field::ExtraDate(index),
                    what: What::Refused,
                });
            }
        }
    }

    pub(super) fn date(&mut self, field: Field, text: &str) -> NaiveDate {
        self.read(field, parse_date(text).ok_or(()), NaiveDate::MIN)
    }

    pub(super) fn time(&mut self, field: Field, text: &str) -> WallTime {
        self.read(field, text.parse(), WallTime::MIDNIGHT)
    }

    /// A number too large for the document is the largest: it breaks the rules
    /// for its size, and is still a whole number.
    pub(super) fn number(&mut self, field: Field, text: &str) -> u32 {
        let number = text.trim().parse::<u128>();
        let fitting = number.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        self.read(field, fitting, 0)
    }

    pub(super) fn notice(&mut self, text: &str) -> u32 {
        let hours = self.number(Field::Notice, text);
        if hours > MOST_NOTICE_HOURS {
            self.problems.push(FieldProblem {
                field: Field::Notice,
                what: What::Refused,
            });
        }
        hours
    }

    fn read<T, E>(&mut self, field: Field, read: Result<T, E>, otherwise: T) -> T {
        read.unwrap_or_else(|_| {
            self.missing(field);
            self.unreadable = true;
            otherwise
        })
    }

    pub(super) fn missing(&mut self, field: Field) {
        self.problems.push(FieldProblem {
            field,
            what: What::Missing,
        });
    }
}

/// The browser's time field knows no `24:00`: midnight closes the day.
pub(super) fn end_of_day(closes: WallTime) -> WallTime {
    if closes == WallTime::MIDNIGHT {
        WallTime::END_OF_DAY
    } else {
        closes
    }
}
