//! The end of an exchange without a letter (product rule 8).

use crate::state::{Author, Conversation, Letter, Stage, Standing, ThreadPlace};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, Answer, Closing, EnvelopeId, Receipt, SortedSet};
use holdfast_rhythm::sort_by_key;

/// A closing, and how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosingEntry {
    /// Its envelope.
    pub id: EnvelopeId,
    /// Who ends the exchange.
    pub author: Author,
    /// The patient's letters to which no answer is owed any more, in order of
    /// their ids. Some of them may not be here.
    pub letters: Vec<EnvelopeId>,
    /// When it was kept.
    pub written: DateTime<Utc>,
    /// How far it has come.
    pub standing: Standing,
    /// Where it stands among what this device alone has, while it does.
    pub(super) nth: u32,
}

impl ClosingEntry {
    /// Where it stands in the thread, like a [`Letter`].
    #[must_use]
    pub fn place(&self) -> (Stage, DateTime<Utc>) {
        self.standing.place(self.nth, self.written)
    }
}

impl Conversation {
    /// All closings, the earliest kept first.
    #[must_use]
    pub fn closings(&self) -> Vec<&ClosingEntry> {
        let mut closings: Vec<_> = self.closings.values().collect();
        sort_by_key(&mut closings, |closing| (closing.written, closing.id));
        closings
    }

    /// The patient's letters that a closing could end, the earliest first: they
    /// have arrived and want an answer, none has left, and no closing names
    /// them that has taken effect or still may.
    #[must_use]
    pub fn answerable(&self) -> Vec<EnvelopeId> {
        self.open()
            .filter(|letter| !self.is_being_closed(letter.id))
            .map(|letter| letter.id)
            .collect()
    }

    /// Whether a closing that names this letter is under way: kept on this
    /// device, or held by the relay.
    pub(super) fn is_being_closed(&self, letter: EnvelopeId) -> bool {
        self.closings_of(letter).any(|closing| {
            self.takes_effect(closing).is_none()
                && !self.gives_way(closing.id)
                && !matches!(closing.standing, Standing::NeedsYou(_))
        })
    }

    /// When, and by whom, the exchange about a letter was ended first.
    pub(super) fn closed(&self, letter: EnvelopeId) -> Option<(DateTime<Utc>, Author)> {
        self.closings_of(letter)
            .filter_map(|closing| Some((self.takes_effect(closing)?, closing)))
            .min_by_key(|(at, closing)| (*at, closing.id))
            .map(|(at, closing)| (at, closing.author))
    }

    pub(super) fn take_closing(
        &mut self,
        id: EnvelopeId,
        from: AccountId,
        closing: Closing,
        receipt: Option<Receipt>,
    ) {
        if !self.closings.contains_key(&id) {
            let mut letters = SortedSet::new();
            letters.extend(closing.letters);
            for letter in &letters {
                let named = (*letter, id);
                if let Err(place) = self.closed_by.binary_search(&named) {
                    self.closed_by.insert(place, named);
                }
            }
            let entry = ClosingEntry {
                id,
                author: self.author(from),
                letters: letters.into_iter().collect(),
                written: closing.written,
                standing: Standing::Kept,
                nth: if receipt.is_none() {
                    self.next_here()
                } else {
                    0
                },
            };
            self.closings.insert(id, entry);
        }
        if let Some(receipt) = receipt {
            self.set_closing_standing(id, Standing::Arrived(receipt));
        }
    }

    /// The one place where a closing's standing changes.
    pub(super) fn set_closing_standing(&mut self, id: EnvelopeId, standing: Standing) {
        let Some(closing) = self.closings.get_mut(&id) else {
            return;
        };
        let (left, author) = (standing.left(), closing.author);
        let arrived = standing.arrived();
        if arrived.is_some() {
            closing.nth = 0;
        }
        closing.standing = standing;
        if let Some(left) = left {
            self.reaches(ThreadPlace { left, id });
        }
        // The relay cannot tell a closing from a letter, and both sides must
        // come to the same windows.
        if let Some(arrived) = arrived.filter(|_| self.is_by_patient(author)) {
            self.timeline.take_letter(arrived);
        }
    }

    /// A therapist's closing counts once it has left its window's hold, a
    /// patient's as soon as the relay has it.
    fn takes_effect(&self, closing: &ClosingEntry) -> Option<DateTime<Utc>> {
        if self.is_by_patient(closing.author) {
            closing.standing.arrived()
        } else {
            closing.standing.left()
        }
    }

    fn closings_of(&self, letter: EnvelopeId) -> impl Iterator<Item = &ClosingEntry> {
        let from = self.closed_by.partition_point(|(named, _)| *named < letter);
        let named = self.closed_by.get(from..).unwrap_or_default().iter();
        named
            .take_while(move |(named, _)| *named == letter)
            .filter_map(|(_, closing)| self.closings.get(closing))
    }

    /// The patient's letters that have arrived and that no reply answers, by
    /// when they did.
    pub(super) fn not_replied_to(&self) -> &[(DateTime<Utc>, EnvelopeId)] {
        match self.answered_until() {
            Some(until) => self.arrivals.after(until),
            None => self.arrivals.all(),
        }
    }

    /// The last arrival to which a reply has left.
    pub(super) fn answered_until(&self) -> Option<DateTime<Utc>> {
        let mut until = None;
        for (left, id) in self.departures.all().iter().rev() {
            if until >= Some(*left) {
                break;
            }
            until = until.max(Some(self.answers_until(*left, *id)));
        }
        until
    }

    /// The last arrival that a reply can be an answer to. One that leaves
    /// outside the rhythm leaves unasked, also past what came after it was
    /// written.
    pub(super) fn answers_until(&self, left: DateTime<Utc>, id: EnvelopeId) -> DateTime<Utc> {
        let outside = self.letter(id).filter(|reply| reply.reason.is_some());
        outside.map_or(left, |reply| reply.written.min(left))
    }

    /// The patient's letters that want an answer, have arrived, and to which
    /// none has left, the earliest first.
    pub(super) fn unanswered(&self) -> impl Iterator<Item = &Letter> {
        self.not_replied_to()
            .iter()
            .filter_map(|(_, id)| self.letters.get(id))
            .filter(|letter| letter.answer == Answer::Wanted)
    }
}
