//! `holdfast rhythm windows`.

use super::{document::Document, instant, line::Line};
use crate::{failure::Failure, output::say_all};
use chrono::{DateTime, Utc};
use holdfast_rhythm::{Tz, parse_zone};

/// Lists every window that overlaps a span of time
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    document: Document,
    /// Where the span begins, as RFC 3339 writes it
    #[arg(long, value_name = "T", value_parser = instant::parse)]
    from: DateTime<Utc>,
    /// Where it ends; this instant is outside
    #[arg(long, value_name = "T", value_parser = instant::parse)]
    to: DateTime<Utc>,
    /// Whose clocks the local times are by, as an IANA name [default: the agreement's]
    #[arg(long, value_name = "Z", value_parser = zone)]
    zone: Option<Tz>,
}

/// Lists them.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (from, to) = (arguments.from, arguments.to);
    if to < from {
        return Err(Failure::Backwards { from, to });
    }
    let agreement = arguments.document.agreement()?;
    let zone = arguments.zone.unwrap_or(agreement.zone());
    say_all(
        agreement
            .occurrences(from, to)
            .map(|occurrence| Line::occurrence(&occurrence, zone)),
    )
}

fn zone(name: &str) -> Result<Tz, String> {
    parse_zone(name).map_err(|problem| format!("expected {}", problem.expected))
}
