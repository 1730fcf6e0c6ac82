//! The editor's form: what is typed, as it is typed, and the document it makes.

use std::fmt;

use chrono::{NaiveDate, Weekday};
use holdfast_rhythm::{
    Agreement, AgreementDocument, Away, ExtraWindow, Tz, WallTime, WindowRule, check_notice,
    parse_date,
};

use serde::{Deserialize, Serialize};

use super::problem::{Field, FieldProblem, What};

/// The longest notice of a change: a year, in hours.
pub const MOST_NOTICE_HOURS: u32 = 365 * 24;

/// Monday to Sunday.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// One window that comes again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WindowForm {
    /// Monday first.
    pub days: [bool; 7],
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`; `00:00` is the end of the day.
    pub closes: String,
    /// 1 for every week.
    pub every_weeks: u32,
}

/// Dates without windows.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AwayForm {
    /// `YYYY-MM-DD`.
    pub from: String,
    /// `YYYY-MM-DD`.
    pub until: String,
    /// A word for the patient; may be empty.
    pub note: String,
}

impl fmt::Debug for AwayForm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AwayForm")
            .field("from", &self.from)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// A window on one date.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExtraForm {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`; `00:00` is the end of the day.
    pub closes: String,
}

/// The whole form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Form {
    /// The IANA name of the therapist's zone.
    pub zone: String,
    /// `YYYY-MM-DD`.
    pub effective_from: String,
    /// Windows that come again.
    pub windows: Vec<WindowForm>,
    /// Time away.
    pub away: Vec<AwayForm>,
    /// Windows on one date.
    pub extra: Vec<ExtraForm>,
    /// Minutes.
    pub cutoff: String,
    /// Hours.
    pub notice: String,
}

/// A rhythm to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Monday to Friday, in the afternoon.
    OnceADay,
    /// Tuesday and Friday.
    TwiceAWeek,
    /// Nothing yet.
    Own,
}

impl Template {
    /// Every template, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::OnceADay, Self::TwiceAWeek, Self::Own];

    fn windows(self) -> Vec<WindowForm> {
        let (days, opens, closes) = match self {
            Self::OnceADay => (
                [true, true, true, true, true, false, false],
                "15:00",
                "17:00",
            ),
            Self::TwiceAWeek => (
                [false, true, false, false, true, false, false],
                "15:00",
                "17:00",
            ),
            Self::Own => return Vec::new(),
        };
        vec![WindowForm {
            days,
            opens: opens.into(),
            closes: closes.into(),
            every_weeks: 1,
        }]
    }
}

impl Form {
    /// A first agreement.
    #[must_use]
    pub fn new(template: Template, zone: Tz, effective_from: NaiveDate) -> Self {
        Self {
            zone: zone.name().into(),
            effective_from: effective_from.to_string(),
            windows: template.windows(),
            away: Vec::new(),
            extra: Vec::new(),
            cutoff: AgreementDocument::CUTOFF_MINUTES.to_string(),
            notice: AgreementDocument::NOTICE_HOURS.to_string(),
        }
    }

    /// A change of `document`, from another date on. What is over by then is
    /// left out.
    #[must_use]
    pub fn change(document: &AgreementDocument, effective_from: NaiveDate) -> Self {
        let away = |away: &&Away| away.until >= effective_from;
        let extra = |extra: &&ExtraWindow| extra.date >= effective_from;
        Self {
            zone: document.zone.clone(),
            effective_from: effective_from.to_string(),
            windows: document.windows.iter().map(WindowForm::from).collect(),
            away: document
                .away
                .iter()
                .filter(away)
                .map(AwayForm::from)
                .collect(),
            extra: document
                .extra
                .iter()
                .filter(extra)
                .map(ExtraForm::from)
                .collect(),
            cutoff: document.cutoff_minutes.to_string(),
            notice: document.notice_hours.to_string(),
        }
    }

    /// Puts the template's windows in the place of all windows.
    pub fn use_template(&mut self, template: Template) {
        self.windows = template.windows();
    }

