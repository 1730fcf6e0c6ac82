//! What a tab asks of its device's storage.

use super::{
    script::{DiskLuck, Sabotage, Seat, TABS},
    violation::Violation,
    world::{Coming, World},
};
use crate::{Change, CommitId, Input, RestoreId, StoreTrouble, Wake};

impl World {
    pub(super) fn restore(&mut self, seat: Seat, life: u64, id: RestoreId) {
        let mut chance = self.ask(seat.device);
        let cannot = |luck| {
            matches!(
                luck,
                DiskLuck::CannotRead | DiskLuck::GoesSilent | DiskLuck::NeverReads
            )
        };
        let struck = self.devices[seat.device].strikes(self.now, &mut chance, cannot);
        if let Some(luck) = struck {
            self.counts.disk(luck);
        }
        let input = match struck {
            Some(DiskLuck::NeverReads) => return,
            Some(DiskLuck::CannotRead) => Input::NotRestored(id, StoreTrouble::Closed),
            _ => match self.devices[seat.device].disk.store().restore_now() {
                Ok(restored) => Input::Restored(id, restored),
                Err(trouble) => Input::NotRestored(id, trouble),
            },
        };
        // What was read is from now, and heard of later.
        let wait = match struck {
            Some(DiskLuck::GoesSilent) => 5_000 + chance.below(30_000),
            _ => chance.below(20),
        };
        self.after(wait, Coming::Hears(seat, life, input));
    }

    pub(super) fn commit(&mut self, seat: Seat, life: u64, id: CommitId, changes: Vec<Change>) {
        self.counts.commits += 1;
        let mut chance = self.ask(seat.device);
        let writing = |luck| !matches!(luck, DiskLuck::CannotRead | DiskLuck::NeverReads);
        let struck = self.devices[seat.device].strikes(self.now, &mut chance, writing);
        let mut wait = 1 + chance.below(25);
        if let Some(luck) = struck {
            self.counts.disk(luck);
            if luck == DiskLuck::GoesSilent {
                wait = 5_000 + chance.below(30_000);
            }
        }
        self.after(wait, Coming::Applies(seat, life, id, changes, struck));
    }

    pub(super) fn apply(
        &mut self,
        seat: Seat,
        life: u64,
        id: CommitId,
        changes: &[Change],
        luck: Option<DiskLuck>,
    ) -> Result<(), Violation> {
        if self.tab(seat).life != life || self.tab(seat).engine.is_none() {
            // The tab is gone, and its transaction with it.
            return Ok(());
        }
        let failed = |trouble| Input::CommitFailed(id, trouble);
        let input = match luck {
            Some(DiskLuck::FailsBefore) => failed(StoreTrouble::Closed),
            Some(DiskLuck::IsFull) => failed(StoreTrouble::Full),
            Some(DiskLuck::DiesBefore) => {
                if self.setting.sabotage == Sabotage::TornCommits {
                    let half = changes.get(..changes.len().div_ceil(2)).unwrap_or(changes);
                    self.store(seat.device, half)?.ok();
                }
                self.die(seat.device);
                return Ok(());
            }
            Some(DiskLuck::DiesAfter) => {
                self.store(seat.device, changes)?.ok();
                self.die(seat.device);
                return Ok(());
            }
            Some(DiskLuck::FailsAfter) => {
                self.store(seat.device, changes)?.ok();
                failed(StoreTrouble::Closed)
            }
            None
            | Some(
                DiskLuck::GoesSilent
                | DiskLuck::TellsNobody
                | DiskLuck::CannotRead
                | DiskLuck::NeverReads,
            ) => match self.store(seat.device, changes)? {
                Ok(()) => Input::Committed(id),
                Err(trouble) => failed(trouble),
            },
        };
        let done = matches!(input, Input::Committed(_));
        let wait = self.ask(seat.device).below(4);
        self.after(wait, Coming::Hears(seat, life, input));
        if done && luck != Some(DiskLuck::TellsNobody) {
            for other in (0..TABS).filter(|tab| *tab != seat.tab) {
                let there = Seat { tab: other, ..seat };
                if self.tab(there).engine.is_some() {
                    let life = self.tab(there).life;
                    let hint = Input::Woken(Wake::OtherTabWrote);
                    self.after(wait + 3, Coming::Hears(there, life, hint));
                }
            }
        }
        Ok(())
    }

    /// Stores `changes`, and looks whether they are right.
    fn store(
        &mut self,
        device: usize,
        changes: &[Change],
    ) -> Result<Result<(), StoreTrouble>, Violation> {
        let place = self.devices[device].disk.store().place();
        let mut life = place.map(|place| place.epoch);
        for change in changes {
            match change {
                Change::Advance(place) => life = Some(place.epoch),
                Change::Receive(item) => {
                    let life = life.unwrap_or_else(|| self.relay.epoch());
                    self.model
                        .received(device, life, item, &self.relay, self.setting, self.now)?;
                }
                Change::Forget { id } => {
                    let known = self.model.letters.get(id);
                    if !known.is_some_and(|track| track.discarded) {
                        return Err(Violation::new("given up by nobody", id));
                    }
                }
                Change::Settle { id, receipt, .. } => {
                    let known = self.model.letters.get(id);
                    if !known.is_some_and(|track| track.accepted) {
                        return Err(Violation::new("confirmed by nobody", id));
                    }
                    self.model.confirmed(*id, life, *receipt)?;
                }
                _ => {}
            }
        }
        self.devices[device]
            .disk
            .apply(changes, self.setting.sabotage)
    }
}
