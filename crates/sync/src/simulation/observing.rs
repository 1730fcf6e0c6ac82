//! What a test may see of the world.

use super::{letters::letter_id, world::World};
use crate::Standing;

impl World {
    /// Ids that wait for a link on a device, as far as its store knows.
    #[must_use]
    pub fn waiting(&self, device: usize) -> Vec<holdfast_protocol::EnvelopeId> {
        self.outbox_of(device, true)
    }

    /// Numbers of letters that need their writer on a device.
    #[must_use]
    pub fn needing(&self, device: usize) -> Vec<holdfast_protocol::EnvelopeId> {
        self.outbox_of(device, false)
    }

    /// Ids in a device's outbox that wait for a link, or those that do not.
    fn outbox_of(&self, device: usize, waits: bool) -> Vec<holdfast_protocol::EnvelopeId> {
        let standings = self
            .devices
            .get(device)
            .map(|one| one.disk.store().standings());
        standings
            .into_iter()
            .flatten()
            .filter(|(_, standing)| (*standing == Standing::Waits) == waits)
            .map(|(id, _)| id)
            .collect()
    }

    /// How often a device has stored this letter outside its outbox.
    #[must_use]
    pub fn copies(&self, device: usize, number: u32) -> usize {
        let id = letter_id(number);
        let stored = self
            .devices
            .get(device)
            .map(|one| one.disk.store().stored());
        let stored = stored.into_iter().flatten();
        stored.filter(|one| one.id == id).count()
    }

    /// What the relay took, as letters' ids, in a person's feed, in order.
    #[must_use]
    pub fn feed(&self, person: usize) -> Vec<holdfast_protocol::EnvelopeId> {
        let rows = self.relay.feed(person).iter();
        rows.filter_map(|row| match row {
            super::row::Entry::Letter(id, _) => Some(*id),
            _ => None,
        })
        .collect()
    }
}
