//! What this tab holds, for a database that the browser has taken away.

use super::Driver;
use crate::{
    platform::{
        idb::{Held, Holder},
        preferences::Preference,
    },
    state::Note,
};
use holdfast_protocol::encode;
use holdfast_sync::{Input, Wake};
use leptos::prelude::*;
use std::rc::{Rc, Weak};

/// A driver that may be gone by then.
struct Holds(Weak<Driver>);

impl Driver {
    pub(super) fn hold(self: &Rc<Self>) {
        self.store.hold(Rc::new(Holds(Rc::downgrade(self))));
    }

    fn held(&self) -> Option<Held> {
        // Another tab says that it removed everything; where tabs cannot talk,
        // it has taken this mark away first.
        let removed =
            !self.tabs.can_talk() && Preference::Home.read().as_deref() != Some(self.store.name());
        if removed || self.stopped.get() {
            return None;
        }
        let mut notes = Vec::new();
        let mut note = |note: Note, bytes: &[u8]| notes.push((note.key(), self.seal_note(bytes)));
        for (id, folder) in self.folders.borrow().iter() {
            note(Note::Folder(*id), &encode(folder));
        }
        self.desk.drafts.with_untracked(|drafts| {
            for (of, text) in drafts {
                note(Note::Draft(*of), &encode(text));
            }
        });
        Some(Held {
            identity: self.identity.clone(),
            notes,
            outbox: self.engine.borrow().outbox().cloned().collect(),
        })
    }
}

impl Holder for Holds {
    fn has_moved(&self) -> bool {
        let Some(driver) = self.0.upgrade().filter(|driver| driver.has_moved()) else {
            return false;
        };
        driver.follow();
        true
    }

    fn held(&self) -> Option<Held> {
        self.0.upgrade()?.held()
    }

    fn is_back(&self) {
        if let Some(driver) = self.0.upgrade() {
            driver.store.forget_places();
            driver.feed(Input::Woken(Wake::OtherTabWrote));
            driver.keep_drafts_now();
        }
    }
}
