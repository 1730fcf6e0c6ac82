//! Drafts: on disk as soon as typing pauses, sealed for the account itself.

use super::Driver;
use crate::platform::later::spawn_local;
use crate::{
    platform::tabs::Hint,
    state::{DraftOf, Note, Trouble},
};
use gloo_timers::callback::Timeout;
use holdfast_protocol::encode;
use leptos::prelude::*;
use std::rc::Rc;

/// How long typing must pause before a draft is stored, in milliseconds.
const DRAFT_PAUSE: u32 = 400;

impl Driver {
    /// Keeps a draft once typing pauses; at once where it is gone, for its
    /// words are a letter by then.
    pub fn save_draft(self: &Rc<Self>, of: DraftOf) {
        if self.stopped.get() {
            return;
        }
        self.unsaved.borrow_mut().insert(of);
        let gone = self
            .desk
            .drafts
            .with_untracked(|drafts| !drafts.contains_key(&of));
        if gone {
            return self.keep_draft(of);
        }
        let driver = Rc::clone(self);
        let timer = Timeout::new(DRAFT_PAUSE, move || driver.keep_draft(of));
        self.draft_timers.borrow_mut().insert(of, timer);
    }

    /// Keeps every draft that is not on disk.
    pub(super) fn keep_drafts_now(self: &Rc<Self>) {
        let due: Vec<DraftOf> = self.unsaved.borrow().iter().copied().collect();
        for of in due {
            self.keep_draft(of);
        }
    }

    /// Whether the disk has this draft as it is.
    pub fn has_kept(&self, of: DraftOf) -> bool {
        !self.unsaved.borrow().contains(&of)
    }

    /// Tries again to store what could not be stored; says no where nothing
    /// here is only in memory.
    pub fn store_again(self: &Rc<Self>) -> bool {
        let owes = self.owes_words();
        if owes {
            self.keep_drafts_now();
            self.sync_now();
        }
        owes
    }

    fn keep_draft(self: &Rc<Self>, of: DraftOf) {
        if let Some(timer) = self.draft_timers.borrow_mut().remove(&of) {
            timer.cancel();
        }
        let bytes = self
            .desk
            .drafts
            .with_untracked(|drafts| drafts.get(&of).map(encode));
        let sealed = bytes.map(|bytes| self.seal_note(&bytes));
        let driver = Rc::clone(self);
        spawn_local(async move {
            let written = driver
                .store
                .write_note(&Note::Draft(of).key(), sealed)
                .await;
            match written {
                // Typed on meanwhile: the next pause keeps that.
                Ok(()) if driver.draft_timers.borrow().contains_key(&of) => {}
                Ok(()) => {
                    driver.unsaved.borrow_mut().remove(&of);
                    driver.store_works();
                    driver.tell_tabs(Hint::Drafted);
                }
                Err(trouble) => driver.desk.trouble.set(Some(Trouble::Store(trouble))),
            }
        });
    }
}
