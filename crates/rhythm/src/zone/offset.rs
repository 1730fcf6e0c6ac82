//! Zones as chrono knows them.

use chrono::{FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};

use super::{
    Tz,
    table::{self, START, Sequence},
};

/// The offset of a zone at some instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ZoneOffset {
    zone: Tz,
    fixed: FixedOffset,
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl core::fmt::Display for ZoneOffset {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.fixed.fmt(formatter)
    }
}

impl Tz {
    fn offset(self, seconds: i32) -> ZoneOffset {
        // The packed offsets are quarter hours within a day and a bit; chrono
        // takes less than a day, which all of the database's are.
        let fixed = FixedOffset::east_opt(seconds).unwrap_or_else(|| chrono::Utc.fix());
        ZoneOffset { zone: self, fixed }
    }

    /// The offset that holds before the clocks skip `local`; the one that
    /// holds then, where they do not skip it.
    pub(crate) fn offset_before(self, local: NaiveDateTime) -> FixedOffset {
        let sequence = table::sequence(self.sequence());
        let at = minutes(local);
        // The last span that has begun by its predecessor's clock holds after
        // the gap; the one before it, before.
        let after = (1..sequence.begins.len())
            .take_while(|span| sequence.begin(*span) + sequence.offset(*span - 1) <= at)
            .last()
            .unwrap_or(0);
        let skipped = after > 0 && sequence.begin(after) + sequence.offset(after) > at;
        let span = if skipped { after - 1 } else { after };
        self.offset(sequence.offsets.get(span).copied().unwrap_or(0))
            .fixed
    }
}

impl Sequence {
    /// The span that holds at this minute since the start of the table.
    fn span_at(&self, minute: i64) -> usize {
        self.begins
            .partition_point(|begin| i64::from(*begin) <= minute)
            .saturating_sub(1)
    }

    fn begin(&self, span: usize) -> i64 {
        self.begins.get(span).map_or(0, |begin| i64::from(*begin))
    }

    /// In minutes.
    fn offset(&self, span: usize) -> i64 {
        self.offsets
            .get(span)
            .map_or(0, |seconds| i64::from(*seconds) / 60)
    }

    /// Whether the span's clock shows this minute.
    fn shows(&self, span: usize, local: i64) -> bool {
        let utc = local - self.offset(span);
        let begun = span == 0 || self.begin(span) <= utc;
        let over = span + 1 < self.begins.len() && self.begin(span + 1) <= utc;
        span < self.begins.len() && begun && !over
    }
}

/// Whole minutes since the start of the table, read as if `time` were UTC.
fn minutes(time: NaiveDateTime) -> i64 {
    time.and_utc().timestamp().div_euclid(60) - START
}

impl TimeZone for Tz {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let sequence = table::sequence(self.sequence());
        let at = minutes(*local);
        // No offset and no change is larger than a day and a half, so the
        // spans that can show this minute begin close to it.
        let near = sequence.span_at(at);
        let mut found = (near.saturating_sub(2)..=near + 2)
            .filter(|span| sequence.shows(*span, at))
            .filter_map(|span| sequence.offsets.get(span))
            .map(|seconds| self.offset(*seconds));
        match (found.next(), found.next()) {
            (None, _) => MappedLocalTime::None,
            (Some(only), None) => MappedLocalTime::Single(only),
            (Some(earlier), Some(later)) => MappedLocalTime::Ambiguous(earlier, later),
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        let sequence = table::sequence(self.sequence());
        let span = sequence.span_at(minutes(*utc));
        self.offset(sequence.offsets.get(span).copied().unwrap_or(0))
    }
}
