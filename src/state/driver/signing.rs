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
    state::{DraftOf, NOTE_PURPOSE, Note, Trouble},
};
use holdfast_protocol::{decode, encode};
use holdfast_seal::open_local;
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
    /// one was. Words that are in this tab alone are kept first, in the last one
    /// of this account: they are found there, or with the rest that was never
    /// sent.
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

    /// Keeps drafts as they are in this tab, in the last database of this
    /// account. One in which somebody has written since it was begun keeps those
    /// words, too.
    pub async fn keep_last(&self, due: &[DraftOf]) -> Result<(), StoreTrouble> {
        if due.is_empty() {
            return Ok(());
        }
        // A connection of its own: the app's takes nothing any more.
        let store = self.last_of_account().await?;
        let mut last = Vec::new();
        for of in due {
            let key = Note::Draft(*of).key();
            let there = store.note(&key).await?;
            let brought = self.store.note(&key).await.ok() == Some(there.clone());
            let theirs = there.filter(|_| !brought);
            let theirs = theirs.and_then(|sealed| {
                let bytes = open_local(&sealed, &self.keys, NOTE_PURPOSE).ok()?;
                decode::<String>(&bytes, "a draft").ok()
            });
            let mine = self
                .desk
                .drafts
                .with_untracked(|drafts| drafts.get(of).cloned());
            let words = match (theirs, mine) {
                (Some(theirs), Some(mine)) if !mine.contains(&theirs) => {
                    Some([&theirs, "\n\n", &mine].concat())
                }
                (Some(_), None) => continue,
                (_, mine) => mine,
            };
            last.push((key, words.map(|words| self.seal_note(&encode(&words)))));
        }
        let kept = store.write_notes(&last).await;
        store.close();
        kept
    }

    async fn last_of_account(&self) -> Result<BrowserStore, StoreTrouble> {
        let own = self.store.name();
        let mut last = own.to_owned();
        let next = self.store.next().await.ok().flatten();
        for later in [next, Preference::Database.read()].into_iter().flatten() {
            if comes_after(DATABASE, &last, &later) {
                last = later;
            }
        }
        let aside = BrowserStore::put_aside(DATABASE, &last).await;
        for name in core::iter::once(last).chain(aside) {
            let store = BrowserStore::open(&name).await;
            if name == own {
                return store;
            }
            if let Ok(store) = store {
                if let Ok(Some(identity)) = store.former_identity().await
                    && identity.account == self.identity.account
                {
                    return Ok(store);
                }
                store.close();
            }
        }
        Err(StoreTrouble::Closed)
    }
}
