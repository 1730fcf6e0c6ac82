//! `holdfast simulate link`.

use crate::{
    failure::Failure,
    output::{progress, say_all},
};
use core::time::Duration;
use holdfast_sync::link_model::{LinkModel, Share, Trial};
use serde::Serialize;
use std::time::Instant;

/// How often something is said while it lasts.
const PROGRESS: Duration = Duration::from_secs(1);
/// More tries than this tell nothing more.
const TRIALS_MAX: u32 = 100_000_000;
/// Seconds of a week: longer than that nobody waits.
const SECONDS_MAX: f64 = 7.0 * 24.0 * 3600.0;

/// What takes longer is given up by every engine that has only just come back,
/// so that nothing would be measured but that.
const ROUND_TRIP_MS_MAX: i64 = 14_000;

/// Tells how often a call comes about, and a letter gets through, for someone
/// with little time and a poor link
///
/// Each minute is free with the probability --free; the link works in bursts,
/// of --burst-minutes on average, for the share --link of all time. A call needs
/// free time and a link that stays up to its end; a letter needs one round trip
/// in a free minute within --window-hours.
///
/// Prints one line of JSON: the share of tries in which a call came about, in
/// which the app's own engine got a letter through, and in which any engine
/// could have.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The share of minutes in which the person has time, from 0 to 1
    #[arg(long, value_name = "P", value_parser = share)]
    free: Share,
    /// The share of time in which the link works, from 0 to 1
    #[arg(long, value_name = "P", value_parser = share)]
    link: Share,
    /// How long the link stays up on average
    #[arg(long, value_name = "MINUTES", value_parser = minutes)]
    burst_minutes: Duration,
    /// How long a letter may take
    #[arg(long, value_name = "HOURS", value_parser = hours)]
    window_hours: Duration,
    /// How often it is tried
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(TRIALS_MAX)))]
    trials: u32,
    /// How long a call lasts
    #[arg(long, value_name = "MINUTES", value_parser = minutes, default_value = "15")]
    call_minutes: Duration,
    /// How long the relay's answer takes, up to 14000: an engine on its device gives a
    /// request up after 15 seconds
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u32).range(1..=ROUND_TRIP_MS_MAX), default_value_t = 300)]
    round_trip_ms: u32,
    /// The same seed gives the same luck
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// What comes of it: shares of the tries.
#[derive(Debug, Serialize)]
struct Line {
    call_success: f64,
    message_success: f64,
    bound: f64,
}

/// Plays it.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let model = LinkModel {
        free: arguments.free,
        link: arguments.link,
        burst: arguments.burst_minutes,
        window: arguments.window_hours,
        call: arguments.call_minutes,
        round_trip: Duration::from_millis(arguments.round_trip_ms.into()),
    };
    let (mut calls, mut messages, mut possible) = (0_u32, 0_u32, 0_u32);
    let mut said = Instant::now();
    for number in 0..arguments.trials {
        let trial: Trial = model.trial(arguments.seed, number.into());
        calls += u32::from(trial.call);
        messages += u32::from(trial.message);
        possible += u32::from(trial.possible);
        if said.elapsed() >= PROGRESS {
            said = Instant::now();
            progress(format_args!("{} of {} tries", number + 1, arguments.trials));
        }
    }
    let share = |count: u32| f64::from(count) / f64::from(arguments.trials);
    let line = Line {
        call_success: share(calls),
        message_success: share(messages),
        bound: share(possible),
    };
    // Numbers always have a JSON form.
    say_all([serde_json::to_string(&line).unwrap_or_default()])
}

fn share(text: &str) -> Result<Share, String> {
    Share::new(number(text)?).map_err(|problem| problem.to_string())
}

fn minutes(text: &str) -> Result<Duration, String> {
    seconds(text, 60.0, "minutes from 0.1 to 10080")
}

fn hours(text: &str) -> Result<Duration, String> {
    seconds(text, 3600.0, "hours from 0.002 to 168")
}

/// `text` times `unit` seconds.
fn seconds(text: &str, unit: f64, expected: &str) -> Result<Duration, String> {
    let seconds = number(text)? * unit;
    // NaN is in no range.
    if (6.0..=SECONDS_MAX).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err(format!("expected {expected}"))
    }
}

fn number(text: &str) -> Result<f64, String> {
    text.parse()
        .map_err(|_| "expected a number such as 0.25".to_owned())
}
