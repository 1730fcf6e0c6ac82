//! What makes the engine try now instead of later.

use super::{Engine, link::Link, shelf::Shelf};
use crate::{Moment, Wake};

impl Engine {
    pub(super) fn woken(&mut self, wake: Wake, now: Moment) {
        self.backoff.reset();
        self.shelf_backoff.reset();
        if matches!(wake, Wake::OtherTabWrote | Wake::Visible) {
            self.stale = true;
        }
        let back = matches!(
            wake,
            Wake::Start | Wake::Online | Wake::Visible | Wake::Asked
        );
        match &mut self.link {
            Link::SignedOut if wake == Wake::SignedIn => {
                self.link = Link::Resting { until: now };
            }
            Link::TooOld if matches!(wake, Wake::Start | Wake::Asked) => {
                self.link = Link::Resting { until: now };
            }
            Link::Asking(flight) if back && now.since(flight.since) >= self.config.stale_after => {
                let carried = core::mem::take(&mut flight.carried);
                self.link = Link::Resting { until: now };
                self.back_to_kept(&carried);
            }
            _ => {}
        }
        self.hurry(now);
    }

    /// As [`Engine::hurry`], and failures so far count no more.
    pub(super) fn hurry_afresh(&mut self, now: Moment) {
        self.backoff.reset();
        self.hurry(now);
    }

    /// Asks the relay now, or as soon as what is under way is done; and reads
    /// a store that could not be read.
    pub(super) fn hurry(&mut self, now: Moment) {
        match &mut self.link {
            Link::Resting { until } => *until = now,
            Link::Asking(flight) => flight.again = true,
            Link::Digesting { again } => *again = true,
            Link::SignedOut | Link::TooOld => {}
        }
        if let Shelf::Unreadable { again } = &mut self.shelf {
            *again = now;
        }
    }

    pub(super) fn lead(&mut self, leading: bool, now: Moment) {
        if leading && !self.leading {
            // The tab that led before may have left the store anywhere.
            self.stale = true;
            self.hurry_afresh(now);
        }
        self.leading = leading;
    }
}
