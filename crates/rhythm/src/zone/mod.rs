//! Zones by their IANA name, from a table that is small enough for a phone.
//!
//! The facts are chrono-tz's: `tests/rhythm/zone_table.rs` makes the table from
//! it and holds the two against each other. `docs/decisions/rhythm-zones.md`
//! says why the app does not carry chrono-tz itself.

mod changes;
mod clock;
mod names;
mod offset;
mod table;

use core::{fmt, str::FromStr};

pub(crate) use changes::Change;
pub(crate) use clock::Clock;
pub use offset::ZoneOffset;

use crate::problem::Problem;

/// The release of the IANA time zone database behind the table, such as
/// `2025b`. Stored with every promise: the past is never computed again with
/// other rules.
pub const TZ_DATABASE_VERSION: &str = names::DATABASE_VERSION;

/// A time zone of the IANA database. Its clocks are known from the start of
/// 2000 to the end of 2050; earlier and later instants have the first and the
/// last offset known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tz(u16);

impl Tz {
    /// The zone's IANA name, such as `Europe/Berlin`.
    #[must_use]
    pub fn name(self) -> &'static str {
        names::NAMES
            .get(usize::from(self.0))
            .map_or("UTC", |(name, _)| name)
    }

    /// Every zone, in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).map(Self).take(names::NAMES.len())
    }

    fn sequence(self) -> usize {
        names::NAMES
            .get(usize::from(self.0))
            .map_or(0, |(_, sequence)| usize::from(*sequence))
    }
}

/// There is no zone of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name:?} is no time zone of the IANA database")]
pub struct UnknownZone {
    name: String,
}

impl FromStr for Tz {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        names::NAMES
            .binary_search_by(|(known, _)| (*known).cmp(name))
            .ok()
            .and_then(|index| u16::try_from(index).ok())
            .map(Self)
            .ok_or_else(|| UnknownZone { name: name.into() })
    }
}

impl fmt::Display for Tz {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl fmt::Debug for Tz {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

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
