//! When a zone's clocks are put forward or back.

use chrono::{DateTime, Utc};

use super::{
    Tz,
    table::{self, START},
};

/// A zone's clocks are put forward or back. Offsets are in seconds east.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Change {
    pub(crate) at: DateTime<Utc>,
    pub(crate) before: i32,
    pub(crate) after: i32,
}

impl Tz {
    /// Every change that the table knows, in order.
    pub(crate) fn changes(self) -> impl Iterator<Item = Change> {
        let sequence = table::sequence(self.sequence());
        let begins = sequence.begins.iter().skip(1);
        let offsets = sequence.offsets.iter();
        let changes = offsets.clone().zip(offsets.skip(1)).zip(begins);
        changes.filter_map(|((before, after), begin)| {
            Some(Change {
                at: DateTime::from_timestamp((START + i64::from(*begin)) * 60, 0)?,
                before: *before,
                after: *after,
            })
        })
    }
}
