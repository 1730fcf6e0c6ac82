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
}

impl Sequence {
    /// The span that holds at this minute since 1970.
    pub(super) fn span_at(&self, minute: i64) -> usize {
        self.begins
            .partition_point(|begin| START + i64::from(*begin) <= minute)
            .saturating_sub(1)
    }

    /// In minutes since 1970.
    pub(super) fn begin(&self, span: usize) -> i64 {
        START + self.begins.get(span).map_or(0, |begin| i64::from(*begin))
    }

    /// In minutes.
    pub(super) fn offset(&self, span: usize) -> i64 {
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

/// Whole minutes since 1970, read as if `time` were UTC.
fn minutes(time: NaiveDateTime) -> i64 {
    time.and_utc().timestamp().div_euclid(60)
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
