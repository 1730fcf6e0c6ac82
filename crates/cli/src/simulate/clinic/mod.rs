//! `holdfast simulate clinic`: who waits how long when many write and few are on call.
//!
//! Messages come by chance, with a danger that only the simulation knows; what is
//! noticed of it follows a table of rates. The same messages then meet the same people
//! under each rule.

mod messages;
mod people;
mod report;

use crate::{
    failure::Failure,
    output::{progress, say_all},
};
use holdfast_safety::routing::Costs;
use holdfast_sync::link_model::{NotAShare, Share};
use messages::Writing;
use people::{Clinic, Rule};
use report::Report;

/// Tells who waits how long when many patients write and few people are on call
///
/// Prints one line of JSON for each rule: all in order of arrival; what was noticed in
/// order of arrival; what was noticed, the likeliest danger first; and only that for
/// which the costs say that a call is worth it. What the people on call do not come to
/// waits for the therapist's next window, on a working day at 16:00.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many patients write
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000), default_value_t = 2000)]
    patients: u32,
    /// How many people are on call, day and night
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000), default_value_t = 3)]
    people: u16,
    /// For how many days
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3650), default_value_t = 28)]
    days: u32,
    /// Messages of one patient in a day, on average
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100), default_value_t = 1)]
    messages: u16,
    /// What a call costs
    #[arg(long, value_name = "N", default_value_t = 1)]
    call_cost: u32,
    /// What a missed danger costs
    #[arg(long, value_name = "N", default_value_t = 20)]
    miss_cost: u32,
    /// The share of what would be noticed that is not
    #[arg(long, value_name = "P", value_parser = share, default_value = "0")]
    overlooked: Share,
    /// The same seed gives the same luck
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// Plays it.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let writing = Writing {
        patients: arguments.patients,
        per_day: arguments.messages,
        days: arguments.days,
        overlooked: arguments.overlooked,
    };
    let messages = writing.messages(arguments.seed);
    progress(format_args!("{} messages", messages.len()));
    let clinic = Clinic {
        people: arguments.people.into(),
        costs: Costs {
            call: arguments.call_cost,
            miss: arguments.miss_cost,
        },
    };
    let lines = Rule::ALL.map(|rule| {
        let report = Report::of(rule, &messages, &clinic.serve(rule, &messages));
        // Numbers always have a JSON form.
        serde_json::to_string(&report).unwrap_or_default()
    });
    say_all(lines)
}

fn share(text: &str) -> Result<Share, String> {
    let number = text
        .parse()
        .map_err(|_| format!("expected a number, not {text:?}"))?;
    Share::new(number).map_err(|problem: NotAShare| problem.to_string())
}
