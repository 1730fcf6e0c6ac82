//! One conversation, built from what has happened in it.

use crate::state::{
    Author, ClosingEntry, Letter, LetterState, Opened, Person, ProposalEntry, Standing,
    order::Order,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AccountId, ConversationId, EnvelopeId, Letter as Words, OutsideRhythm, Receipt, Release, Reply,
    Role,
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
    pub(super) letters: BTreeMap<EnvelopeId, Letter>,
    /// The patient's letters, by when they reached the relay.
    pub(super) arrivals: Order,
    /// The therapist's letters, by when they left.
    pub(super) departures: Order,
    pub(super) closings: BTreeMap<EnvelopeId, ClosingEntry>,
    /// The closings that name a letter.
    pub(super) closed_by: BTreeMap<EnvelopeId, BTreeSet<EnvelopeId>>,
    /// Promises given anew, by the close of the window that was missed.
    pub(super) renewals: BTreeMap<DateTime<Utc>, Promise>,
    /// Until when nothing is to be promised unless something happens.
    pub(super) all_promised_until: DateTime<Utc>,
    pub(super) proposals: Vec<ProposalEntry>,
    /// Timings that the relay has put in force, and when.
    pub(super) agreed: Vec<(String, DateTime<Utc>)>,
    /// Envelopes that this account cannot open.
    pub unreadable: usize,
    unopened: BTreeSet<EnvelopeId>,
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
            arrivals: Order::default(),
            departures: Order::default(),
            closings: BTreeMap::new(),
            closed_by: BTreeMap::new(),
            renewals: BTreeMap::new(),
            all_promised_until: DateTime::<Utc>::MIN_UTC,
            proposals: Vec::new(),
            agreed: Vec::new(),
            unreadable: 0,
            unopened: BTreeSet::new(),
        }
    }

    /// Takes in one thing that happened. Repeats change nothing.
    pub fn apply(&mut self, opened: Opened) {
        self.look_again();
        match opened {
            Opened::Letter {
                id,
                from,
                letter,
                receipt,
            } => self.take_words(id, from, letter, (Vec::new(), None), receipt),
            Opened::Reply {
                id,
                from,
                reply,
                receipt,
            } => {
                let Reply {
                    letter,
                    owns,
                    outside,
                } = reply;
                // A patient answers for no window: theirs are plain letters.
                let says = if self.is_by_patient(self.author(from)) {
                    (Vec::new(), None)
                } else {
                    (owns, outside)
                };
                self.take_words(id, from, letter, says, receipt);
            }
            Opened::Closing {
                id,
                from,
                closing,
                receipt,
            } => self.take_closing(id, from, closing, receipt),
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
                let standing = self.standing_of(id);
                if let Some(Standing::Arrived(receipt)) = standing {
                    let moved = Receipt {
                        release,
                        ..*receipt
                    };
                    self.stand(id, Standing::Arrived(moved));
                }
            }
            Opened::Withdrawn { id } => self.take_away(id),
            Opened::Joined(person) => self.partner = Some(person),
            Opened::Unreadable(unopened) => {
                if unopened.id.is_none_or(|id| self.unopened.insert(id)) {
                    self.unreadable += 1;
                }
            }
        }
    }

    /// Notes how far one of this account's envelopes has come. What has
    /// arrived never falls back.
    pub fn stand(&mut self, id: EnvelopeId, standing: Standing) {
        let arrived = |standing: &Standing| matches!(standing, Standing::Arrived(_));
        if self
            .standing_of(id)
            .is_none_or(|old| arrived(old) && !arrived(&standing))
        {
            return;
        }
        self.look_again();
        if self.letters.contains_key(&id) {
            self.set_standing(id, standing);
        } else if self.closings.contains_key(&id) {
            self.set_closing_standing(id, standing);
        } else if let Some(proposal) = self.proposals.iter_mut().find(|entry| entry.id == id) {
            proposal.standing = standing;
        }
    }

    /// Takes an envelope away that its writer threw away before it left.
    pub fn discard(&mut self, id: EnvelopeId) {
        self.look_again();
        self.take_away(id);
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
        let (_, reply) = self.departures.since(letter.arrived()?).first()?;
        self.letters.get(reply)
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
        self.is_by_patient(letter.author)
    }

    pub(super) fn is_by_patient(&self, author: Author) -> bool {
        (author == Author::Me) == (self.role == Role::Patient)
    }

    pub(super) fn author(&self, from: AccountId) -> Author {
        if from == self.me {
            Author::Me
        } else {
            Author::Them
        }
    }

    /// Something has happened: promises may have to be given.
    pub(super) fn look_again(&mut self) {
        self.all_promised_until = DateTime::<Utc>::MIN_UTC;
    }

    fn take_words(
        &mut self,
        id: EnvelopeId,
        from: AccountId,
        words: Words,
        (owns, reason): (Vec<Window>, Option<OutsideRhythm>),
        receipt: Option<Receipt>,
    ) {
        let known = self.letters.contains_key(&id);
        if !known {
            let letter = Letter {
                id,
                author: self.author(from),
                text: words.text,
                written: words.written,
                answer: words.answer,
                noticed: words.noticed,
                standing: Standing::Kept,
                promise: None,
                renewed: Vec::new(),
                owns,
                outside: None,
                reason,
            };
            self.letters.insert(id, letter);
        }
        match receipt {
            Some(receipt) => self.set_standing(id, Standing::Arrived(receipt)),
            None if !known => self.set_standing(id, Standing::Kept),
            None => {}
        }
    }

    /// Whether this envelope is one of its letters, closings or proposals.
    #[must_use]
    pub fn knows(&self, id: EnvelopeId) -> bool {
        self.standing_of(id).is_some()
    }

    fn standing_of(&self, id: EnvelopeId) -> Option<&Standing> {
        if let Some(letter) = self.letters.get(&id) {
            return Some(&letter.standing);
        }
        if let Some(closing) = self.closings.get(&id) {
            return Some(&closing.standing);
        }
        let proposal = self.proposals.iter().find(|entry| entry.id == id)?;
        Some(&proposal.standing)
    }

    /// The one place where a letter's standing changes, so that the orders
    /// stay true.
    fn set_standing(&mut self, id: EnvelopeId, standing: Standing) {
        let patients = match self.letters.get(&id) {
            Some(letter) => self.is_patients(letter),
            None => return,
        };
        let Some(letter) = self.letters.get_mut(&id) else {
            return;
        };
        let instant = |letter: &Letter| {
            if patients {
                letter.arrived()
            } else {
                letter.left()
            }
        };
        let before = instant(letter);
        letter.set_standing(standing);
        let after = instant(letter);
        let order = if patients {
            &mut self.arrivals
        } else {
            &mut self.departures
        };
        if before != after {
            if let Some(before) = before {
                order.remove(before, id);
            }
            if let Some(after) = after {
                order.insert(after, id);
            }
            if patients && let Some(arrived) = after {
                self.timeline.take_letter(arrived);
            }
        }
    }

    fn take_away(&mut self, id: EnvelopeId) {
        if let Some(letter) = self.letters.remove(&id) {
            if let Some(arrived) = letter.arrived() {
                self.arrivals.remove(arrived, id);
            }
            if let Some(left) = letter.left() {
                self.departures.remove(left, id);
            }
        }
        self.closings.remove(&id);
    }
}
