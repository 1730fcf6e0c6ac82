//! What every tab of this device should know: whether the relay still knows
//! the device, and whether another database was begun in the place of theirs.

use super::{super::desk::DATABASE, Driver};
use crate::{
    platform::{
        idb::{BrowserStore, comes_after},
        later::spawn_local,
        page,
        preferences::Preference,
        tabs::Hint,
    },
    state::{DraftOf, Note, Trouble},
};
use holdfast_protocol::encode;
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;
use std::rc::Rc;

impl Driver {
    /// The relay has said whether it knows this device: shown here, noted for
    /// every tab that is opened later, and the others are told to look.
    pub(super) fn heard_from_relay(self: &Rc<Self>, signed_out: bool) {
        let known = self.desk.signed_out.get_untracked();
        self.show_signed_out(signed_out);
        if known == signed_out {
            return;
        }
        let sealed = signed_out.then(|| self.seal_note(&encode(&())));
        let driver = Rc::clone(self);
        spawn_local(async move {
            // Without room for it the next tab asks the relay itself.
            let _ = driver
                .store
                .write_note(&Note::SignedOut.key(), sealed)
                .await;
            driver.tell_tabs(Hint::Signed);
        });
    }

    /// Reads in the background what another tab has heard from the relay.
    pub(super) fn read_signed_out(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            if let Ok(note) = driver.store.note(&Note::SignedOut.key()).await {
                driver.show_signed_out(note.is_some());
            }
        });
    }

    pub(super) fn show_signed_out(&self, signed_out: bool) {
        let trouble = self.desk.trouble;
        if self.desk.signed_out.get_untracked() != signed_out {
            self.desk.signed_out.set(signed_out);
        }
        let shown = trouble.with_untracked(|trouble| *trouble == Some(Trouble::SignedOut));
        if shown != signed_out {
            trouble.set(signed_out.then_some(Trouble::SignedOut));
        }
    }

    /// Another database has taken the place of this one: nothing more happens
    /// here, and the other tabs go over to it, too.
    pub fn move_on(self: &Rc<Self>) {
        self.tell_tabs(Hint::Moved);
        self.stop(false);
    }

    /// Whether what lies beside the databases names a later one.
    pub(super) fn has_moved(&self) -> bool {
        let named = Preference::Database.read();
        named.is_some_and(|named| comes_after(DATABASE, self.store.name(), &named))
    }

    /// Goes over to the database that was begun in the place of this one, if
    /// one was. Words that are in this tab alone are the last that are kept in
    /// the old one, where they are found with the rest that was never sent.
    pub(super) fn follow(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let moved = driver.has_moved() || matches!(driver.store.next().await, Ok(Some(_)));
            if !moved || driver.stopped.get() {
                return;
            }
            let due = driver.unsaved_drafts();
            driver.stop(false);
            match driver.keep_last(&due).await {
                Ok(()) => {
                    page::never_ask();
                    page::reload();
                }
                Err(_) => {
                    for of in due {
                        driver.unsaved.borrow_mut().insert(of);
                    }
                    driver.desk.trouble.set(Some(Trouble::Moved));
                }
            }
        });
    }

    /// The drafts that the disk does not have.
    pub fn unsaved_drafts(&self) -> Vec<DraftOf> {
        self.unsaved.borrow().iter().copied().collect()
    }

    /// Keeps drafts as they are in this tab.
    pub async fn keep_last(&self, due: &[DraftOf]) -> Result<(), StoreTrouble> {
        if due.is_empty() {
            return Ok(());
        }
        let last: Vec<_> = self.desk.drafts.with_untracked(|drafts| {
            let sealed = |text| self.seal_note(&encode(text));
            let note = |of| (Note::Draft(of).key(), drafts.get(&of).map(sealed));
            due.iter().map(|of| note(*of)).collect()
        });
        // A connection of its own: the app's takes nothing any more.
        let store = BrowserStore::open(self.store.name()).await?;
        let kept = store.write_notes(&last).await;
        store.close();
        kept
    }
}
