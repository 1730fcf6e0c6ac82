//! An agreement that holds together, and the questions it answers.

use chrono::{DateTime, TimeDelta, Utc};

use crate::document::{AgreementDocument, Away};
use crate::json::Value;
use crate::occurrences::Occurrences;
use crate::problem::{Problem, Problems, in_words};
use crate::reader;
use crate::schedule::Schedule;
use crate::validate::validate;
use crate::window::{Occurrence, Window};
use crate::writer::write;
use crate::zone::Tz;

/// How far ahead a window is promised: beyond it, nothing is.
pub const REACH: TimeDelta = TimeDelta::days(60);

/// The version of an agreement whose rules hold together: its zone exists, its
/// windows do not overlap, and from its first day on there is always a window
/// within [`REACH`].
#[derive(Clone, Debug)]
pub struct Agreement {
    document: AgreementDocument,
    schedule: Schedule,
}

impl PartialEq for Agreement {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
    }
}

impl Eq for Agreement {}

impl Agreement {
    /// The agreement written in `json`.
    ///
    /// # Errors
    /// Every problem, each with its JSON path, the offending value and what
    /// would be accepted.
    pub fn parse(json: &str) -> Result<Self, Problems> {
        let value = Value::read(json).map_err(|stop| {
            let place = in_words!("line {}, column {}", stop.line, stop.column);
            let value = in_words!("text that stops being JSON at {place}");
            Problem::new("document", value, "an agreement as a JSON object")
        })?;
        Self::new(reader::read(&value)?)
    }

    /// The agreement that `document` describes.
    ///
    /// # Errors
    /// As for [`parse`](Self::parse).
    pub fn new(document: AgreementDocument) -> Result<Self, Problems> {
        let schedule = validate(&document)?;
        Ok(Self { document, schedule })
    }

    /// What is written down.
    pub fn document(&self) -> &AgreementDocument {
        &self.document
    }

    /// The whole document as JSON, always written the same way; parsing it
    /// gives an equal agreement.
    pub fn to_json(&self) -> String {
        write(&self.document)
    }

    /// The timing alone, as both sides sign it and the relay keeps it: the same
    /// JSON without notes and check-ins. It can be parsed like the whole.
    pub fn timing(&self) -> String {
        let without_note = |away: &Away| Away {
            note: None,
            ..away.clone()
        };
        write(&AgreementDocument {
            away: self.document.away.iter().map(without_note).collect(),
            check_ins: Vec::new(),
            ..self.document.clone()
        })
    }

    /// Counted from 1.
    pub fn version(&self) -> u32 {
        self.document.version
    }

    /// The therapist's zone.
    pub fn zone(&self) -> Tz {
        self.schedule.zone
    }

    /// Local midnight of `effective_from`: no window opens before.
    pub fn starts(&self) -> DateTime<Utc> {
        self.schedule.starts()
    }

    /// How long before a window closes a message must have arrived.
    pub fn cutoff(&self) -> TimeDelta {
        TimeDelta::minutes(self.document.cutoff_minutes.into())
    }

    /// How far ahead a change to this agreement must be proposed.
    pub fn notice(&self) -> TimeDelta {
        TimeDelta::hours(self.document.notice_hours.into())
    }

    /// What overlaps `[from, to)`, ordered by opening. The cost grows with what
    /// is returned, not with the distance from `effective_from`.
    ///
    /// Each end of a window is resolved on its own, so where the clocks are put
    /// forward between two windows, the moved end of one can reach into the
    /// other: both are listed as they resolve, or once if they resolve to the
    /// same window.
    pub fn occurrences(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> impl Iterator<Item = Occurrence> {
        Occurrences::new(&self.schedule, from, to)
    }

    /// The window that is open at `instant`.
    pub fn window_at(&self, instant: DateTime<Utc>) -> Option<Window> {
        self.windows_from(instant)
            .take_while(|window| window.opens <= instant)
            .find(|window| window.contains(instant))
    }

    /// The first window that opens after `instant`.
    pub fn next_opening(&self, instant: DateTime<Utc>) -> Option<Window> {
        self.windows_from(instant)
            .find(|window| window.opens > instant)
    }

    /// The window in which a message that reached the relay at `arrived` will
    /// be answered: the first that closes at least the cut-off later. `None`
    /// if it opens more than [`REACH`] later.
    pub fn promise(&self, arrived: DateTime<Utc>) -> Option<Window> {
        let reach = arrived.checked_add_signed(REACH)?;
        self.windows_promised(arrived)
            .next()
            .filter(|window| window.opens <= reach)
    }

    /// The moment a reply written at `written` may leave: at once inside a
    /// window, else when the next one opens.
    pub fn release(&self, written: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.window_at(written).is_some() {
            return Some(written);
        }
        self.next_opening(written).map(|window| window.opens)
    }

    /// The windows that can still be promised to a message arriving at
    /// `arrived`, in order.
    pub(crate) fn windows_promised(&self, arrived: DateTime<Utc>) -> impl Iterator<Item = Window> {
        let cutoff = self.cutoff();
        // A window that closes at this very instant is past, yet without a
        // cut-off it still qualifies.
        let from = arrived
            .checked_sub_signed(TimeDelta::nanoseconds(1))
            .unwrap_or(arrived);
        self.windows_from(from)
            .filter(move |window| window.closes - cutoff >= arrived)
    }

    /// The windows that close after `from`, in order.
    pub(crate) fn windows_from(&self, from: DateTime<Utc>) -> impl Iterator<Item = Window> {
        self.occurrences(from, DateTime::<Utc>::MAX_UTC)
            .filter_map(|occurrence| occurrence.window())
    }
}
