//! Reads a document out of JSON and says everything that does not fit, with
//! its path.

mod form;
mod safety;

use crate::document::{AgreementDocument, Away, DAY_NAMES, ExtraWindow, WindowRule};
use crate::json::Value;
use crate::problem::{Problem, Problems};
use crate::validate::{AWAY_MAX, CHECK_INS_MAX, EXTRA_MAX, WINDOWS_MAX};

pub use form::parse_date;
use form::{DATE, TIME, WHOLE_NUMBER};

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
                "escalation",
                "check_ins",
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
        let escalation = self.optional(&fields, "escalation", None, |reader, at, value| {
            reader.escalation(at, value).map(Some)
        });
        let check_ins = self.optional(&fields, "check_ins", Vec::new(), |reader, at, value| {
            reader.list(at, value, CHECK_INS_MAX, Self::check_in)
        });
        Some(AgreementDocument {
            version: version?,
            zone: zone?,
            effective_from: effective_from?,
            windows: windows?,
            away: away?,
            extra: extra?,
            cutoff_minutes: cutoff_minutes?,
            notice_hours: notice_hours?,
            escalation: escalation?,
            check_ins: check_ins?,
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
}
