//! What will happen to a letter that is sent now.

use chrono::{DateTime, Utc};
use holdfast_rhythm::{ReleaseAt, Timeline, Window};

/// When a patient's letter will be answered if it arrives now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// Nothing is agreed yet.
    NothingAgreed,
    /// An agreement rules, but no window is within reach.
    NoWindow,
    /// In this window, if it arrives before.
    Within {
        /// The last moment to arrive for it.
        before: DateTime<Utc>,
        /// The window.
        window: Window,
    },
}

/// The answer that a letter gets that arrives now.
#[must_use]
pub fn answered(timeline: &Timeline, now: DateTime<Utc>) -> Answered {
    let Some(promise) = timeline.promise_record(now) else {
        return if timeline.in_force(now).is_some() {
            Answered::NoWindow
        } else {
            Answered::NothingAgreed
        };
    };
    let cutoff = timeline
        .versions()
        .find(|there| there.agreement.version() == promise.version)
        .map(|there| there.agreement.cutoff())
        .unwrap_or_default();
    Answered::Within {
        before: promise.window.closes - cutoff,
        window: promise.window,
    }
}

/// When a reply leaves that is written now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// At once: nothing is agreed yet.
    NothingAgreed,
    /// At once: a window is open until then.
    Open(DateTime<Utc>),
    /// When the next window opens.
    At(DateTime<Utc>),
    /// No window is within reach.
    NoWindow,
}

/// When a reply leaves that is written now.
#[must_use]
pub fn leaves(timeline: &Timeline, now: DateTime<Utc>) -> Leaves {
    match timeline.release(now) {
        ReleaseAt::Now => timeline
            .window_at(now)
            .map_or(Leaves::NothingAgreed, |open| Leaves::Open(open.closes)),
        ReleaseAt::At(at) => Leaves::At(at),
        ReleaseAt::NotWithinReach => Leaves::NoWindow,
    }
}