    /// The agreement written here, as `version`, to take the place of
    /// `previous` when proposed at `now`.
    ///
    /// # Errors
    /// Everything that does not fit, each with its field. What holds together
    /// but starts too soon is a problem of the date alone.
    pub fn agreement(
        &self,
        version: u32,
        previous: Option<&Agreement>,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<Agreement, Vec<FieldProblem>> {
        let agreement = self.whenever(version)?;
        check_notice(previous, &agreement, now).map_err(|_| {
            let hours = previous.map_or(0, |previous| previous.document().notice_hours);
            vec![FieldProblem {
                field: Field::EffectiveFrom,
                what: What::TooSoon { hours },
            }]
        })?;
        Ok(agreement)
    }

    /// As [`agreement`](Self::agreement), however soon it starts.
    ///
    /// # Errors
    /// Everything that does not fit, each with its field.
    pub fn whenever(&self, version: u32) -> Result<Agreement, Vec<FieldProblem>> {
        let mut reading = Reading::default();
        let document = self.document(version, &mut reading);
        reading.extra_before(&document);
        let mut problems = reading.problems;
        if reading.unreadable {
            return Err(problems);
        }
        match Agreement::new(document) {
            Ok(agreement) if problems.is_empty() => Ok(agreement),
            Ok(_) => Err(problems),
            Err(refused) => {
                for problem in refused.iter().map(FieldProblem::from) {
                    if problems.iter().all(|known| known.field != problem.field) {
                        problems.push(problem);
                    }
                }
                Err(problems)
            }
        }
    }

    fn document(&self, version: u32, reading: &mut Reading) -> AgreementDocument {
        AgreementDocument {
            version,
            zone: self.zone.trim().to_owned(),
            effective_from: reading.date(Field::EffectiveFrom, &self.effective_from),
            windows: reading.windows(&self.windows),
            away: reading.away(&self.away),
            extra: reading.extra(&self.extra),
            cutoff_minutes: reading.number(Field::Cutoff, &self.cutoff),
            notice_hours: reading.notice(&self.notice),
        }
    }
}

/// Reads what was typed; notes what cannot be read and goes on.
#[derive(Default)]
struct Reading {
    problems: Vec<FieldProblem>,
    /// Whether something stands in the place of what could not be read.
    unreadable: bool,
}

impl Reading {
    fn windows(&mut self, forms: &[WindowForm]) -> Vec<WindowRule> {
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

    fn away(&mut self, forms: &[AwayForm]) -> Vec<Away> {
        let away = |(index, form): (usize, &AwayForm)| Away {
            from: self.date(Field::AwayFrom(index), &form.from),
            until: self.date(Field::AwayUntil(index), &form.until),
            note: Some(form.note.trim().to_owned()).filter(|note| !note.is_empty()),
        };
        forms.iter().enumerate().map(away).collect()
    }

    fn extra(&mut self, forms: &[ExtraForm]) -> Vec<ExtraWindow> {
        let extra = |(index, form): (usize, &ExtraForm)| ExtraWindow {
            date: self.date(Field::ExtraDate(index), &form.date),
            opens: self.time(Field::ExtraOpens(index), &form.opens),
            closes: end_of_day(self.time(Field::ExtraCloses(index), &form.closes)),
        };
        forms.iter().enumerate().map(extra).collect()
    }

    /// A window on one date does not lie before the first day.
    fn extra_before(&mut self, document: &AgreementDocument) {
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

    fn date(&mut self, field: Field, text: &str) -> NaiveDate {
        self.read(field, parse_date(text).ok_or(()), NaiveDate::MIN)
    }

    fn time(&mut self, field: Field, text: &str) -> WallTime {
        self.read(field, text.parse(), WallTime::MIDNIGHT)
    }

    /// A number too large for the document is the largest: it breaks the rules
    /// for its size, and is still a whole number.
    fn number(&mut self, field: Field, text: &str) -> u32 {
        let number = text.trim().parse::<u128>();
        let fitting = number.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        self.read(field, fitting, 0)
    }

    fn notice(&mut self, text: &str) -> u32 {
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

    fn missing(&mut self, field: Field) {
        self.problems.push(FieldProblem {
            field,
            what: What::Missing,
        });
    }
}

/// The browser's time field knows no `24:00`: midnight closes the day.
fn end_of_day(closes: WallTime) -> WallTime {
    if closes == WallTime::MIDNIGHT {
        WallTime::END_OF_DAY
    } else {
        closes
    }
}

fn typed(time: WallTime) -> String {
    if time == WallTime::END_OF_DAY {
        WallTime::MIDNIGHT.to_string()
    } else {
        time.to_string()
    }
}

impl From<&WindowRule> for WindowForm {
    fn from(rule: &WindowRule) -> Self {
        Self {
            days: WEEK.map(|day| rule.days.contains(&day)),
            opens: rule.opens.to_string(),
            closes: typed(rule.closes),
            every_weeks: rule.every_weeks,
        }
    }
}

impl From<&Away> for AwayForm {
    fn from(away: &Away) -> Self {
        Self {
            from: away.from.to_string(),
            until: away.until.to_string(),
            note: away.note.clone().unwrap_or_default(),
        }
    }
}

impl From<&ExtraWindow> for ExtraForm {
    fn from(extra: &ExtraWindow) -> Self {
        Self {
            date: extra.date.to_string(),
            opens: extra.opens.to_string(),
            closes: typed(extra.closes),
        }
    }
}
