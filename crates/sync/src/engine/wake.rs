//! What makes the engine try now instead of later.

use super::{Engine, link::Link, shelf::Shelf};
use crate::{Moment, Wake};
use core::time::Duration;

impl Engine {
    pub(super) fn woken(&mut self, wake: Wake, now: Moment) {
        self.backoff.reset();
        self.shelf_backoff.reset();
        self.eagerness.rouse(now);
        if matches!(wake, Wake::Start | Wake::Visible | Wake::Asked) {
            self.eagerness.hide(false);
        }
        // Another tab may have written without a word; but a link that may be
        // short is not kept waiting for that.
        match wake {
            Wake::Nudge => {}
            Wake::Online => self.read_after = true,
            Wake::Start | Wake::Visible | Wake::Asked | Wake::OtherTabWrote => self.stale = true,
        }
        if !matches!(wake, Wake::Nudge | Wake::OtherTabWrote) {
            self.timeouts = 0;
        }
        // Once a link comes up, whatever was sent before went nowhere.
        let stale_after = match wake {
            Wake::Online => Some(Duration::from_millis(1)),
            Wake::Start | Wake::Visible | Wake::Asked => Some(self.config.stale_after),
            Wake::Nudge | Wake::OtherTabWrote => None,
        };
        let is_stale = |since| stale_after.is_some_and(|after| now.since(since) >= after);
        match &mut self.link {
            // Another tab may have signed it in.
            Link::SignedOut { .. } if stale_after.is_some() => {
                self.link = Link::Resting { until: now };
            }
            Link::TooOld if matches!(wake, Wake::Start | Wake::Asked) => {
                self.link = Link::Resting { until: now };
            }
            Link::Asking(flight) if is_stale(flight.since) => {
                let carried = core::mem::take(&mut flight.carried);
                let bytes = flight.bytes;
                self.lighten(carried.len(), bytes);
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
        self.eagerness.rouse(now);
        self.hurry(now);
    }

    /// Asks the relay now, or as soon as what is under way is done; and reads
    /// a store that could not be read.
    pub(super) fn hurry(&mut self, now: Moment) {
        self.idle = false;
        match &mut self.link {
            Link::Resting { until } => *until = now,
            Link::Asking(flight) => flight.again = true,
            Link::Digesting { again } => *again = true,
            Link::SignedOut { .. } | Link::TooOld => {}
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
