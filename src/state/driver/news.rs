//! What another tab has stored is taken in.

use super::{Driver, reading::PAGE};
use crate::state::Entry;
use holdfast_protocol::ConversationId;
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;
use std::rc::Rc;

/// How many of the newest are looked at for what another tab has stored.
const NEWS: u32 = 24;

impl Driver {
    /// Reads what another tab may have stored, in the background; hints that
    /// come meanwhile are answered by one more reading.
    pub(super) fn read_book_again(self: &Rc<Self>) {
        self.stale.set(true);
        if self.reading.replace(true) {
            return;
        }
        self.spawn_reading(async move |driver| {
            let mut read = Ok(());
            while driver.stale.take() && read.is_ok() {
                read = driver.read_news().await;
            }
            driver.reading.set(false);
            read
        });
    }

    /// Takes in what is new in the database; again, if something came in
    /// between.
    async fn read_news(self: &Rc<Self>) -> Result<(), StoreTrouble> {
        loop {
            let before = self.changes.get();
            self.read_folders().await?;
            let open = self.read_open().await?;
            let mut news = Vec::new();
            for id in self.conversations() {
                news.push((id, self.news_of(id).await?));
            }
            if self.changes.get() != before {
                continue;
            }
            // The tab that leads hears so from the relay.
            let is_whole = open.restored.place.is_some_and(|place| !place.lacks_own);
            if is_whole && !self.leading.get() && self.desk.fetching.get_untracked() {
                self.desk.fetching.set(false);
            }
            let mut new = Vec::new();
            self.change_book(|book| {
                for folder in self.folders.borrow().values() {
                    let id = folder.conversation();
                    book.conversations.insert_new(id, || {
                        new.push(id);
                        self.empty_conversation(folder)
                    });
                }
                for conversation in book.conversations.values_mut() {
                    conversation.forget_open();
                }
                self.take_stands(book, &open.stands);
                for (id, entries) in news {
                    if let Some(conversation) = book.conversations.get_mut(&id) {
                        for (_, opened, promise) in entries {
                            conversation.take_entry(opened, promise);
                        }
                    }
                }
                self.take_open(book, open);
            });
            for id in new {
                self.read_newest(id).await?;
                self.look_as_far_as_needed(id).await?;
            }
            self.give_promises();
            self.trim();
            return Ok(());
        }
    }

    /// The newest of a conversation, down to what is here already.
    async fn news_of(&self, id: ConversationId) -> Result<Vec<Entry>, StoreTrouble> {
        let known = self.with_conversation(id, |one| one.newest_place());
        let mut page = self.store.newest(id, NEWS).await?;
        let mut entries = self.entries(id, page.entries).await;
        loop {
            let oldest = entries.last().map(|(place, ..)| *place);
            let Some(oldest) = oldest.filter(|oldest| page.more && Some(*oldest) > known.flatten())
            else {
                return Ok(entries);
            };
            page = self.store.older(id, oldest, PAGE).await?;
            if page.entries.is_empty() {
                return Ok(entries);
            }
            entries.extend(self.entries(id, page.entries).await);
        }
    }
}
