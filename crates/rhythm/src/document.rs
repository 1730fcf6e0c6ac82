//! The agreement as it is written down: on the wire, in the app and in files.

use std::fmt;

mod safety;

pub use safety::{CheckInRule, Escalation, LadderStep, OwnQuestion, QuestionKind, score_max};

use crate::wall_time::WallTime;
use chrono::{NaiveDate, Weekday};

/// The agreement document. Anything can be written here; what holds together
/// becomes an [`Agreement`](crate::Agreement).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgreementDocument {
    /// Counted from 1; each change is a new version.
    pub version: u32,
    /// The IANA name of the therapist's zone; all wall times are in it.
    pub zone: String,
    /// The first date on which this version rules, in `zone`.
    pub effective_from: NaiveDate,
    /// The windows that come again.
    pub windows: Vec<WindowRule>,
    /// Dates without windows.
    pub away: Vec<Away>,
    /// Single windows, which stand even on dates away.
    pub extra: Vec<ExtraWindow>,
    /// How long before a window closes a message must have arrived to be
    /// promised for it, in minutes.
    pub cutoff_minutes: u32,
    /// How far ahead a change to this agreement must be proposed, in hours.
    pub notice_hours: u32,
    /// Whom the relay tells when a message asks for somebody now; none where
    /// nobody is to be told.
    pub escalation: Option<Escalation>,
    /// The check-ins that the patient is asked for; the relay never learns
    /// them.
    pub check_ins: Vec<CheckInRule>,
}

impl AgreementDocument {
    /// `cutoff_minutes` where the document names none.
    pub const CUTOFF_MINUTES: u32 = 0;
    /// `notice_hours` where the document names none.
    pub const NOTICE_HOURS: u32 = 48;
}

/// A window that comes again on some days of the week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WindowRule {
    /// The days on which it opens, each once.
    pub days: Vec<Weekday>,
    /// When it opens, before `24:00`.
    pub opens: WallTime,
    /// When it closes; earlier than `opens` means on the next day.
    pub closes: WallTime,
    /// 1 for every week, 2 for every other week, and so on, counted in ISO
    /// weeks from the one of `effective_from`.
    pub every_weeks: u32,
}

/// Dates on which no window opens, both included.
#[derive(Clone, PartialEq, Eq)]
pub struct Away {
    /// The first date away.
    pub from: NaiveDate,
    /// The last date away.
    pub until: NaiveDate,
    /// A word for the patient; the relay never learns it.
    pub note: Option<String>,
}

impl fmt::Debug for Away {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Away")
            .field("from", &self.from)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// A window on one date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtraWindow {
    /// The date on which it opens.
    pub date: NaiveDate,
    /// When it opens, before `24:00`.
    pub opens: WallTime,
    /// When it closes; earlier than `opens` means on the next day.
    pub closes: WallTime,
}

/// How the document writes a day of the week.
pub(crate) const DAY_NAMES: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

pub(crate) fn day_name(day: Weekday) -> &'static str {
    DAY_NAMES
        .iter()
        .find(|(_, named)| *named == day)
        .map_or("", |(name, _)| name)
}
