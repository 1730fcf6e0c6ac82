//! `holdfast rhythm check`.

use super::{document::Document, instant::instant, line::Line};
use crate::{failure::Failure, output::say_all};
use holdfast_rhythm::TZ_DATABASE_VERSION;

/// Says whether an agreement holds together, or everything that is wrong
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    document: Document,
}

/// Checks.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let agreement = arguments.document.agreement()?;
    say_all([Line::Ok {
        ok: true,
        version: agreement.version(),
        zone: agreement.zone().to_string(),
        effective_from: agreement.document().effective_from.to_string(),
        starts: instant(agreement.starts()),
        tz_database: TZ_DATABASE_VERSION,
    }])
}
