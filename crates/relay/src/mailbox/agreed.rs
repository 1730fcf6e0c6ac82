//! What the accepted timings of a conversation mean for its replies.

use super::{Fate, Hold};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::Refusal;
use holdfast_rhythm::{Agreement, Problems, ReleaseAt, Timeline, check_notice};

/// How far a version may be ahead of the latest: leaving some out is fine, but
/// the last number there is would be the last change ever.
const VERSIONS_AHEAD_MAX: u32 = 1000;

/// How far ahead a timing may begin.
const DAYS_AHEAD_MAX: i64 = 366;

/// A timing that was accepted cannot be read any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an accepted timing cannot be read: {problems}")]
pub struct DamagedTiming {
    /// What is wrong with it.
    pub problems: Problems,
}

/// The timings that both sides of a conversation accepted.
#[derive(Debug, Clone, Default)]
pub struct Agreed {
    timeline: Timeline,
}

impl Agreed {
    /// Adds a timing that was accepted at `accepted`.
    ///
    /// # Errors
    /// When the document is no agreement.
    pub fn accept(&mut self, document: &str, accepted: DateTime<Utc>) -> Result<(), DamagedTiming> {
        let agreement =
            Agreement::parse(document).map_err(|problems| DamagedTiming { problems })?;
        self.timeline.accept(agreement, accepted);
        Ok(())
    }

    /// What becomes of a reply that arrives, or is let go, at `now`.
    #[must_use]
    pub fn release(&self, now: DateTime<Utc>) -> Fate {
        match self.timeline.release(now) {
            ReleaseAt::Now => Fate::Left(now),
            ReleaseAt::At(hour) => Fate::Held(Hold::Until(hour)),
            ReleaseAt::NotWithinReach => Fate::Held(Hold::NoWindow),
        }
    }

    /// When the next window opens, strictly after `now`.
    #[must_use]
    pub fn next_opening(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.timeline.next_opening(now).map(|window| window.opens)
    }

    /// Whether `document` may be proposed at `now`.
    ///
    /// # Errors
    /// [`Refusal::BadTiming`] where it is no agreement, carries notes that are
    /// none of the relay's business, is not written as
    /// [`Agreement::timing`] writes it, has a version that does not follow the
    /// latest, or begins more than a year ahead;
    /// [`Refusal::TooSoon`] where it comes with too little notice.
    pub fn check(&self, document: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        let next = Agreement::parse(document).map_err(|problems| Refusal::BadTiming {
            problems: problems.iter().map(ToString::to_string).collect(),
        })?;
        if next.document().away.iter().any(|away| away.note.is_some()) {
            return Err(bad(
                "At away, there is a note: the timing must come without notes.",
            ));
        }
        if next.timing() != document {
            return Err(bad(
                "At document, this text cannot be accepted: expected the timing as it is always written.",
            ));
        }
        let latest = self.timeline.versions().last().map(|last| &last.agreement);
        let (version, newest) = (next.version(), latest.map_or(0, Agreement::version));
        let furthest = newest.saturating_add(VERSIONS_AHEAD_MAX);
        if version <= newest || version > furthest {
            return Err(bad(&format!(
                "At version, {version} cannot be accepted: expected more than {newest} and at most {furthest}."
            )));
        }
        // A slip of the year would keep every later change away.
        let last = now + TimeDelta::days(DAYS_AHEAD_MAX);
        if next.starts() > last {
            return Err(bad(&format!(
                "At effective_from, {} cannot be accepted: expected {} or an earlier date.",
                next.document().effective_from,
                last.date_naive()
            )));
        }
        check_notice(latest, &next, now).map_err(|_| Refusal::TooSoon)
    }
}

fn bad(problem: &str) -> Refusal {
    Refusal::BadTiming {
        problems: vec![problem.into()],
    }
}
