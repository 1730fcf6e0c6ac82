//! From what is stored to what is shown.

use super::Driver;
use crate::{
    platform::idb::Shelf,
    state::{
        Book, Conversation, DraftOf, Folder, Note, Opener, Person, Standing, Trouble,
        conversation_of, joining::NOTE_PURPOSE, open_event, open_submission,
    },
};
use chrono::TimeDelta;
use holdfast_protocol::{
    ConversationId, Event, InvitationSecret, Submission, decode, encode, sort_by_key,
};
use holdfast_rhythm::Promise;
use holdfast_seal::open_local;
use holdfast_sync::{Standing as Waits, Store as _, StoreTrouble};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

impl Driver {
    /// Reads the small records.
    pub(super) async fn read_notes(&self) -> Result<(), StoreTrouble> {
        let mut drafts = BTreeMap::new();
        for (key, sealed) in self.store.notes().await? {
            let Some(note) = Note::from_key(&key) else {
                continue;
            };
            let Ok(bytes) = open_local(&sealed, &self.keys, NOTE_PURPOSE) else {
                let damaged = Trouble::Store(StoreTrouble::Damaged);
                self.desk.trouble.set(Some(damaged));
                continue;
            };
            match note {
                Note::Folder(conversation) => {
                    if let Ok(folder) = decode(&bytes, "a folder") {
                        self.folders.borrow_mut().insert(conversation, folder);
                    }
                }
                Note::Draft(of) => {
                    if let Ok(text) = decode(&bytes, "a draft") {
                        drafts.insert(of, text);
                    }
                }
                Note::ClockOffset => {
                    if let Some(offset) = decode(&bytes, "a clock offset")
                        .ok()
                        .and_then(TimeDelta::try_milliseconds)
                    {
                        self.offset.set(offset);
                    }
                }
                Note::Promise(_) | Note::Renewal(..) | Note::LastReached => {}
            }
        }
        self.show_drafts(drafts);
        self.show_time();
        Ok(())
    }

    /// Shows the drafts that are stored, but for those that are being typed
    /// here: nothing that was read may take their place.
    fn show_drafts(&self, mut stored: BTreeMap<DraftOf, String>) {
        let typed = self.unsaved.borrow();
        self.desk.drafts.update(|shown| {
            stored.retain(|of, _| !typed.contains(of));
            for of in typed.iter() {
                if let Some(text) = shown.remove(of) {
                    stored.insert(*of, text);
                }
            }
            *shown = stored;
        });
    }

