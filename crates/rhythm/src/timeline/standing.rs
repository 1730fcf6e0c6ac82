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
        let mut standing = Vec::new();
        for there in &self.versions {
            let mut before = self.letters.iter().rev();
            if let Some(last) = before.find(|letter| **letter < there.accepted) {
                self.add_promised(*last, &mut standing);
            }
        }
        self.standing = standing;
    }

    /// Adds the windows opening after `arrived` that this letter, or an earlier
    /// one that knew the same versions, may have been promised. What is open
    /// already stays whole by itself.
    ///
    /// That is the promise of `arrived`, and almost always nothing else: a
    /// window too near to be promised any more has already opened. Only where
    /// the clocks are put forward over a window can the cut-off end before.
    fn add_promised(&self, arrived: DateTime<Utc>, standing: &mut Vec<Window>) {
        let mut add = |window: Window| {
            if window.opens > arrived && !standing.contains(&window) {
                standing.push(window);
            }
        };
        for reign in self.reigns(arrived) {
            let agreement = &reign.of.agreement;
            for window in agreement.windows_from(arrived) {
                if window.opens >= reign.until || window.closes - agreement.cutoff() >= arrived {
                    break;
                }
                add(window);
            }
        }
        if let Some(promise) = self.promise(arrived) {
            add(promise);
        }
    }
}
