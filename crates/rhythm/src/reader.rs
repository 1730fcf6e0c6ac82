//! Reads a document out of JSON and says everything that does not fit, with
//! its path.

use std::str::FromStr;

use chrono::{NaiveDate, Weekday};

use crate::document::{AgreementDocument, Away, DAY_NAMES, ExtraWindow, WindowRule};
use crate::json::Value;
use crate::problem::{Problem, Problems, in_words, named};
use crate::validate::{AWAY_MAX, EXTRA_MAX, WINDOWS_MAX};
use crate::wall_time::WallTime;

const DATE: &str = "a date that exists, as YYYY-MM-DD";
const TIME: &str = "a time as HH:MM, from 00:00 to 24:00";
const DAY: &str = "one of mon, tue, wed, thu, fri, sat, sun";
const WHOLE_NUMBER: &str = "a whole number from 0 to 4294967295";

/// The document in `value`.
///
/// # Errors
/// Every field that is unknown, missing or of another type.
pub(crate) fn read(value: &Value) -> Result<AgreementDocument, Problems> {
    let mut reader = Reader {
        problems: Problems::none(),
    };
    let document = reader.document(value);
    reader.problems.or_none()?;
    document.ok_or_else(|| Problem::new("document", value, "an agreement as a JSON object").into())
}

struct Reader {
    problems: Problems,
}

impl Reader {
    fn document(&mut self, value: &Value) -> Option<AgreementDocument> {
        let fields = self.fields(
            "",
            value,
            &[
                "version",
                "zone",
                "effective_from",
                "windows",
                "away",
                "extra",
                "cutoff_minutes",
                "notice_hours",
            ],
        )?;
        let version = self.required(&fields, "version", WHOLE_NUMBER, Self::number);
        let zone = self.required(
            &fields,
            "zone",
            "the IANA name of a time zone, such as \"Europe/Berlin\"",
            Self::text,
        );
        let effective_from = self.required(&fields, "effective_from", DATE, Self::date);
        let windows = self.required(
            &fields,
            "windows",
            "a list of windows",
            |reader, at, value| reader.list(at, value, WINDOWS_MAX, Self::window),
        );
        let away = self.optional(&fields, "away", Vec::new(), |reader, at, value| {
            reader.list(at, value, AWAY_MAX, Self::away)
        });
        let extra = self.optional(&fields, "extra", Vec::new(), |reader, at, value| {
            reader.list(at, value, EXTRA_MAX, Self::extra)
        });
        let cutoff = AgreementDocument::CUTOFF_MINUTES;
        let cutoff_minutes = self.optional(&fields, "cutoff_minutes", cutoff, Self::number);
        let notice = AgreementDocument::NOTICE_HOURS;
        let notice_hours = self.optional(&fields, "notice_hours", notice, Self::number);
        Some(AgreementDocument {
            version: version?,
            zone: zone?,
            effective_from: effective_from?,
            windows: windows?,
            away: away?,
            extra: extra?,
            cutoff_minutes: cutoff_minutes?,
            notice_hours: notice_hours?,
        })
    }

    fn window(&mut self, path: &str, value: &Value) -> Option<WindowRule> {
        let fields = self.fields(path, value, &["days", "opens", "closes", "every_weeks"])?;
        let days = self.required(&fields, "days", "a list of days", |reader, at, value| {
            reader.list(at, value, DAY_NAMES.len(), Self::day)
        });
        let opens = self.required(&fields, "opens", TIME, Self::time);
        let closes = self.required(&fields, "closes", TIME, Self::time);
        let every_weeks = self.optional(&fields, "every_weeks", 1, Self::number);
        Some(WindowRule {
            days: days?,
            opens: opens?,
            closes: closes?,
            every_weeks: every_weeks?,
        })
    }

    fn away(&mut self, path: &str, value: &Value) -> Option<Away> {
        let fields = self.fields(path, value, &["from", "until", "note"])?;
        let from = self.required(&fields, "from", DATE, Self::date);
        let until = self.required(&fields, "until", DATE, Self::date);
        let note = self.optional(&fields, "note", None, |reader, at, value| {
            reader.text(at, value).map(Some)
        });
        Some(Away {
            from: from?,
            until: until?,
            note: note?,
        })
    }

    fn extra(&mut self, path: &str, value: &Value) -> Option<ExtraWindow> {
        let fields = self.fields(path, value, &["date", "opens", "closes"])?;
        let date = self.required(&fields, "date", DATE, Self::date);
        let opens = self.required(&fields, "opens", TIME, Self::time);
        let closes = self.required(&fields, "closes", TIME, Self::time);
        Some(ExtraWindow {
            date: date?,
            opens: opens?,
            closes: closes?,
        })
    }

    fn number(&mut self, path: &str, value: &Value) -> Option<u32> {
        self.or_refused(value.as_whole(), path, value, WHOLE_NUMBER)
    }

    fn text(&mut self, path: &str, value: &Value) -> Option<String> {
        let text = value.as_text().map(str::to_owned);
        self.or_refused(text, path, value, "text")
    }

    fn date(&mut self, path: &str, value: &Value) -> Option<NaiveDate> {
        let date = value.as_text().and_then(parse_date);
        self.or_refused(date, path, value, DATE)
    }

    fn time(&mut self, path: &str, value: &Value) -> Option<WallTime> {
        let time = value
            .as_text()
            .and_then(|text| WallTime::from_str(text).ok());
        self.or_refused(time, path, value, TIME)
    }

    fn day(&mut self, path: &str, value: &Value) -> Option<Weekday> {
        let day = value.as_text().and_then(|text| {
            let named = DAY_NAMES.iter().find(|(name, _)| *name == text);
            named.map(|(_, day)| *day)
        });
        self.or_refused(day, path, value, DAY)
    }

    fn list<T>(
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
    fn fields<'a>(
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

    fn required<T>(
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

    fn optional<T>(
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

    fn or_refused<T>(
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

    fn refuse(&mut self, path: &str, value: &Value, expected: &str) {
        let problem = match value {
            Value::Text(text) => Problem::of_text(path, text, expected),
            // A note may sit anywhere below a list or an object: they say their kind alone.
            _ => Problem::new(path, value, expected),
        };
        self.problems.push(problem);
    }
}

/// An object of the document and where it stands.
struct Fields<'a> {
    path: &'a str,
    value: &'a Value,
}

impl Fields<'_> {
    fn path_of(&self, name: &str) -> String {
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
