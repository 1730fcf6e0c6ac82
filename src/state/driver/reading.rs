//! From what is stored to what is shown: the tails of all conversations, what
//! is held, and what waits in the outbox. All else is read on demand
//! (`history.rs`).

use super::{Driver, records::Noted};
use crate::{
    platform::{
        clock::Slice,
        idb::{KeptBody, Standing as Stands, ThreadEntry},
        later::spawn_local,
    },
    state::{Book, Conversation, Entry, Opened, Person, TAIL, Trouble},
};
use holdfast_protocol::{ConversationId, Envelope, EnvelopeId};
use holdfast_sync::{Restored, Store as _, StoreTrouble};
use leptos::prelude::*;
use std::rc::Rc;

/// How many more than a tail are read at first, so that its oldest instant is
/// whole.
const MORE: u32 = 4;
/// How many are read at first.
pub const NEWEST: u32 = TAIL as u32 + MORE;

/// How many are read in one go when looking further back.
pub(super) const PAGE: u32 = 120;

/// What is stored beside the threads. It is read before them: what leaves in
/// between is then met twice, and never missed.
pub(super) struct Open {
    pub(super) restored: Restored,
    pub(super) held: Vec<(ConversationId, ThreadEntry)>,
    pub(super) stands: Stands,
}

impl Driver {
    /// Reads the newest of all conversations, shows it, and looks further back
    /// in the background where more is needed.
    pub(super) async fn open_book(self: &Rc<Self>, noted: Noted) -> Result<(), StoreTrouble> {
        let open = self.read_open().await?;
        let place = open.restored.place;
        self.desk
            .fetching
            .set(place.is_none_or(|place| place.lacks_own));
        let mut book = Book::default();
        for folder in self.folders.borrow().values() {
            let conversation = self.empty_conversation(folder);
            book.conversations.insert(conversation.id, conversation);
        }
        for (id, closed, promise) in noted.renewals {
            if let Some(conversation) = book.conversations.get_mut(&id) {
                conversation.renew(closed, promise);
            }
        }
        let mut beyond = noted.beyond;
        for (id, conversation) in &mut book.conversations {
            conversation.note_beyond(beyond.remove(id));
        }
        self.take_stands(&mut book, &open.stands);
        self.desk.book.update_untracked(|shown| *shown = book);
        let (mut further, mut apart) = (Vec::new(), Vec::new());
        for id in self.conversations() {
            self.read_newest(id).await?;
            let ends = self.update_quietly(id, |one| {
                let ends = !one.wants_older(TAIL);
                ends.then(|| one.settle_reach(TAIL))
            });
            match ends.flatten() {
                Some(known) => apart.extend(known.map(|known| (id, known))),
                None => further.push(id),
            }
        }
        self.mend().await?;
        self.has_opened.set(true);
        self.change_book(|book| self.take_open(book, open));
        self.give_promises();
        self.spawn_reading(async move |driver| {
            for id in further {
                driver.look_as_far_as_needed(id).await?;
            }
            for (id, known) in apart {
                driver.walk(id, known).await?;
            }
            Ok(())
        });
        Ok(())
    }

    pub(super) fn spawn_reading(
        self: &Rc<Self>,
        read: impl AsyncFnOnce(&Rc<Self>) -> Result<(), StoreTrouble> + 'static,
    ) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            if let Err(trouble) = read(&driver).await {
                driver.desk.trouble.set(Some(Trouble::Store(trouble)));
            }
        });
    }

    /// Takes in the newest of a conversation of which nothing is here.
    pub(super) async fn read_newest(
        self: &Rc<Self>,
        id: ConversationId,
    ) -> Result<(), StoreTrouble> {
        let page = self.store.newest(id, NEWEST).await?;
        self.note_damage(page.damaged);
        let entries = self.entries(id, page.entries).await;
        let more = page.more && !entries.is_empty();
        self.update_quietly(id, |one| one.take_page(entries, more));
        Ok(())
    }

    pub(super) async fn read_open(self: &Rc<Self>) -> Result<Open, StoreTrouble> {
        let restored = self.store.restore().await?;
        let held = self.store.held().await?;
        let stands = self.store.standing().await?;
        self.note_damage(stands.damaged);
        Ok(Open {
            restored,
            held,
            stands,
        })
    }

    /// Opens what is stored, in slices.
    pub(super) async fn entries(&self, id: ConversationId, stored: Vec<ThreadEntry>) -> Vec<Entry> {
        let mut slice = Slice::begin();
        let partner = self.partner(id);
        let mut entries = Vec::with_capacity(stored.len());
        for entry in stored {
            if let Some(place) = entry.place() {
                let promise = entry.promise.clone();
                entries.push((place, self.opened(id, partner.as_ref(), entry), promise));
            }
            slice.pause_if_long().await;
        }
        entries
    }

    pub(super) fn opened(
        &self,
        id: ConversationId,
        partner: Option<&Person>,
        entry: ThreadEntry,
    ) -> Opened {
        let (from, content) = match entry.body {
            KeptBody::Opened { from, content } => (from, Some(content)),
            KeptBody::Sealed(bytes) => match Envelope::from_bytes(&bytes) {
                Ok(envelope) => (
                    envelope.header.sender,
                    self.opener(partner, id).read(&envelope),
                ),
                Err(_) => (self.identity.account, None),
            },
        };
        Opened::of((entry.id, from), content, Some(entry.receipt))
    }

    /// The ids of all conversations.
    pub(super) fn conversations(&self) -> Vec<ConversationId> {
        self.desk
            .book
            .with_untracked(|book| book.conversations.keys().copied().collect())
    }

    pub(super) fn partner(&self, id: ConversationId) -> Option<Person> {
        self.with_conversation(id, |one| one.partner.clone())
            .flatten()
    }

    pub(super) fn with_conversation<T>(
        &self,
        id: ConversationId,
        read: impl FnOnce(&Conversation) -> T,
    ) -> Option<T> {
        self.desk.book.with_untracked(|book| book.get(id).map(read))
    }

    /// Changes a conversation without showing it yet.
    pub(super) fn update_quietly<T>(
        &self,
        id: ConversationId,
        change: impl FnOnce(&mut Conversation) -> T,
    ) -> Option<T> {
        self.changes.set(self.changes.get().wrapping_add(1));
        let changed = self
            .desk
            .book
            .try_update_untracked(|book| book.conversations.get_mut(&id).map(change));
        changed.flatten()
    }
}

/// Whether an envelope is known by its id is asked of every conversation.
pub(super) fn knows(book: &Book, id: EnvelopeId) -> bool {
    book.conversations.values().any(|one| one.knows(id))
}
