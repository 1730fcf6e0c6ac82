//! Instants as RFC 3339 writes them.

use chrono::{DateTime, SecondsFormat, TimeZone, Timelike as _, Utc};
use std::fmt::Display;

const EXPECTED: &str =
    "expected a date and time as RFC 3339 writes it, such as 2026-11-23T14:00:00Z";

/// What is said of an instant after it.
const BEYOND: &str =
    "expected an instant up to the end of 2050: the clocks of later years are not known";

/// The first instant of which the zones' clocks are not known
/// (docs/decisions/rhythm-zones.md), in seconds since 1970.
const CLOCKS_END: i64 = 2_556_144_000;

/// The instant in `text`.
///
/// # Errors
/// What would be accepted.
pub(crate) fn parse(text: &str) -> Result<DateTime<Utc>, String> {
    // chrono also takes a space for the T and a typographer's minus.
    let is_written_so = text.is_ascii() && matches!(text.as_bytes().get(10), Some(b'T' | b't'));
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|instant| instant.to_utc())
        .filter(|instant| is_written_so && is_on_the_clock(instant))
        .ok_or(EXPECTED)
        .and_then(|instant| match instant.timestamp() {
            ..=CLOCKS_END => Ok(instant),
            _ => Err(BEYOND),
        })
        .map_err(Into::into)
}

/// Leap seconds come at the end of a day and nowhere else.
fn is_on_the_clock(instant: &DateTime<Utc>) -> bool {
    let is_leap_second = instant.nanosecond() >= 1_000_000_000;
    !is_leap_second || (instant.hour(), instant.minute()) == (23, 59)
}

/// `at` with a `Z`, and with a fraction of a second only where it has one.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// `at` by the clocks of `zone`, with their offset.
pub(crate) fn local<Z>(at: DateTime<Utc>, zone: &Z) -> String
where
    Z: TimeZone<Offset: Display>,
{
    at.with_timezone(zone)
        .to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_as_rfc_3339_writes_them() {
        for (written, read) in [
            ("2026-11-23T14:00:00Z", "2026-11-23T14:00:00Z"),
            ("2026-11-23t14:00:00z", "2026-11-23T14:00:00Z"),
            ("2026-11-23T15:00:00+01:00", "2026-11-23T14:00:00Z"),
            ("2026-11-23T00:30:00-09:30", "2026-11-23T10:00:00Z"),
            ("2026-11-23T14:00:00-00:00", "2026-11-23T14:00:00Z"),
            ("2026-11-23T14:00:00.250Z", "2026-11-23T14:00:00.250Z"),
            ("2026-11-23T14:00:00.000Z", "2026-11-23T14:00:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            ("2051-01-01T00:00:00Z", "2051-01-01T00:00:00Z"),
        ] {
            assert_eq!(parse(written).map(instant), Ok(read.into()));
        }
    }

    #[test]
    fn nothing_else_is_an_instant() {
        for wrong in [
            "",
            "now",
            "2026-11-23",
            "2026-11-23T14:00:00",
            "2026-11-23T14:00Z",
            "2026-11-23 14:00:00Z",
            "2026-11-23T14:00:00 Z",
            "2026-11-23T14:00:00.Z",
            "2026-11-23T14:00:00+0100",
            "2026-11-23T14:00:00+01",
            "2026-11-23T14:00:00\u{2212}01:00",
            "2026-11-23T14:00:00+24:00",
            "2026-11-23T14:00:00+01:60",
            "2026-11-23T24:00:00Z",
            "2026-11-23T14:60:00Z",
            "2026-11-23T14:00:60Z",
            "2026-11-23T14:00:61Z",
            "2026-02-29T14:00:00Z",
            "2026-13-01T14:00:00Z",
            "26-11-23T14:00:00Z",
            "+2026-11-23T14:00:00Z",
            "1795442400",
            " 2026-11-23T14:00:00Z",
            "2026-11-23T14:00:00Z ",
            "２026-11-23T14:00:00Z",
        ] {
            assert_eq!(parse(wrong), Err(EXPECTED.into()), "{wrong}");
        }
    }

    #[test]
    fn no_instant_lies_beyond_the_known_clocks() {
        for beyond in ["2051-01-01T00:00:01Z", "9999-12-31T23:59:59Z"] {
            assert_eq!(parse(beyond), Err(BEYOND.into()), "{beyond}");
        }
    }

    #[test]
    fn a_local_time_carries_its_offset() {
        let at = parse("2026-11-23T14:00:00Z").unwrap();
        let shown = |zone: &str| local(at, &holdfast_rhythm::parse_zone(zone).unwrap());
        assert_eq!(shown("Europe/Berlin"), "2026-11-23T15:00:00+01:00");
        assert_eq!(shown("Asia/Kathmandu"), "2026-11-23T19:45:00+05:45");
        assert_eq!(shown("UTC"), "2026-11-23T14:00:00+00:00");
    }
}
