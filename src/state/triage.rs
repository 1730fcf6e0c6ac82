//! What was noticed in a patient's words and answers, and who has taken it on.

use crate::state::{Author, Conversation, SharedEntry, Standing};
use chrono::{DateTime, Utc};
use core::cmp::Reverse;
use holdfast_protocol::{
    AlarmStep, Content, EnvelopeId, Noticed, NoticedCategory, NoticedLevel, SortedSet,
};
use holdfast_rhythm::sort_by_key;

/// Something noticed that the therapist has not taken on yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressing {
    /// The letter or the check-in.
    pub id: EnvelopeId,
    /// Since when the relay has it.
    pub since: DateTime<Utc>,
    /// How pressing.
    pub level: NoticedLevel,
    /// What about, without repeats.
    pub about: Vec<NoticedCategory>,
    /// Whether it is the answers to a check-in.
    pub is_check_in: bool,
    /// Whether somebody is being called because of it.
    pub calls: bool,
    /// Who else has taken it on, as the relay tells.
    pub taken: Option<TakenOn>,
}

/// Who has taken something on, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOn {
    /// By the name under which they were told; none for the therapist in the
    /// app.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it has left this device; what others wrote has.
    pub has_left: bool,
}

impl Conversation {
    /// What was noticed and the therapist has not taken on: in letters to which
    /// no reply has left, in check-ins, and, whatever has left since, in words
    /// that sound urgent or because of which somebody is being called. What
    /// nobody has taken on comes first, then the most pressing, then the longest
    /// waiting.
    #[must_use]
    pub fn pressing(&self) -> Vec<Pressing> {
        let mut all = Vec::new();
        let until = self.answered_until();
        for (since, id) in self.arrivals.all() {
            let carried = self.letter(*id).and_then(|letter| letter.noticed.as_ref());
            let noticed = self.noticed_in(*id, carried);
            let stays = |noticed: &&Noticed| {
                until < Some(*since)
                    || noticed.level >= NoticedLevel::Urgent
                    || self.is_calling(*id)
            };
            let noticed = noticed.filter(stays);
            all.extend(noticed.and_then(|noticed| self.pressing_of(*id, *since, noticed, false)));
        }
        #[cfg(feature = "therapist")]
        for (id, since, noticed) in self.pressing_beyond() {
            all.extend(self.pressing_of(id, since, noticed, false));
        }
        for entry in self.shared() {
            if let Content::CheckIn(check_in) = &entry.content
                && self.is_by_patient(entry.author)
                && let Some(since) = entry.standing.arrived()
                && let Some(noticed) = self.noticed_in(entry.id, check_in.noticed.as_ref())
            {
                all.extend(self.pressing_of(entry.id, since, noticed, true));
            }
        }
        sort_by_key(&mut all, |one| {
            (
                one.taken.is_some(),
                !one.calls,
                Reverse(one.level),
                one.since,
                one.id,
            )
        });
        all
    }

    fn pressing_of(
        &self,
        id: EnvelopeId,
        since: DateTime<Utc>,
        noticed: &Noticed,
        is_check_in: bool,
    ) -> Option<Pressing> {
        if self.is_over(id) {
            return None;
        }
        let mut about = SortedSet::new();
        about.extend(&noticed.categories);
        Some(Pressing {
            id,
            since,
            level: noticed.level,
            about: about.into_iter().copied().collect(),
            is_check_in,
            calls: self.is_calling(id),
            taken: self.taken_on(id),
        })
    }

    /// Whether the therapist has taken this on: by a word, or by the end of the
    /// exchange, which alone ends no call.
    pub(super) fn is_over(&self, id: EnvelopeId) -> bool {
        self.is_acknowledged(id) || (self.is_ended(id) && !self.is_calling(id))
    }

    /// Whether the therapist has ended the exchange about this letter.
    fn is_ended(&self, id: EnvelopeId) -> bool {
        self.closed(id)
            .is_some_and(|(_, by)| !self.is_by_patient(by))
    }

