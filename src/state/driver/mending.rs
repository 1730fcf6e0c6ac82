//! What could not be read makes room for what the relay has of it.

use super::Driver;
use crate::platform::tabs::Hint;
use holdfast_sync::{Input, StoreTrouble, Wake};
use leptos::prelude::*;
use std::rc::Rc;

/// Whether all that is stored can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mending {
    /// As far as is known.
    Whole,
    /// Not all of it.
    Damaged,
    /// What could not be read is fetched again.
    Mended,
}

impl Driver {
    /// Notes that something could not be read: it makes room for what the
    /// relay has of it, at once while the app opens, else in the background.
    pub(super) fn note_damage(self: &Rc<Self>, damaged: usize) {
        if damaged == 0 || self.mending.get() != Mending::Whole {
            return;
        }
        self.mending.set(Mending::Damaged);
        if self.has_opened.get() {
            self.spawn_reading(async |driver| {
                driver.mend().await?;
                // The place in the feed is gone.
                driver.feed(Input::Woken(Wake::OtherTabWrote));
                Ok(())
            });
        }
    }

    pub(super) async fn mend(&self) -> Result<(), StoreTrouble> {
        if self.mending.get() == Mending::Damaged {
            self.mending.set(Mending::Mended);
            self.desk.fetching.set(true);
            self.store.mend().await?;
            // The tab that leads may know a place that is no more.
            self.tell_tabs(Hint::Stored);
        }
        Ok(())
    }
}
