//! `holdfast rhythm release`.

use super::{
    document::Document,
    instant::{self, instant},
    line::Line,
};
use crate::{failure::Failure, output::say_all};
use chrono::{DateTime, Utc};

/// Tells when a reply may leave
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    document: Document,
    /// When the reply was written, as RFC 3339 writes it
    #[arg(long, value_name = "T", value_parser = instant::parse)]
    at: DateTime<Utc>,
}

/// Tells it.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let agreement = arguments.document.agreement()?;
    let line = match agreement.release(arguments.at) {
        Some(release) => Line::Release {
            release: instant(release),
        },
        None => Line::NoRelease {
            release: (),
            reason: format!("no window opens after {}", instant(arguments.at)),
        },
    };
    say_all([line])
}
