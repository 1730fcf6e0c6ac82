//! What both sides keep beside their letters: plans, check-ins, who has taken
//! on what, and numbers that did not work.

use crate::state::{Author, Conversation, Standing};
use chrono::{DateTime, Utc};
use core::cmp::Reverse;
use holdfast_protocol::{AccountId, Content, EnvelopeId, NumberReport, Receipt};
use holdfast_rhythm::sort_by_key;

/// One such thing, and how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedEntry {
    /// Its envelope.
    pub id: EnvelopeId,
    /// Who wrote it.
    pub author: Author,
    /// What it says: a plan, a check-in, an acknowledgement, the report of a
    /// number or a word on what was noticed.
    pub content: Content,
    /// How far it has come.
    pub standing: Standing,
}

impl Conversation {
    /// Everything that both sides keep beside their letters, by id.
    pub fn shared(&self) -> impl Iterator<Item = &SharedEntry> {
        self.shared.values()
    }

    /// Help lines' numbers that did not work for the patient since then: each
    /// once, by its latest report, the latest first.
    #[must_use]
    pub fn number_reports(&self, since: DateTime<Utc>) -> Vec<&NumberReport> {
        let patients = |entry: &&SharedEntry| self.is_by_patient(entry.author);
        let reports = self.shared().filter(patients);
        let mut all: Vec<&NumberReport> = Vec::new();
        all.extend(reports.filter_map(|entry| match &entry.content {
            Content::NumberReport(report) => Some(report),
            _ => None,
        }));
        all.retain(|report| report.written >= since);
        sort_by_key(&mut all, |report| Reverse(report.written));
        let mut once: Vec<&NumberReport> = Vec::new();
        for report in all {
            let is_same =
                |one: &&NumberReport| one.country == report.country && one.number == report.number;
            if !once.iter().any(is_same) {
                once.push(report);
            }
        }
        once
    }

    pub(super) fn take_shared(
        &mut self,
        id: EnvelopeId,
        from: AccountId,
        content: Content,
        receipt: Option<Receipt>,
    ) {
        let author = self.author(from);
        if let Content::LateNotice(word) = &content
            && self.is_by_patient(author)
            && !self.late.contains(&(word.letter, id))
        {
            self.late.push((word.letter, id));
        }
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
