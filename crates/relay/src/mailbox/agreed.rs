//! What the accepted timings of a conversation mean for its replies.

use super::{Fate, Hold};
use chrono::{DateTime, Utc};
use holdfast_protocol::Refusal;
use holdfast_rhythm::{Agreement, Problems, ReleaseAt, Timeline, check_notice};

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
    /// none of the relay's business, or is not newer than the latest version;
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
        let latest = self.timeline.versions().last().map(|last| &last.agreement);
        if let Some(latest) = latest
            && next.version() <= latest.version()
        {
            let (version, latest) = (next.version(), latest.version());
            return Err(bad(&format!(
                "At version, {version} cannot be accepted: expected more than {latest}."
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
