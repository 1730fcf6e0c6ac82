//! Zones by their IANA name.

use chrono_tz::Tz;

use crate::problem::Problem;

/// The release of the IANA time zone database this program was built with,
/// such as `2025b`. Stored with every promise: the past is never computed
/// again with other rules.
pub const TZ_DATABASE_VERSION: &str = chrono_tz::IANA_TZDB_VERSION;

/// The zone with this IANA name, written exactly as the database writes it.
///
/// # Errors
/// A [`Problem`] at the path `zone` when the database has no such name.
///
/// ```
/// assert!(holdfast_rhythm::parse_zone("Europe/Berlin").is_ok());
/// let problem = holdfast_rhythm::parse_zone("Berlin").unwrap_err();
/// assert_eq!(problem.value, "\"Berlin\"");
/// ```
pub fn parse_zone(name: &str) -> Result<Tz, Problem> {
    name.parse().map_err(|_| {
        Problem::of_text(
            "zone",
            name,
            "the IANA name of a time zone, such as \"Europe/Berlin\"",
        )
    })
}
