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
    /// The rules that are quiet for it.
    pub quieted: Vec<String>,
}

/// What `noted` says is to be looked at again, in order.
#[must_use]
pub fn unlooked(noted: &str) -> Vec<Unlooked> {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let id = words.next()?.parse().ok()?;
        let quieted = words.map(str::to_owned).collect();
        Some(Unlooked { id, quieted })
    };
    noted.lines().filter_map(line).collect()
}

/// What is noted once this is to be looked at again too; `quieted` are the
/// rules that are quiet for it, one on each line.
#[must_use]
pub fn with_unlooked(noted: &str, id: EnvelopeId, quieted: &str) -> String {
    let mut line = id.to_string();
    for rule in quieted.lines() {
        line.extend([" ", rule]);
    }
    [noted, &line, "\n"].concat()
}

/// What is noted once this was looked at.
#[must_use]
pub fn without_unlooked(noted: &str, id: EnvelopeId) -> String {
    let id = id.to_string();
    let others = noted.split_inclusive('\n');
    others.filter(|line| !line.starts_with(&id)).collect()
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

    /// What a letter or check-in of the patient's carries, as far as is known
    /// here, and how far it has come.
    pub(super) fn carried(&self, id: EnvelopeId) -> Option<(Option<&Noticed>, &Standing)> {
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
    /// with its own envelope; of several, one that calls somebody.
    pub(super) fn late_word(&self, letter: EnvelopeId) -> Option<(EnvelopeId, &LateNotice)> {
        let words = self.late_words().filter(|(_, word)| word.letter == letter);
        words.max_by_key(|(_, word)| (word.pages, word.noticed.level))
    }

    fn late_words(&self) -> impl Iterator<Item = (EnvelopeId, &LateNotice)> {
        self.shared().filter_map(|entry| match &entry.content {
            Content::LateNotice(word) if self.is_by_patient(entry.author) => Some((entry.id, word)),
            _ => None,
        })
    }

    /// The envelope because of which somebody is called, if anybody is: what
    /// came after this letter or check-in, or itself.
    #[must_use]
    pub fn caller(&self, id: EnvelopeId) -> EnvelopeId {
        let late = self.late_word(id).filter(|(_, word)| word.pages);
        late.map_or(id, |(late, _)| late)
    }

    /// Has a letter or check-in carry what came after it, if that says more.
    pub(super) fn carry_late(&mut self, id: EnvelopeId) {
        let late = self.late_word(id);
        let Some(noticed) = late.map(|(_, word)| word.noticed.clone()) else {
            return;
        };
        let says_more = self.carried(id).is_some_and(|(carried, _)| {
            carried.is_none_or(|carried| carried.level < noticed.level)
        });
        if !says_more {
            return;
        }
        if let Some(letter) = self.letters.get_mut(&id) {
            letter.noticed = Some(noticed);
        } else if let Some(entry) = self.shared.get_mut(&id)
            && let Content::CheckIn(check_in) = &mut entry.content
        {
            check_in.noticed = Some(noticed);
        }
    }

    /// When something of the patient's reached the relay that is no letter and
    /// that the relay cannot tell from one.
    pub(super) fn heard_late(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let calling = self.late_words().filter(|(_, word)| word.pages);
        calling.filter_map(|(id, _)| self.arrived(id))
    }
}
