//! `holdfast rhythm promise`.

use super::{
    document::Document,
    instant::{self, instant},
    line::Line,
};
use crate::{failure::Failure, output::say_all};
use chrono::{DateTime, Utc};
use holdfast_rhythm::{Agreement, REACH};

/// Tells in which window a message will be answered
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    document: Document,
    /// When the message reached the relay, as RFC 3339 writes it
    #[arg(long, value_name = "T", value_parser = instant::parse)]
    at: DateTime<Utc>,
}

/// Tells it.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let agreement = arguments.document.agreement()?;
    let line = match agreement.promise(arguments.at) {
        Some(window) => Line::window(window, agreement.zone()),
        None => Line::NoPromise {
            promise: (),
            reason: reason(&agreement, arguments.at),
        },
    };
    say_all([line])
}

fn reason(agreement: &Agreement, at: DateTime<Utc>) -> String {
    let reason = format!(
        "no window opens within {} days of {}",
        REACH.num_days(),
        instant(at)
    );
    if at < agreement.starts() {
        let begins = agreement.document().effective_from;
        format!("{reason}: the agreement begins on {begins}")
    } else {
        reason
    }
}
