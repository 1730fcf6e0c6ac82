//! How far back letters must be here for the ledger to be right.

use crate::state::Conversation;
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_rhythm::{Occurrence, Timeline};

/// How far apart the windows of an agreement are looked for.
const REACH: TimeDelta = TimeDelta::days(400);
/// Where the windows that have passed are found almost always.
const NEAR: TimeDelta = TimeDelta::days(30);
const INSTANT: TimeDelta = TimeDelta::milliseconds(1);

impl Conversation {
    /// Whether all letters are here that the ledger needs to tell of every
    /// promised window that opens at `from` or later, and every letter that
    /// was written since.
    #[must_use]
    pub fn covers(&self, from: DateTime<Utc>) -> bool {
        let Some(here) = self.reach.from.filter(|_| self.reach.older) else {
            return true;
        };
        // Who wrote before that was answered by then, and promised nothing
        // later.
        let before = promised_since(&self.timeline, from);
        let first = self.departures.after(here.left).first();
        here.left < before && first.is_some_and(|(left, _)| *left < before)
    }
}

/// Who was answered earlier than this was promised no window that opens at
/// `from` or later.
fn promised_since(timeline: &Timeline, from: DateTime<Utc>) -> DateTime<Utc> {
    let mut since = two_before(timeline, from);
    // A new version may have more windows than the one that an earlier letter
    // was promised by.
    for version in timeline.versions() {
        let eve = version.accepted - INSTANT;
        let promise = timeline.promise(eve);
        if version.accepted <= from && promise.is_some_and(|window| window.opens >= from) {
            since = since.min(two_before(timeline, eve));
        }
    }
    since
}

/// The opening of the last window but one that opens before `at`.
fn two_before(timeline: &Timeline, at: DateTime<Utc>) -> DateTime<Utc> {
    for reach in [NEAR, REACH] {
        let windows = timeline.windows(at - reach, at);
        let opened = windows.iter().rev().filter_map(|occurrence| {
            let Occurrence::Open(window) = occurrence else {
                return None;
            };
            (window.opens < at).then_some(window.opens)
        });
        if let Some(opens) = opened.take(2).nth(1) {
            return opens;
        }
    }
    at - REACH
}
