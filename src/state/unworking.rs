//! Numbers of help lines that did not work for whoever is at this device.

use super::quiet::part;
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

/// As it is kept in the note beside the letters: a number a line. What cannot be
/// read is left out.
#[must_use]
pub fn read_unworking(beside: &str) -> Vec<Unworking> {
    let lines = beside.lines();
    lines
        .filter_map(|line| read_one(line.strip_prefix('\t')?))
        .collect()
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

/// The note with these in the place of its numbers.
#[must_use]
pub fn with_unworking(beside: &str, all: &[Unworking]) -> String {
    let mut kept = part(beside, false);
    for Unworking { report, told } in all {
        kept.push('\t');
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

/// Numbers as they are kept where nobody has joined and nothing is sealed:
/// (country, number), a number a line. A line of an older build says more, which
/// is left out.
#[must_use]
pub fn read_numbers(kept: &str) -> Vec<(String, String)> {
    let one = |line: &str| {
        let mut parts = line.split('\t');
        let (country, number) = (parts.next()?, parts.next()?);
        Some((country.to_owned(), number.to_owned()))
    };
    kept.lines().filter_map(one).collect()
}

/// The other way round.
#[must_use]
pub fn write_numbers(all: &[(String, String)]) -> String {
    let lines = all.iter();
    lines
        .map(|(country, number)| [country, "\t", number, "\n"].concat())
        .collect()
}
