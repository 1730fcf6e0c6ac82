//! Words that were sealed before the device knew their language: what is said
//! of them once it does (docs/decisions/safety-late.md).

use crate::state::{Conversation, Standing};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Content, EnvelopeId, EnvelopeKind, LateNotice, Noticed};

/// For how long after it came a letter may still call somebody: a weekend.
const CALLS_WITHIN: TimeDelta = TimeDelta::hours(72);

/// A letter or a check-in that is to be looked at again, and what was not
/// meant in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlooked {
    /// Which.
    pub id: EnvelopeId,
    /// The rules that are quiet for it, one on each line.
    pub quieted: String,
}

/// What `noted` says is to be looked at again, in order.
#[must_use]
pub fn unlooked(noted: &str) -> Vec<Unlooked> {
    let one = |one: &str| {
        let (id, quieted) = one.split_once('\n')?;
        let id = id.parse().ok()?;
        let quieted = quieted.to_owned();
        Some(Unlooked { id, quieted })
    };
    parts(noted).filter_map(one).collect()
}

/// What is noted once this is to be looked at again too; `quieted` are the
/// rules that are quiet for it, one on each line.
#[must_use]
pub fn with_unlooked(noted: &str, id: EnvelopeId, quieted: &str) -> String {
    [noted, &id.to_string(), "\n", quieted, "\n"].concat()
}

/// What is noted once this was looked at.
#[must_use]
pub fn without_unlooked(noted: &str, id: EnvelopeId) -> String {
    let id = id.to_string();
    parts(noted).filter(|one| !one.starts_with(&id)).collect()
}

/// One for each letter or check-in, each with the empty line after it.
fn parts(noted: &str) -> impl Iterator<Item = &str> {
    noted.split_inclusive("\n\n")
}

impl Conversation {
    /// What this device of the patient's still has to say of their letter or
    /// check-in in which this is noticed now. None where it carries as much
    /// already, where it is answered or ended, or somebody has read and taken
    /// it on. It calls nobody because of what has lain there for days.
    #[must_use]
    pub fn late_notice(
        &self,
        letter: EnvelopeId,
        noticed: Noticed,
        now: DateTime<Utc>,
    ) -> Option<LateNotice> {
        let (carried, standing) = self.carried(letter)?;
        let carried = self.noticed_in(letter, carried);
        let is_more = carried.is_none_or(|carried| carried.level < noticed.level);
        let refused = matches!(standing, Standing::NeedsYou(_));
        let words = self.letter(letter);
        let is_over = words.is_some_and(|letter| self.settled(letter).is_some());
        if !is_more || refused || is_over || self.is_acknowledged(letter) {
            return None;
        }
        let kind = self.kind_for(Some(&noticed), EnvelopeKind::Shared, now);
        let arrived = standing.arrived();
        let pages = kind == EnvelopeKind::Page
            && arrived.is_none_or(|arrived| now - arrived <= CALLS_WITHIN)
            && self.taken_on(letter).is_none();
        Some(LateNotice {
            letter,
            noticed,
            pages,
            written: now,
        })
    }

    /// Whether a letter still waits for somebody: neither answered, closed nor
    /// taken on.
    #[must_use]
    pub fn waits(&self, letter: EnvelopeId) -> bool {
        let is_settled = |letter| self.settled(letter).is_some();
        self.letter(letter)
            .is_some_and(|letter| !is_settled(letter))
            && self.taken_on(letter).is_none()
    }

    /// What a letter or check-in of the patient's carries, and how far it has
    /// come.
    fn carried(&self, id: EnvelopeId) -> Option<(Option<&Noticed>, &Standing)> {
        if let Some(letter) = self.letter(id) {
            let is_theirs = self.is_patients(letter);
            return is_theirs.then_some((letter.noticed.as_ref(), &letter.standing));
        }
        let entry = self.shared.get(&id)?;
        match &entry.content {
            Content::CheckIn(check_in) => Some((check_in.noticed.as_ref(), &entry.standing)),
            _ => None,
        }
    }

    /// What came after a letter or check-in and says what was noticed in it,
    /// each with its own envelope.
    fn late_words(&self, letter: EnvelopeId) -> impl Iterator<Item = (EnvelopeId, &LateNotice)> {
        let about = self.late.iter().filter(move |(about, _)| *about == letter);
        about.filter_map(|(_, id)| match &self.shared.get(id)?.content {
            Content::LateNotice(word) => Some((*id, word)),
            _ => None,
        })
    }

    /// What was noticed in a letter or check-in that carries this: that, or
    /// what came after it and is more pressing.
    #[must_use]
    pub fn noticed_in<'a>(
        &'a self,
        id: EnvelopeId,
        carried: Option<&'a Noticed>,
    ) -> Option<&'a Noticed> {
        let late = self.late_words(id).map(|(_, word)| &word.noticed);
        late.chain(carried).max_by_key(|noticed| noticed.level)
    }

    /// The envelope because of which somebody is called, if anybody is: what
    /// came after this letter or check-in, or itself.
    #[must_use]
    pub fn caller(&self, id: EnvelopeId) -> EnvelopeId {
        let late = self.late_words(id).find(|(_, word)| word.pages);
        late.map_or(id, |(late, _)| late)
    }
}
