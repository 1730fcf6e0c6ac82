//! Numbers of help lines that did not work for whoever is at this device.

use chrono::{DateTime, Utc};
use holdfast_protocol::NumberReport;

/// A number that did not work, and whether the clinic was told.
#[derive(Debug, Clone, PartialEq)]
pub struct Unworking {
    /// Which.
    pub report: NumberReport,
    /// Whether it is on its way to the clinic, or there.
    pub told: bool,
}

/// As it is kept on the device: a number a line. What cannot be read is left
/// out.
#[must_use]
pub fn read_unworking(kept: &str) -> Vec<Unworking> {
    kept.lines().filter_map(read_one).collect()
}

fn read_one(line: &str) -> Option<Unworking> {
    let mut parts = line
        .split('\t')
        .map(|part| part.replace(char::is_control, ""));
    let mut next = || parts.next();
    let (country, number, line) = (next()?, next()?, next()?);
    let written = DateTime::<Utc>::from_timestamp_millis(next()?.parse().ok()?)?;
    let report = NumberReport {
        country,
        line,
        number,
        written,
    };
    let told = next()? == "told";
    Some(Unworking { report, told })
}

/// The other way round.
#[must_use]
pub fn write_unworking(all: &[Unworking]) -> String {
    let mut kept = String::new();
    for Unworking { report, told } in all {
        let written = report.written.timestamp_millis().to_string();
        let told = if *told { "told" } else { "here" };
        let parts = [&report.country, &report.number, &report.line];
        for part in parts {
            kept.extend(part.chars().filter(|one| !one.is_control()));
            kept.push('\t');
        }
        kept.push_str(&written);
        kept.push('\t');
        kept.push_str(told);
        kept.push('\n');
    }
    kept
}