    /// The patient's letter that arrived last, of those that are here.
    #[must_use]
    pub fn newest_arrival(&self) -> Option<EnvelopeId> {
        self.arrivals.all().last().map(|(_, id)| *id)
    }

    /// The letters that a reply takes on if it leaves at once, where `seen` is
    /// the last that was here when its words were typed: who answers them has
    /// read them. By their order alone: what arrives in the very instant in
    /// which it is sent is not among them. A check-in may not have been looked
    /// at.
    #[must_use]
    pub fn taken_on_by_reply(&self, seen: Option<EnvelopeId>) -> Vec<EnvelopeId> {
        let arrivals = self.arrivals.all();
        let last = arrivals.iter().position(|(_, id)| Some(*id) == seen);
        let read = last.and_then(|last| arrivals.get(..=last));
        let read = read.unwrap_or_default();
        let mut taken = Vec::new();
        for one in self.pressing() {
            let is_read = read.iter().any(|(_, id)| *id == one.id);
            if is_read && !one.is_check_in {
                taken.push(one.id);
            }
        }
        taken
    }

    /// Those of these letters, to which an end of the exchange says that no
    /// answer is owed, that it takes on if it leaves at once.
    #[must_use]
    pub fn taken_on_by_end(&self, letters: &[EnvelopeId]) -> Vec<EnvelopeId> {
        let named = self.pressing().into_iter().map(|one| one.id);
        named.filter(|id| letters.contains(id)).collect()
    }

    /// What somebody is being called about although the end of the exchange
    /// about it has left, as one that was held does. None of it twice, also if
    /// the relay refuses the word on it.
    #[must_use]
    pub fn called_about_in_vain(&self) -> Vec<EnvelopeId> {
        let mut all = Vec::new();
        if self.alarms().is_empty() {
            return all;
        }
        for (id, _) in &self.closed_by {
            let calls = self.is_ended(*id) && self.is_calling(*id);
            if calls && self.words_on(*id).next().is_none() && !all.contains(id) {
                all.push(*id);
            }
        }
        all
    }

    /// Whether the therapist has said in the app that they take this on.
    #[must_use]
    pub fn is_acknowledged(&self, id: EnvelopeId) -> bool {
        self.acknowledgements(id).next().is_some()
    }

    /// Who has taken this letter or check-in on first, if anybody has: as told
    /// by the relay, or as the therapist wrote.
    #[must_use]
    pub fn taken_on(&self, id: EnvelopeId) -> Option<TakenOn> {
        let told = self.news_about(id).into_iter().filter_map(|news| {
            let AlarmStep::Acknowledged { name } = &news.what else {
                return None;
            };
            Some(TakenOn {
                by: Some(name.clone()),
                at: news.at,
                has_left: true,
            })
        });
        told.chain(self.acknowledgements(id))
            .min_by_key(|taken| taken.at)
    }

    fn acknowledgements(&self, id: EnvelopeId) -> impl Iterator<Item = TakenOn> {
        self.words_on(id).filter_map(|(entry, written)| {
            let counts = !matches!(entry.standing, Standing::NeedsYou(_));
            counts.then(|| TakenOn {
                by: None,
                at: entry.standing.arrived().unwrap_or(written),
                has_left: entry.author == Author::Them || entry.standing.arrived().is_some(),
            })
        })
    }

    /// The therapist's words by which this is taken on, however far they have
    /// come, and when each was written.
    fn words_on(&self, id: EnvelopeId) -> impl Iterator<Item = (&SharedEntry, DateTime<Utc>)> {
        self.shared().filter_map(move |entry| {
            let Content::Acknowledgement(taken) = &entry.content else {
                return None;
            };
            let counts = !self.is_by_patient(entry.author) && taken.letters.contains(&id);
            counts.then_some((entry, taken.written))
        })
    }
}
