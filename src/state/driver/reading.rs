//! From what is stored to what is shown.

use super::Driver;
use crate::{
    platform::idb::Shelf,
    state::{
        Book, Conversation, DraftOf, Folder, Note, Opener, Person, Standing, Trouble,
        conversation_of, envelope_of, joining::NOTE_PURPOSE, open_event, open_submission,
        replaced_by,
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    ConversationId, EnvelopeId, Event, InvitationSecret, Submission, decode, sort_by_key,
};
use holdfast_rhythm::Promise;
use holdfast_seal::open_local;
use holdfast_sync::{Standing as Waits, Store as _, StoreTrouble};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc};
use wasm_bindgen_futures::spawn_local;

/// What was promised before, as it is stored.
#[derive(Default)]
pub(super) struct Promised {
    /// In order of their letters.
    letters: Vec<(EnvelopeId, Promise)>,
    renewals: Vec<(ConversationId, DateTime<Utc>, Promise)>,
}

impl Driver {
    /// Reads the small records, shows what is to be shown of them, and gives
    /// back what was promised.
    pub(super) async fn read_notes(&self) -> Result<Promised, StoreTrouble> {
        let mut drafts = BTreeMap::new();
        let mut promised = Promised::default();
        let mut read = |note, bytes: &[u8]| match note {
            Note::Folder(conversation) => {
                if let Ok(folder) = decode(bytes, "a folder") {
                    self.folders.borrow_mut().insert(conversation, folder);
                }
            }
            Note::Draft(of) => {
                if let Ok(text) = decode(bytes, "a draft") {
                    drafts.insert(of, text);
                }
            }
            Note::ClockOffset => {
                if let Some(offset) = decode(bytes, "a clock offset")
                    .ok()
                    .and_then(TimeDelta::try_milliseconds)
                {
                    self.offset.set(offset);
                }
            }
            Note::LastReached => self.show_last_reached(bytes),
            Note::Promise(id) => {
                if let Some(promise) = Note::read_promise(bytes) {
                    promised.letters.push((id, promise));
                }
            }
            Note::Renewal(id, closed) => {
                if let Some(promise) = Note::read_promise(bytes) {
                    promised.renewals.push((id, closed, promise));
                }
            }
        };
        self.open_notes(|_| true, &mut read).await?;
        sort_by_key(&mut promised.letters, |(id, _)| *id);
        self.show_drafts(drafts);
        self.show_time();
        Ok(promised)
    }

    /// Reads the small records that are wanted; one that does not open is said
    /// to be damaged.
    async fn open_notes(
        &self,
        wanted: fn(Note) -> bool,
        read: &mut dyn FnMut(Note, &[u8]),
    ) -> Result<(), StoreTrouble> {
        for (key, sealed) in self.store.notes().await? {
            let Some(note) = Note::from_key(&key).filter(|note| wanted(*note)) else {
                continue;
            };
            match open_local(&sealed, &self.keys, NOTE_PURPOSE) {
                Ok(bytes) => read(note, &bytes),
                Err(_) => {
                    let damaged = Trouble::Store(StoreTrouble::Damaged);
                    self.desk.trouble.set(Some(damaged));
                }
            }
        }
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

    /// Reads the drafts in the background, as when another tab has kept one.
    pub(super) fn read_drafts_again(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let mut drafts = BTreeMap::new();
            let mut read = |note, bytes: &[u8]| {
                if let (Note::Draft(of), Ok(text)) = (note, decode(bytes, "a draft")) {
                    drafts.insert(of, text);
                }
            };
            let wanted = |note| matches!(note, Note::Draft(_));
            match driver.open_notes(wanted, &mut read).await {
                Ok(()) => driver.show_drafts(drafts),
                Err(trouble) => driver.desk.trouble.set(Some(Trouble::Store(trouble))),
            }
        });
    }

    /// Reads all conversations; again, if something came in between.
    pub(super) async fn read_book(&self, promised: &Promised) -> Result<(), StoreTrouble> {
        loop {
            let before = self.changes.get();
            let book = self.gather(promised).await?;
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
        spawn_local(async move {
            let read = async {
                let promised = driver.read_notes().await?;
                driver.read_book(&promised).await
            };
            if let Err(trouble) = read.await {
                driver.desk.trouble.set(Some(Trouble::Store(trouble)));
            }
        });
    }

    async fn gather(&self, promised: &Promised) -> Result<Book, StoreTrouble> {
        let mut mail = self.store.mail().await?;
        if mail
            .damaged
            .iter()
            .any(|(shelf, _)| *shelf != Shelf::Outbox)
        {
            self.store.fetch_again(&mail.damaged).await?;
        }
        let restored = self.store.restore().await?;
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
        for conversation in book.conversations.values_mut() {
            conversation.remember(&promised.letters);
        }
        for (id, closed, promise) in &promised.renewals {
            if let Some(conversation) = book.conversations.get_mut(id) {
                conversation.renew(*closed, promise.clone());
            }
        }
        Ok(book)
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
        let all = &mut book.conversations;
        let one = match (conversation_of(event), envelope_of(event)) {
            (Some(conversation), _) => all.get_mut(&conversation),
            (None, Some(envelope)) => all.values_mut().find(|one| one.knows(envelope)),
            (None, None) => None,
        };
        let Some(conversation) = one else { return };
        let opener = self.opener(conversation.partner.as_ref(), conversation.id);
        let opened = open_event(&opener, event);
        if let Some(opened) = opened {
            conversation.apply(opened);
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
        if let Some(held) = replaced_by(&submission.act) {
            for conversation in book.conversations.values_mut() {
                if conversation.knows(held) {
                    conversation.replace(submission.id, held);
                }
            }
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
