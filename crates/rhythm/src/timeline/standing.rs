//! What was promised before a change, and stands after it (product rule 5).

use chrono::{DateTime, Utc};

use super::Timeline;
use crate::window::Window;

impl Timeline {
    /// Notes that a letter of the patient's reached the relay at `arrived`, so
    /// that no version accepted after it takes away the window it was promised.
    /// Neither order nor repeats matter, nor whether a version is added before
    /// or after. Whether the letter wants an answer does not matter either: the
    /// relay cannot tell, and both must come to the same windows.
    ///
    /// To know what stands it is enough to note, for each version, the last
    /// letter that had arrived *before* it was accepted; a letter of the very
    /// instant of the acceptance knows the version already.
    pub fn take_letter(&mut self, arrived: DateTime<Utc>) {
        if let Err(place) = self.letters.binary_search(&arrived) {
            self.letters.insert(place, arrived);
            if self.versions.iter().any(|there| there.accepted > arrived) {
                self.stand();
            }
        }
    }

    /// Finds anew which windows stand, whatever the versions list now.
    pub(super) fn stand(&mut self) {
        let mut standing: Vec<Window> = Vec::new();
        for there in &self.versions {
            let before = self
                .letters
                .partition_point(|letter| *letter < there.accepted);
            let Some(last) = before
                .checked_sub(1)
                .and_then(|last| self.letters.get(last))
            else {
                continue;
            };
            for window in self.promised_by(*last) {
                if !standing.contains(&window) {
                    standing.push(window);
                }
            }
        }
        self.standing = standing;
    }

    /// The windows opening after `arrived` that this letter, or an earlier one
    /// that knew the same versions, may have been promised. What is open already
    /// stays whole by itself.
    ///
    /// That is the promise of `arrived`, and almost always nothing else: a
    /// window too near to be promised any more has already opened. Only where
    /// the clocks are put forward over a window can the cut-off end before.
    fn promised_by(&self, arrived: DateTime<Utc>) -> Vec<Window> {
        let too_near = self.reigns(arrived).flat_map(|reign| {
            let agreement = &reign.of.agreement;
            agreement
                .windows_from(arrived)
                .take_while(move |window| window.opens < reign.until)
                .take_while(|window| window.closes - agreement.cutoff() < arrived)
        });
        too_near
            .chain(self.promise(arrived))
            .filter(|window| window.opens > arrived)
            .collect()
    }
}
