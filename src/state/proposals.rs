//! Agreeing: proposals, the patient's yes, and what is in force (product rule 1).

use crate::state::{Author, Conversation, Standing};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, EnvelopeId, Receipt, Refusal, Role};
use holdfast_rhythm::{Agreement, Problems};

/// A version of the agreement that was proposed.
#[derive(Debug, Clone)]
pub struct ProposalEntry {
    /// Its envelope.
    pub id: EnvelopeId,
    /// Who proposed it.
    pub author: Author,
    /// The agreement, or what is wrong with it.
    pub agreement: Result<Agreement, Problems>,
    /// The document as it was proposed, to the letter.
    pub document: String,
    /// How far the proposal itself has come.
    pub standing: Standing,
    /// What has become of it.
    pub state: ProposalState,
}

/// What has become of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// It waits for a yes.
    Open,
    /// The patient has said yes; the relay has not put it in force yet.
    Accepting,
    /// Both sides have said yes.
    Accepted(DateTime<Utc>),
    /// A newer proposal took its place.
    Superseded,
}

impl Conversation {
    /// The versions proposed, oldest first.
    #[must_use]
    pub fn proposals(&self) -> &[ProposalEntry] {
        &self.proposals
    }

    /// The proposal that waits for a yes.
    #[must_use]
    pub fn open_proposal(&self) -> Option<&ProposalEntry> {
        self.proposals
            .iter()
            .rev()
            .find(|entry| matches!(entry.state, ProposalState::Open | ProposalState::Accepting))
    }

    /// The version number that a next proposal gets.
    #[must_use]
    pub fn next_version(&self) -> u32 {
        self.proposals
            .iter()
            .filter_map(|entry| entry.agreement.as_ref().ok())
            .map(Agreement::version)
            .max()
            .map_or(1, |version| version.saturating_add(1))
    }

    pub(super) fn take_proposal(
        &mut self,
        id: EnvelopeId,
        from: AccountId,
        document: String,
        receipt: Option<Receipt>,
    ) {
        let standing = receipt.map_or(Standing::Kept, Standing::Arrived);
        if let Some(known) = self.proposals.iter_mut().find(|entry| entry.id == id) {
            if receipt.is_some() {
                known.standing = standing;
            }
            return;
        }
        // Only the therapist proposes; anything else is not shown as a proposal.
        if (from == self.me) != (self.role == Role::Therapist) {
            self.unreadable += usize::from(self.unopened.insert(id));
            return;
        }
        for entry in &mut self.proposals {
            if entry.state == ProposalState::Open {
                entry.state = ProposalState::Superseded;
            }
        }
        self.proposals.push(ProposalEntry {
            id,
            author: self.author(from),
            agreement: Agreement::parse(&document),
            document,
            standing,
            state: ProposalState::Open,
        });
    }

    pub(super) fn take_acceptance(&mut self, from: AccountId, digest: [u8; 32]) {
        // Only the patient accepts.
        if (from == self.me) != (self.role == Role::Patient) {
            self.unreadable += 1;
            return;
        }
        let accepted = self.proposals.iter_mut().find(|entry| {
            entry.state == ProposalState::Open
                && entry.agreement.is_ok()
                && holdfast_seal::document_digest(&entry.document) == digest
        });
        if let Some(entry) = accepted {
            entry.state = ProposalState::Accepting;
            self.put_in_force();
        }
    }

    /// A version counts once the patient's signed yes is here and the relay,
    /// which releases replies by it, says that it holds this very timing.
    pub(super) fn put_in_force(&mut self) {
        for entry in &mut self.proposals {
            let (ProposalState::Accepting, Ok(agreement)) = (entry.state, &entry.agreement) else {
                continue;
            };
            let timing = agreement.timing();
            let agreed = self.agreed.iter().find(|(known, _)| *known == timing);
            if let Some((_, accepted)) = agreed {
                entry.state = ProposalState::Accepted(*accepted);
                self.timeline.accept(agreement.clone(), *accepted);
            }
        }
    }

    /// Notes that this account's yes was refused, so that it can be said again.
    pub fn acceptance_refused(&mut self, _refusal: &Refusal) {
        for entry in &mut self.proposals {
            if entry.state == ProposalState::Accepting {
                entry.state = ProposalState::Open;
            }
        }
    }
}
