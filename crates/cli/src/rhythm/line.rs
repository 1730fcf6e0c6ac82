//! What is said about time: one JSON object a line, its keys in this order.

use super::instant::{instant, local};
use holdfast_rhythm::{Occurrence, Skipped, Tz, Window};
use serde::Serialize;

/// One answer.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Line {
    /// A window.
    Open {
        opens: String,
        closes: String,
        opens_local: String,
        closes_local: String,
    },
    /// A window that does not take place.
    Skipped {
        skipped: String,
        opens: String,
        closes: String,
        reason: String,
    },
    /// Nothing is promised.
    NoPromise { promise: (), reason: String },
    /// When a reply leaves.
    Release { release: String },
    /// A reply never leaves.
    NoRelease { release: (), reason: String },
    /// The agreement holds together.
    Ok {
        ok: bool,
        version: u32,
        zone: String,
        effective_from: String,
        starts: String,
        tz_database: &'static str,
    },
}

impl Line {
    /// A window, its local times by the clocks of `zone`.
    pub(crate) fn window(window: Window, zone: Tz) -> Self {
        Self::Open {
            opens: instant(window.opens),
            closes: instant(window.closes),
            opens_local: local(window.opens, &zone),
            closes_local: local(window.closes, &zone),
        }
    }

    /// An occurrence, its local times by the clocks of `zone`.
    pub(crate) fn occurrence(occurrence: &Occurrence, zone: Tz) -> Self {
        match occurrence {
            Occurrence::Open(window) => Self::window(*window, zone),
            Occurrence::Skipped(skipped) => Self::skipped(skipped),
        }
    }

    fn skipped(skipped: &Skipped) -> Self {
        Self::Skipped {
            skipped: skipped.date.to_string(),
            opens: skipped.opens.to_string(),
            closes: skipped.closes.to_string(),
            reason: skipped.reason.to_string(),
        }
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Text, numbers and null always have a JSON form.
        formatter.write_str(&serde_json::to_string(self).unwrap_or_default())
    }
}
