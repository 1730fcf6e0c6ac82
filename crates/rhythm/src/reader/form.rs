//! The pieces that every part of a document is read with.

use std::str::FromStr as _;

use chrono::{NaiveDate, Weekday};

use super::Reader;
use crate::document::DAY_NAMES;
use crate::json::Value;
use crate::problem::{Problem, in_words, named};
use crate::wall_time::WallTime;

pub(super) const DATE: &str = "a date that exists, as YYYY-MM-DD";
pub(super) const TIME: &str = "a time as HH:MM, from 00:00 to 24:00";
const DAY: &str = "one of mon, tue, wed, thu, fri, sat, sun";
pub(super) const WHOLE_NUMBER: &str = "a whole number from 0 to 4294967295";

impl Reader {
    pub(super) fn number(&mut self, path: &str, value: &Value) -> Option<u32> {
        self.or_refused(value.as_whole(), path, value, WHOLE_NUMBER)
    }

    pub(super) fn text(&mut self, path: &str, value: &Value) -> Option<String> {
        let text = value.as_text().map(str::to_owned);
        self.or_refused(text, path, value, "text")
    }

    pub(super) fn date(&mut self, path: &str, value: &Value) -> Option<NaiveDate> {
        let date = value.as_text().and_then(parse_date);
        self.or_refused(date, path, value, DATE)
    }

    pub(super) fn time(&mut self, path: &str, value: &Value) -> Option<WallTime> {
        let time = value
            .as_text()
            .and_then(|text| WallTime::from_str(text).ok());
        self.or_refused(time, path, value, TIME)
    }

    pub(super) fn day(&mut self, path: &str, value: &Value) -> Option<Weekday> {
        let day = value.as_text().and_then(|text| {
            let named = DAY_NAMES.iter().find(|(name, _)| *name == text);
            named.map(|(_, day)| *day)
        });
        self.or_refused(day, path, value, DAY)
    }

    pub(super) fn list<T>(
        &mut self,
        path: &str,
        value: &Value,
        most: usize,
        read: impl Fn(&mut Self, &str, &Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.or_refused(value.as_list(), path, value, "a list")?;
        if items.len() > most {
            self.problems
                .push(Problem::too_long(path, items.len(), most));
            return None;
        }
        let read_items: Vec<Option<T>> = items
            .iter()
            .enumerate()
            .map(|(index, item)| read(self, &format!("{path}[{index}]"), item))
            .collect();
        read_items.into_iter().collect()
    }

    /// The fields of an object; those it does not know are refused by name.
    pub(super) fn fields<'a>(
        &mut self,
        path: &'a str,
        value: &'a Value,
        known: &[&str],
    ) -> Option<Fields<'a>> {
        let place = if path.is_empty() { "document" } else { path };
        let named_values = match value {
            Value::Object(fields) => Some(fields),
            _ => None,
        };
        let found = self.or_refused(named_values, place, value, "a JSON object")?;
        let fields = Fields { path, value };
        for (name, value) in found {
            if !known.contains(&name.as_str()) {
                let expected = in_words!("only the fields {}", known.join(", "));
                self.refuse(&fields.path_of(&named(name)), value, &expected);
            }
        }
        Some(fields)
    }

    pub(super) fn required<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        expected: &str,
        read: impl FnOnce(&mut Self, &str, &Value) -> Option<T>,
    ) -> Option<T> {
        let path = fields.path_of(name);
        if let Some(value) = fields.value.get(name) {
            read(self, &path, value)
        } else {
            self.problems
                .push(Problem::new(path, "a missing field", expected));
            None
        }
    }

    pub(super) fn optional<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        otherwise: T,
        read: impl FnOnce(&mut Self, &str, &Value) -> Option<T>,
    ) -> Option<T> {
        match fields.value.get(name) {
            Some(value) => read(self, &fields.path_of(name), value),
            None => Some(otherwise),
        }
    }

    pub(super) fn or_refused<T>(
        &mut self,
        read: Option<T>,
        path: &str,
        value: &Value,
        expected: &str,
    ) -> Option<T> {
        if read.is_none() {
            self.refuse(path, value, expected);
        }
        read
    }

    pub(super) fn refuse(&mut self, path: &str, value: &Value, expected: &str) {
        let problem = match value {
            Value::Text(text) => Problem::of_text(path, text, expected),
            // A note may sit anywhere below a list or an object: they say their kind alone.
            _ => Problem::new(path, value, expected),
        };
        self.problems.push(problem);
    }
}

/// An object of the document and where it stands.
pub(super) struct Fields<'a> {
    path: &'a str,
    value: &'a Value,
}

impl Fields<'_> {
    pub(super) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }
}

/// The date written as `YYYY-MM-DD`, and in no other way: chrono's own reading
/// takes fewer digits and signs too, and brings all its formats along.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let number = |range: core::ops::Range<usize>| -> Option<u16> {
        let digits = text.get(range)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    let parted = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    parted
        .then(|| NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()))
        .flatten()
}
