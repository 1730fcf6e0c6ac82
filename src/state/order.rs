//! Envelopes in the order of an instant, so that no question about "the first
//! since" or "all since" looks at every letter.

use chrono::{DateTime, Utc};
use holdfast_protocol::EnvelopeId;

/// Ids by an instant, then by themselves. New ones mostly belong at the end,
/// where they cost nothing.
#[derive(Debug, Clone, Default)]
pub struct Order(Vec<(DateTime<Utc>, EnvelopeId)>);

impl Order {
    /// Puts an id at its instant; once, however often it is put.
    pub fn insert(&mut self, at: DateTime<Utc>, id: EnvelopeId) {
        if let Err(place) = self.0.binary_search(&(at, id)) {
            self.0.insert(place, (at, id));
        }
    }

    /// Takes an id away from its instant.
    pub fn remove(&mut self, at: DateTime<Utc>, id: EnvelopeId) {
        if let Ok(place) = self.0.binary_search(&(at, id)) {
            self.0.remove(place);
        }
    }

    /// All at `since` or later, the earliest first.
    pub fn since(&self, since: DateTime<Utc>) -> &[(DateTime<Utc>, EnvelopeId)] {
        let from = self.0.partition_point(|(at, _)| *at < since);
        self.0.get(from..).unwrap_or_default()
    }

    /// All later than `after`, the earliest first.
    pub fn after(&self, after: DateTime<Utc>) -> &[(DateTime<Utc>, EnvelopeId)] {
        let from = self.0.partition_point(|(at, _)| *at <= after);
        self.0.get(from..).unwrap_or_default()
    }

    /// All earlier than `at`, the earliest first.
    pub fn before(&self, at: DateTime<Utc>) -> &[(DateTime<Utc>, EnvelopeId)] {
        let until = self.0.partition_point(|(other, _)| *other < at);
        self.0.get(..until).unwrap_or_default()
    }

    /// Takes all away that are earlier than `at`.
    pub fn take_before(&mut self, at: DateTime<Utc>) -> Vec<(DateTime<Utc>, EnvelopeId)> {
        let until = self.0.partition_point(|(other, _)| *other < at);
        let later = self.0.split_off(until);
        core::mem::replace(&mut self.0, later)
    }

    /// All, the earliest first.
    pub fn all(&self) -> &[(DateTime<Utc>, EnvelopeId)] {
        &self.0
    }
}
