//! What the accepted timings of a conversation mean for its replies.

use super::{Fate, Hold};
use crate::ladder::Ladder;
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
    damage: Damage,
}

/// What is known about timings that cannot be read any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Damage {
    /// Each can be read.
    #[default]
    None,
    /// One cannot, so nobody knows what rules.
    UntilReplaced,
    /// One cannot, but from then on another rules.
    Until(DateTime<Utc>),
}

impl Agreed {
    /// Adds a timing that was accepted at `accepted`.
    ///
    /// # Errors
    /// When the document is no agreement.
    pub fn accept(&mut self, document: &str, accepted: DateTime<Utc>) -> Result<(), DamagedTiming> {
        let agreement =
            Agreement::parse(document).map_err(|problems| DamagedTiming { problems })?;
        if self.damage == Damage::UntilReplaced {
            self.damage = Damage::Until(agreement.starts().max(accepted));
        }
        self.timeline.accept(agreement, accepted);
        Ok(())
    }

    /// Notes that a letter of the patient's arrived, so that the window it was
    /// promised lets a reply out whatever is accepted after it (product rule
    /// 5). Neither order nor repeats matter.
    pub fn take_letter(&mut self, arrived: DateTime<Utc>) {
        self.timeline.take_letter(arrived);
    }

    /// When each readable timing was accepted. The last letter before each of
    /// them is all that [`Self::take_letter`] needs to be told.
    pub fn acceptances(&self) -> impl Iterator<Item = DateTime<Utc>> {
        self.timeline.versions().map(|version| version.accepted)
    }

    /// Says that the timing accepted next cannot be read any more. Replies then
    /// wait until another one rules.
    pub const fn accept_damaged(&mut self) {
        self.damage = Damage::UntilReplaced;
    }

    /// What becomes of a reply that arrives, is let go, or is due at `now`.
    ///
    /// An hour that was given to it before does not count: it leaves when a
    /// window opens, by what is agreed now. So it leaves in a window that a
    /// change has taken away only if that was promised to a letter, and never
    /// after a window has closed, as when the relay was down (product rule 4).
    #[must_use]
    pub fn release(&self, now: DateTime<Utc>) -> Fate {
        if self.is_unknown(now) {
            return Fate::Held(Hold::NoWindow);
        }
        match self.timeline.release(now) {
            ReleaseAt::Now => Fate::Left(now),
            ReleaseAt::At(hour) => Fate::Held(Hold::Until(hour)),
            ReleaseAt::NotWithinReach => Fate::Held(Hold::NoWindow),
        }
    }

    /// Whether there is a rhythm at `now`, even if nobody can read it any more.
    #[must_use]
    pub fn rules(&self, now: DateTime<Utc>) -> bool {
        self.is_unknown(now) || self.timeline.in_force(now).is_some()
    }

    /// Whom to tell that a letter asks for somebody at `now`; none where nobody
    /// is agreed.
    #[must_use]
    pub fn ladder(&self, now: DateTime<Utc>) -> Option<Ladder> {
        if self.is_unknown(now) {
            return None;
        }
        Ladder::of(self.timeline.in_force(now)?)
    }

    /// Whether the version of this number rules at `now`, or comes after the one
    /// that does.
    #[must_use]
    pub fn counts(&self, version: u32, now: DateTime<Utc>) -> bool {
        let ruling = self.timeline.in_force(now);
        ruling.is_none_or(|ruling| version >= ruling.version())
    }

    /// When the next window opens, strictly after `now`.
    #[must_use]
    pub fn next_opening(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.is_unknown(now) {
            return None;
        }
        self.timeline.next_opening(now).map(|window| window.opens)
    }

    fn is_unknown(&self, now: DateTime<Utc>) -> bool {
        match self.damage {
            Damage::None => false,
            Damage::UntilReplaced => true,
            Damage::Until(replaced) => now < replaced,
        }
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
