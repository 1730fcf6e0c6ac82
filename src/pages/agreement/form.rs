//! The editor's form: what is typed, as it is typed, and the document it makes.

use std::fmt;

use chrono::{NaiveDate, Weekday};
use holdfast_rhythm::{
    Agreement, AgreementDocument, Away, ExtraWindow, Tz, WallTime, WindowRule, check_notice,
};

use super::check_in_form::CheckInForm;
use super::escalation_form::EscalationForm;
use super::problem::{Field, FieldProblem, What};
use super::reading::Reading;

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
#[derive(Clone, PartialEq, Eq, Default)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExtraForm {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`; `00:00` is the end of the day.
    pub closes: String,
}

/// The whole form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
    /// Whom the relay tells; none where nobody is to be told.
    pub escalation: Option<EscalationForm>,
    /// Minutes.
    pub cutoff: String,
    /// Hours.
    pub notice: String,
    /// Check-ins.
    pub check_ins: Vec<CheckInForm>,
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
            escalation: None,
            cutoff: AgreementDocument::CUTOFF_MINUTES.to_string(),
            notice: AgreementDocument::NOTICE_HOURS.to_string(),
            check_ins: Vec::new(),
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
            escalation: document.escalation.as_ref().map(EscalationForm::from),
            cutoff: document.cutoff_minutes.to_string(),
            notice: document.notice_hours.to_string(),
            check_ins: document.check_ins.iter().map(CheckInForm::from).collect(),
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
        let ladder = self.escalation.as_ref();
        AgreementDocument {
            version,
            zone: self.zone.trim().to_owned(),
            effective_from: reading.date(Field::EffectiveFrom, &self.effective_from),
            windows: reading.windows(&self.windows),
            away: reading.away(&self.away),
            extra: reading.extra(&self.extra),
            cutoff_minutes: reading.number(Field::Cutoff, &self.cutoff),
            notice_hours: reading.notice(&self.notice),
            escalation: ladder.map(|ladder| reading.escalation(ladder)),
            check_ins: reading.check_ins(&self.check_ins),
        }
    }
}

pub(super) fn typed(time: WallTime) -> String {
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
