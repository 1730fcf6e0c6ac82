//! Whether what is on this device stays there, and taking it away.

use super::{DATABASE, Desk, DeskLink, Session, database_name};
use crate::platform::later::spawn_local;
use crate::platform::{
    idb::BrowserStore,
    page,
    preferences::Preference,
    storage::{self, Keeping},
    worker,
};
use crate::state::Book;
use leptos::prelude::*;

impl Desk {
    /// How safe what is stored here is, as far as the browser says; asks for
    /// its promise first if that is wanted.
    pub fn keeping(self, ask: bool, done: impl FnOnce(Option<Keeping>) + 'static) {
        spawn_local(async move { done(storage::keeping(ask).await) });
    }

    /// Removes Holdfast from this device: letters, drafts, keys, choices, the
    /// app itself. There is no way back.
    pub fn remove_from_device(self) {
        spawn_local(async move {
            let store = self.store().await;
            if let Some(driver) = self.driver_here() {
                driver.stop(true);
            }
            page::never_ask();
            // By this a tab that nothing tells knows it from a loss.
            Preference::Home.clear();
            let mut gone = match store {
                Ok(store) => store.remove().await,
                Err(trouble) => Err(trouble),
            };
            for name in BrowserStore::all(DATABASE, &database_name()).await {
                let deleted = BrowserStore::delete(&name).await;
                gone = gone.and(deleted);
            }
            worker::remove().await;
            storage::clear_rest().await;
            self.show_removed(gone.is_ok());
        });
    }

    /// Another tab has removed it.
    pub(in crate::state) fn was_removed(self) {
        if let Some(driver) = self.driver_here() {
            driver.stop(false);
        }
        let store = self.inner.with_value(|inner| inner.store.borrow().clone());
        if let Some(store) = store {
            store.let_go();
        }
        page::never_ask();
        self.show_removed(true);
    }

    fn show_removed(self, whole: bool) {
        self.trouble.set(None);
        self.link.set(DeskLink::Unknown);
        self.new_build.set(false);
        self.session.set(Session::Removed { whole });
        self.book.set(Book::default());
        self.drafts.update(|drafts| drafts.clear());
    }
}
