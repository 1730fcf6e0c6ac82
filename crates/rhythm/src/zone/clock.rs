//! Wall times of one zone, read one after the other.

use chrono::{DateTime, Utc};

use super::Tz;
use super::table::{self, Sequence};
use crate::day::Day;
use crate::wall_time::WallTime;

/// A zone's clock on the wall. It knows the span in which it was last read, so
/// that times near each other are read fast. Instants are minutes since 1970.
pub(crate) struct Clock {
    sequence: &'static Sequence,
    span: Span,
}

/// Wall times from one change of the clocks to the next, both by the clock that
/// goes on until the change.
#[derive(Clone, Copy)]
struct Span {
    from: i64,
    until: i64,
    /// Where the change at the beginning puts the clock forward, the first wall
    /// time that it shows again.
    skipped_until: i64,
    offset_before: i64,
    offset: i64,
}

impl Clock {
    pub(crate) fn new(zone: Tz) -> Self {
        let sequence = table::sequence(zone.sequence());
        let span = sequence.span_of(i64::MAX);
        Self { sequence, span }
    }

    /// The instant of `time` on `day`: see [`resolve`](crate::resolve).
    pub(crate) fn resolve(&mut self, day: Day, time: WallTime) -> i64 {
        let local = day.midnight() + i64::from(time.minutes());
        let span = self.span(local);
        if local < span.skipped_until {
            local - span.offset_before
        } else {
            local - span.offset
        }
    }

    /// A bound: no wall time of this or a later day is before it.
    pub(crate) fn earliest(&mut self, day: Day) -> i64 {
        let local = day.midnight();
        let span = self.span(local);
        if local < span.skipped_until {
            // What is skipped moves behind what follows the change.
            span.from - span.offset_before
        } else {
            local - span.offset
        }
    }

    /// The day that the clock shows at `instant`.
    pub(crate) fn day_at(&self, instant: DateTime<Utc>) -> Day {
        let minute = instant.timestamp().div_euclid(60);
        let span = self.sequence.span_at(minute);
        Day::at(minute + self.sequence.offset(span))
    }

    fn span(&mut self, local: i64) -> Span {
        if local < self.span.from || self.span.until <= local {
            self.span = self.sequence.span_of(local);
        }
        self.span
    }
}

impl Sequence {
    fn span_of(&self, local: i64) -> Span {
        let last = self.begins.len().saturating_sub(1);
        // By the clock of the span before it: of wall times that come twice, the
        // first counts.
        let from = |span: usize| self.begin(span) + self.offset(span.saturating_sub(1));
        // No offset is larger than a day and a half, so the span begins close to
        // where it would if the wall time were UTC.
        let mut span = (self.span_at(local) + 2).min(last);
        while span > 0 && from(span) > local {
            span -= 1;
        }
        let (first, offset) = (span == 0, self.offset(span));
        Span {
            from: if first { i64::MIN } else { from(span) },
            until: if span == last {
                i64::MAX
            } else {
                from(span + 1)
            },
            skipped_until: if first {
                i64::MIN
            } else {
                self.begin(span) + offset
            },
            offset_before: self.offset(span.saturating_sub(1)),
            offset,
        }
    }
}
