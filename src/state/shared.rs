//! What both sides keep beside their letters: plans, check-ins, who has taken
//! on what, and numbers that did not work.

use crate::state::{Author, Conversation, Standing};
use holdfast_protocol::{AccountId, Content, EnvelopeId, NumberReport, Receipt};

/// One such thing, and how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedEntry {
    /// Its envelope.
    pub id: EnvelopeId,
    /// Who wrote it.
    pub author: Author,
    /// What it says: a plan, a check-in, an acknowledgement or the report of a
    /// number.
    pub content: Content,
    /// How far it has come.
    pub standing: Standing,
}

impl Conversation {
    /// Everything that both sides keep beside their letters, by id.
    pub fn shared(&self) -> impl Iterator<Item = &SharedEntry> {
        self.shared.values()
    }

    /// Help lines' numbers that did not work for the patient.
    pub fn number_reports(&self) -> impl Iterator<Item = &NumberReport> {
        let patients = |entry: &&SharedEntry| self.is_by_patient(entry.author);
        self.shared()
            .filter(patients)
            .filter_map(|entry| match &entry.content {
                Content::NumberReport(report) => Some(report),
                _ => None,
            })
    }

    pub(super) fn take_shared(
        &mut self,
        id: EnvelopeId,
        from: AccountId,
        content: Content,
        receipt: Option<Receipt>,
    ) {
        let author = self.author(from);
        self.shared.insert_new(id, || SharedEntry {
            id,
            author,
            content,
            standing: Standing::Kept,
        });
        if let Some(receipt) = receipt {
            self.stand(id, Standing::Arrived(receipt));
        }
    }
}
