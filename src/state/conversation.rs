//! One conversation, built from what has happened in it.

use crate::state::{Author, Letter, LetterState, Opened, Person, ProposalEntry, Standing};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AccountId, Answer, ConversationId, EnvelopeId, NoticedCategory, NoticedLevel, Release, Role,
};
use holdfast_rhythm::{Promise, Timeline, Window, sort_by_key};
use std::collections::{BTreeMap, BTreeSet};

/// One conversation as this account sees it.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// This account.
    pub me: AccountId,
    /// What this account is in it.
    pub role: Role,
    /// The other side, once they have joined.
    pub partner: Option<Person>,
    /// The inviter's own words for whom the invitation is.
    pub label: Option<String>,
    /// The agreements both sides accepted.
    pub timeline: Timeline,
    letters: BTreeMap<EnvelopeId, Letter>,
    pub(super) proposals: Vec<ProposalEntry>,
    /// Timings that the relay has put in force, and when.
    pub(super) agreed: Vec<(String, DateTime<Utc>)>,
    /// Envelopes that this account cannot open.
    pub unreadable: usize,
}

/// What a therapist owes in one conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    /// When the first unanswered letter arrived.
    pub since: DateTime<Utc>,
    /// How many letters wait.
    pub letters: usize,
    /// The promised window, if a promise was given.
    pub window: Option<Window>,
    /// The most pressing thing noticed.
    pub level: Option<NoticedLevel>,
    /// What it was noticed about, without repeats.
    pub about: Vec<NoticedCategory>,
    /// A reply that is already written and held.
    pub reply: Option<Release>,
}

impl Conversation {
    /// An empty conversation.
    #[must_use]
    pub fn new(id: ConversationId, me: AccountId, role: Role) -> Self {
        Self {
            id,
            me,
            role,
            partner: None,
            label: None,
            timeline: Timeline::new(),
            letters: BTreeMap::new(),
            proposals: Vec::new(),
            agreed: Vec::new(),
            unreadable: 0,
        }
    }

    /// Takes in one thing that happened. Repeats change nothing.
    pub fn apply(&mut self, opened: Opened) {
        match opened {
            Opened::Letter {
                id,
                from,
                letter,
                receipt,
            } => {
                let author = self.author(from);
                let standing = receipt.map_or(Standing::Kept, Standing::Arrived);
                let entry = self.letters.entry(id).or_insert_with(|| Letter {
                    id,
                    author,
                    text: letter.text,
                    written: letter.written,
                    answer: letter.answer,
                    noticed: letter.noticed,
                    standing: standing.clone(),
                    promise: None,
                });
                if receipt.is_some() {
                    entry.standing = standing;
                }
            }
            Opened::Proposal {
                id,
                from,
                proposal,
                receipt,
            } => self.take_proposal(id, from, proposal.document, receipt),
            Opened::Acceptance {
                from, acceptance, ..
            } => self.take_acceptance(from, acceptance.document_digest),
            Opened::Agreed { timing, accepted } => {
                self.agreed.push((timing, accepted));
                self.put_in_force();
            }
            Opened::Settled { id, receipt } => self.stand(id, Standing::Arrived(receipt)),
            Opened::Moved { id, release } => {
                if let Some(letter) = self.letters.get_mut(&id)
                    && let Standing::Arrived(receipt) = &mut letter.standing
                {
                    receipt.release = release;
                }
            }
            Opened::Withdrawn { id } => {
                self.letters.remove(&id);
            }
            Opened::Joined(person) => self.partner = Some(person),
            Opened::Unreadable(_) => self.unreadable += 1,
        }
    }

    /// Notes how far one of this account's envelopes has come.
    pub fn stand(&mut self, id: EnvelopeId, standing: Standing) {
        let arrived = |old: &Standing| matches!(old, Standing::Arrived(_));
        if let Some(letter) = self.letters.get_mut(&id)
            && (!arrived(&letter.standing) || arrived(&standing))
        {
            letter.standing = standing;
        } else if let Some(proposal) = self.proposals.iter_mut().find(|entry| entry.id == id)
            && (!arrived(&proposal.standing) || arrived(&standing))
        {
            proposal.standing = standing;
        }
    }

    /// Takes a letter away that its writer threw away before it left.
    pub fn discard(&mut self, id: EnvelopeId) {
        self.letters.remove(&id);
        self.proposals.retain(|entry| entry.id != id);
    }

    /// All letters, oldest first; those still open at the end.
    #[must_use]
    pub fn letters(&self) -> Vec<&Letter> {
        let mut letters: Vec<_> = self.letters.values().collect();
        sort_by_key(&mut letters, |letter| {
            (letter.place(), letter.written, letter.id)
        });
        letters
    }

    /// One letter.
    #[must_use]
    pub fn letter(&self, id: EnvelopeId) -> Option<&Letter> {
        self.letters.get(&id)
    }