    /// Reads the small records in the background, as when another tab has kept
    /// a draft.
    pub(super) fn read_notes_again(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(trouble) = driver.read_notes().await {
                driver.desk.trouble.set(Some(Trouble::Store(trouble)));
            }
        });
    }

    /// Reads all conversations; again, if something came in between.
    pub(super) async fn read_book(&self) -> Result<(), StoreTrouble> {
        loop {
            let before = self.changes.get();
            let book = self.gather().await?;
            if self.changes.get() == before {
                self.change_book(|shown| *shown = book);
                self.give_promises();
                return Ok(());
            }
        }
    }

    /// Reads all conversations in the background.
    pub(super) fn read_book_again(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let read = async {
                driver.read_notes().await?;
                driver.read_book().await
            };
            if let Err(trouble) = read.await {
                driver
                    .desk
                    .trouble
                    .set(Some(crate::state::Trouble::Store(trouble)));
            }
        });
    }

    async fn gather(&self) -> Result<Book, StoreTrouble> {
        let mut mail = self.store.mail().await?;
        if mail
            .damaged
            .iter()
            .any(|(shelf, _)| *shelf != Shelf::Outbox)
        {
            self.store.fetch_again(&mail.damaged).await?;
        }
        let restored = self.store.restore().await?;
        let promises = self.stored_promises().await?;
        let mut book = Book::default();
        for folder in self.folders.borrow().values() {
            let conversation = self.empty_conversation(folder);
            book.conversations.insert(conversation.id, conversation);
        }
        for event in &mail.events {
            self.take_event(&mut book, event);
        }
        sort_by_key(&mut mail.records, |record| {
            (record.receipt.arrived, record.sequence, record.id)
        });
        for record in &mail.records {
            if let Some(event) = record.event() {
                self.take_event(&mut book, &event);
            }
        }
        let mut outbox = restored.outbox;
        sort_by_key(&mut outbox, |waiting| (waiting.order, waiting.id()));
        for waiting in outbox {
            self.take_submission(&mut book, &waiting.submission);
            if let Waits::NeedsYou(refusal) = waiting.standing {
                for conversation in book.conversations.values_mut() {
                    conversation.stand(waiting.submission.id, Standing::NeedsYou(refusal.clone()));
                }
            }
            self.written
                .borrow_mut()
                .insert(waiting.submission.id, waiting.submission);
        }
        // Which conversation they were of cannot be told.
        for conversation in book.conversations.values_mut() {
            conversation.unreadable += mail.damaged.len();
        }
        for (id, promise) in promises {
            for conversation in book.conversations.values_mut() {
                conversation.promise(id, promise.clone());
            }
        }
        Ok(book)
    }

    async fn stored_promises(
        &self,
    ) -> Result<Vec<(holdfast_protocol::EnvelopeId, Promise)>, StoreTrouble> {
        Ok(self
            .store
            .notes()
            .await?
            .into_iter()
            .filter_map(|(key, sealed)| match Note::from_key(&key)? {
                Note::Promise(id) => {
                    let bytes = open_local(&sealed, &self.keys, NOTE_PURPOSE).ok()?;
                    Some((id, Note::read_promise(&bytes)?))
                }
                _ => None,
            })
            .collect())
    }

    /// Gives the promises that are due and stores them: each once, by the
    /// agreement in force when the letter arrived.
    pub(super) fn give_promises(&self) {
        let due: Vec<_> = self.desk.book.with_untracked(|book| {
            book.conversations
                .values()
                .flat_map(|conversation| {
                    conversation
                        .without_promise()
                        .into_iter()
                        .filter_map(|(id, arrived)| {
                            let promise = conversation.timeline.promise_record(arrived)?;
                            Some((conversation.id, id, promise))
                        })
                })
                .collect()
        });
        if due.is_empty() {
            return;
        }
        for (_, id, promise) in &due {
            self.write_note(Note::Promise(*id), Some(encode(promise)));
        }
        self.change_book(|book| {
            for (conversation, id, promise) in due {
                if let Some(conversation) = book.conversations.get_mut(&conversation) {
                    conversation.promise(id, promise);
                }
            }
        });
    }

    /// A conversation in which nothing has happened yet.
    pub(super) fn empty_conversation(&self, folder: &Folder) -> Conversation {
        let mut conversation = Conversation::new(
            folder.conversation(),
            self.identity.account,
            self.identity.role,
        );
        match folder {
            Folder::Met { card } => conversation.partner = Some(Person::from(card.clone())),
            Folder::Invited { label, .. } => conversation.label = Some(label.clone()),
        }
        conversation
    }

    /// Takes one event of the feed into the book, where it has a place.
    pub(super) fn take_event(&self, book: &mut Book, event: &Event) {
        match conversation_of(event) {
            Some(id) => {
                if let Some(conversation) = book.conversations.get_mut(&id) {
                    let opened = {
                        let opener = self.opener(conversation.partner.as_ref(), id);
                        open_event(&opener, event)
                    };
                    if let Some(opened) = opened {
                        conversation.apply(opened);
                    }
                }
            }
            None => {
                let Some(opened) = open_event(&self.opener(None, self.nowhere()), event) else {
                    return;
                };
                for conversation in book.conversations.values_mut() {
                    conversation.apply(opened.clone());
                }
            }
        }
    }

    /// Takes what waits in the outbox into the book.
    pub(super) fn take_submission(&self, book: &mut Book, submission: &Submission) {
        let opener = self.opener(None, self.nowhere());
        if let Some((id, opened)) = open_submission(&opener, submission)
            && let Some(conversation) = book.conversations.get_mut(&id)
        {
            conversation.apply(opened);
        }
    }

    fn opener<'a>(&'a self, partner: Option<&'a Person>, id: ConversationId) -> Opener<'a> {
        let secret = match self.folders.borrow().get(&id) {
            Some(Folder::Invited { secret, .. }) => Some(InvitationSecret::from_bytes(*secret)),
            _ => None,
        };
        Opener {
            account: self.identity.account,
            keys: &self.keys,
            partner,
            secret,
        }
    }

    /// An id that no conversation has, for what belongs to none.
    fn nowhere(&self) -> ConversationId {
        ConversationId::from_bytes([0; 16])
    }
}
