//! One conversation, built from what has happened in it.

use crate::side::known;
use crate::state::{
    Author, Beyond, ClosingEntry, Letter, LetterState, Person, ProposalEntry, Reach, SharedEntry,
    Standing, order::Order,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AccountId, AlarmNews, ConversationId, EnvelopeId, Release, Role, SortedMap, SortedSet,
};
use holdfast_rhythm::{Promise, Timeline, sort_by_key};

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
    /// How much of what is stored is here.
    pub reach: Reach,
    /// What lies beyond that; none while it is not known.
    pub(super) beyond: Option<Beyond>,
    /// What was noted of that, while the tail is being read.
    pub(super) noted: Option<Beyond>,
    pub(super) letters: SortedMap<EnvelopeId, Letter>,
    /// The patient's letters, by when they reached the relay.
    pub(super) arrivals: Order,
    /// The therapist's letters, by when they left.
    pub(super) departures: Order,
    pub(super) closings: SortedMap<EnvelopeId, ClosingEntry>,
    /// Letters and the closings that name them, in order.
    pub(super) closed_by: Vec<(EnvelopeId, EnvelopeId)>,
    /// Promises given anew, in order of the close of the window that was
    /// missed.
    pub(super) renewals: Vec<(DateTime<Utc>, Promise)>,
    /// Until when nothing is to be promised unless something happens.
    pub(super) all_promised_until: DateTime<Utc>,
    /// What waits in the outbox to take the place of something held, or to take
    /// it back; and whether the relay refused that.
    pub(super) replacing: SortedMap<EnvelopeId, (EnvelopeId, bool)>,
    pub(super) proposals: Vec<ProposalEntry>,
    /// Timings that the relay has put in force, and when.
    pub(super) agreed: Vec<(String, DateTime<Utc>)>,
    pub(super) shared: SortedMap<EnvelopeId, SharedEntry>,
    /// Letters and check-ins, and the words that came after them.
    pub(super) late: Vec<(EnvelopeId, EnvelopeId)>,
    pub(super) alarms: Vec<AlarmNews>,
    /// Envelopes that this account cannot open.
    pub unreadable: usize,
    pub(super) unopened: SortedSet<EnvelopeId>,
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
            reach: Reach::default(),
            beyond: Some(Beyond::default()),
            noted: None,
            letters: SortedMap::new(),
            arrivals: Order::default(),
            departures: Order::default(),
            closings: SortedMap::new(),
            closed_by: Vec::new(),
            renewals: Vec::new(),
            all_promised_until: DateTime::<Utc>::MIN_UTC,
            replacing: SortedMap::new(),
            proposals: Vec::new(),
            agreed: Vec::new(),
            shared: SortedMap::new(),
            late: Vec::new(),
            alarms: Vec::new(),
            unreadable: 0,
            unopened: SortedSet::new(),
        }
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
        self.letters.get(&self.first_reply(letter)?.1)
    }

    /// Replies of this account that the relay holds, oldest first, but for
    /// those that give way to something.
    #[must_use]
    pub fn held_replies(&self) -> Vec<&Letter> {
        let mut held: Vec<_> = self
            .letters
            .values()
            .filter(|letter| letter.author == Author::Me && letter.is_held())
            .filter(|letter| !self.gives_way(letter.id))
            .collect();
        sort_by_key(&mut held, |letter| (letter.arrived(), letter.id));
        held
    }

    /// Notes that a submission, which waits in the outbox, takes the place of
    /// something held or takes it back.
    pub fn replace(&mut self, submission: EnvelopeId, held: EnvelopeId) {
        self.replacing.insert_new(submission, || (held, false));
    }

    /// Whether something that this account wrote takes the place of what is
    /// held, or takes it back: it is not shown any more, unless the relay
    /// refuses that.
    #[must_use]
    pub fn gives_way(&self, held: EnvelopeId) -> bool {
        let mut all = self.replacing.values();
        all.any(|(replaced, refused)| *replaced == held && !refused)
    }

    /// Whether a letter is the patient's.
    #[must_use]
    pub fn is_patients(&self, letter: &Letter) -> bool {
        self.is_by_patient(letter.author)
    }

    pub(super) fn is_by_patient(&self, author: Author) -> bool {
        (author == Author::Me) == (known(self.role) == Role::Patient)
    }

    pub(super) fn author(&self, from: AccountId) -> Author {
        if from == self.me {
            Author::Me
        } else {
            Author::Them
        }
    }

    /// Whether this envelope is one of its letters, closings or proposals, or
    /// shared beside them.
    #[must_use]
    pub fn knows(&self, id: EnvelopeId) -> bool {
        self.standing_of(id).is_some()
    }

    /// When the relay got one of its envelopes, if it has.
    #[must_use]
    pub fn arrived(&self, id: EnvelopeId) -> Option<DateTime<Utc>> {
        self.standing_of(id)?.arrived()
    }

    pub(super) fn standing_of(&self, id: EnvelopeId) -> Option<&Standing> {
        if let Some(letter) = self.letters.get(&id) {
            return Some(&letter.standing);
        }
        if let Some(closing) = self.closings.get(&id) {
            return Some(&closing.standing);
        }
        if let Some(shared) = self.shared.get(&id) {
            return Some(&shared.standing);
        }
        let proposal = self.proposals.iter().find(|entry| entry.id == id)?;
        Some(&proposal.standing)
    }
}