    /// Letters that are owed a promise and have none recorded yet.
    #[must_use]
    pub fn without_promise(&self) -> Vec<(EnvelopeId, DateTime<Utc>)> {
        self.letters
            .values()
            .filter(|letter| self.is_patients(letter) && letter.answer == Answer::Wanted)
            .filter(|letter| letter.promise.is_none())
            .filter_map(|letter| Some((letter.id, letter.arrived()?)))
            .collect()
    }

    /// Records the promise given for a letter; a promise once given stands.
    pub fn promise(&mut self, id: EnvelopeId, promise: Promise) {
        if let Some(letter) = self.letters.get_mut(&id) {
            letter.promise.get_or_insert(promise);
        }
    }

    /// Where a letter is, in one of the states that people are shown.
    #[must_use]
    pub fn state_of(&self, letter: &Letter, now: DateTime<Utc>) -> LetterState {
        let receipt = match &letter.standing {
            Standing::Kept => return LetterState::Kept,
            Standing::OnItsWay => return LetterState::OnItsWay,
            Standing::NeedsYou(refusal) => return LetterState::NeedsYou(refusal.clone()),
            Standing::Arrived(receipt) => receipt,
        };
        if self.is_patients(letter) {
            return self.patients_state(letter, receipt.arrived, now);
        }
        match receipt.release {
            Release::Left(at) | Release::LeftOutside(at) if letter.author == Author::Me => {
                LetterState::Left(at)
            }
            Release::Left(at) | Release::LeftOutside(at) => LetterState::Received(at),
            Release::HeldUntil(at) => LetterState::HeldUntil(at),
            Release::Waits(reason) => LetterState::WaitsForWord(reason),
        }
    }

    /// The answer to a patient's letter: the first reply that left after it
    /// arrived.
    #[must_use]
    pub fn answer_to(&self, letter: &Letter) -> Option<&Letter> {
        let arrived = letter.arrived()?;
        self.letters
            .values()
            .filter(|reply| !self.is_patients(reply))
            .filter_map(|reply| Some((reply.left()?, reply)))
            .filter(|(left, _)| *left >= arrived)
            .min_by_key(|(left, reply)| (*left, reply.id))
            .map(|(_, reply)| reply)
    }

    /// What is owed to the patient: nothing if every letter that wants an
    /// answer has one.
    #[must_use]
    pub fn owed(&self) -> Option<Owed> {
        let open: Vec<_> = self
            .letters
            .values()
            .filter(|letter| self.is_patients(letter) && letter.answer == Answer::Wanted)
            .filter(|letter| letter.arrived().is_some() && self.answer_to(letter).is_none())
            .collect();
        let since = open.iter().filter_map(|letter| letter.arrived()).min()?;
        let noticed = || open.iter().filter_map(|letter| letter.noticed.as_ref());
        let about: BTreeSet<_> = noticed().flat_map(|noticed| &noticed.categories).collect();
        Some(Owed {
            since,
            letters: open.len(),
            window: open
                .iter()
                .filter_map(|letter| letter.promise.as_ref().map(|promise| promise.window))
                .min_by_key(|window| window.closes),
            level: noticed().map(|noticed| noticed.level).max(),
            about: about.into_iter().copied().collect(),
            reply: self
                .held_replies()
                .first()
                .and_then(|reply| match &reply.standing {
                    Standing::Arrived(receipt) => Some(receipt.release),
                    _ => None,
                }),
        })
    }

    /// Replies of this account that the relay holds, oldest first.
    #[must_use]
    pub fn held_replies(&self) -> Vec<&Letter> {
        let mut held: Vec<_> = self
            .letters
            .values()
            .filter(|letter| letter.author == Author::Me && letter.is_held())
            .collect();
        sort_by_key(&mut held, |letter| (letter.arrived(), letter.id));
        held
    }

    /// Whether a letter is the patient's.
    #[must_use]
    pub fn is_patients(&self, letter: &Letter) -> bool {
        (letter.author == Author::Me) == (self.role == Role::Patient)
    }

    pub(super) fn author(&self, from: AccountId) -> Author {
        if from == self.me {
            Author::Me
        } else {
            Author::Them
        }
    }

    fn patients_state(
        &self,
        letter: &Letter,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> LetterState {
        if let Some(at) = self.answer_to(letter).and_then(Letter::left) {
            return LetterState::Answered { at };
        }
        if letter.answer == Answer::NotNeeded {
            return LetterState::NoAnswerNeeded { since };
        }
        match &letter.promise {
            None => LetterState::WithRelay { since },
            Some(promise) if now >= promise.window.closes => LetterState::Missed {
                promise: promise.clone(),
            },
            Some(promise) => LetterState::Promised {
                since,
                promise: promise.clone(),
            },
        }
    }
}
