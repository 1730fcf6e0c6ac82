//! `holdfast rhythm ics`.

use super::{document::Document, instant};
use crate::{failure::Failure, output::give};
use chrono::{DateTime, Months, Utc};
use holdfast_rhythm::{
    Timeline, Window,
    calendar::{CalendarWords, write},
};

/// How long a calendar is that nobody set an end.
const TWO_YEARS: Months = Months::new(24);

/// Writes the windows as a calendar for other programs
///
/// The file has each window as an event (RFC 5545), and once more as
/// availability (RFC 7953).
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    document: Document,
    /// Where the calendar begins, as RFC 3339 writes it [default: when the agreement does]
    #[arg(long, value_name = "T", value_parser = instant::parse)]
    from: Option<DateTime<Utc>>,
    /// Where it ends; this instant is outside [default: two years later]
    #[arg(long, value_name = "T", value_parser = instant::parse)]
    to: Option<DateTime<Utc>>,
}

/// Writes it.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let agreement = arguments.document.agreement()?;
    let starts = agreement.starts();
    let from = arguments.from.unwrap_or(starts);
    let two_years_later = from.checked_add_months(TWO_YEARS).unwrap_or(from);
    let to = arguments.to.unwrap_or(two_years_later);
    if to < from {
        return Err(Failure::Backwards { from, to });
    }
    let words = CalendarWords {
        name: "Holdfast".into(),
        window: "Letters are read and answered".into(),
        away: "Away".into(),
    };
    let span = Window {
        opens: from,
        closes: to,
    };
    let mut timeline = Timeline::new();
    timeline.accept(agreement, starts);
    give(&write(&timeline, span, &words, Utc::now()))
}
