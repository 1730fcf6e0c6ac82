//! What a tab's engine tells, against what is true.

use super::{
    script::Seat,
    violation::Violation,
    world::{Coming, World},
};
use crate::{Input, Notice};

impl World {
    /// Takes in what a tab's engine tells.
    pub(super) fn note(&mut self, seat: Seat, notice: Notice) -> Result<(), Violation> {
        let life = self.tab(seat).life;
        if let Notice::Kept(id) | Notice::NotKept(id, _) = notice {
            self.model.answered(id, seat, life);
        }
        let device = &mut self.devices[seat.device];
        let disk = &device.disk;
        device.tabs[seat.tab].page.note(&notice, disk);
        match notice {
            Notice::Discarded(id) if disk.store().standings().contains_key(&id) => {
                return Err(Violation::new("called given up and is still there", id));
            }
            Notice::Kept(id) => {
                let stored = disk.store().stored();
                let there = disk.store().standings().contains_key(&id)
                    || stored.iter().any(|one| one.id == id);
                if !there && !self.gone_by_choice(id) {
                    return Err(Violation::new("called kept and is nowhere", id));
                }
                if self.model.kept(id) {
                    self.counts.kept += 1;
                }
            }
            Notice::NotKept(id, _) => {
                self.model.not_kept(id);
                // The writer still has the text, and tries again.
                if let Some(track) = self.model.letters.get(&id).cloned() {
                    let life = self.tab(seat).life;
                    let again = Input::Write(track.submission);
                    self.after(5_000, Coming::Hears(seat, life, again));
                }
            }
            Notice::Settled(id, _) if !disk.store().stored().iter().any(|one| one.id == id) => {
                return Err(Violation::new("called sent and is nowhere", id));
            }
            Notice::NeedsYou(id, refusal) => self.model.needs(id, &refusal, &self.relay)?,
            Notice::Arrived(items) => {
                let tab = self.tab(seat);
                for item in items {
                    if tab.last_told.is_some_and(|last| item.sequence != last + 1) {
                        return Err(Violation::new("told twice, or not at all", item.sequence));
                    }
                    tab.last_told = Some(item.sequence);
                }
            }
            Notice::ChangedElsewhere | Notice::OfferedAgain => {
                self.tab(seat).last_told = None;
            }
            _ => {}
        }
        Ok(())
    }

    fn gone_by_choice(&self, id: holdfast_protocol::EnvelopeId) -> bool {
        let track = self.model.letters.get(&id);
        track.is_some_and(|track| track.discarded || track.evicted)
    }
}
