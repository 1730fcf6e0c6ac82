//! The small records of this device: whom it knows, drafts, windows named
//! anew, clocks.

use super::Driver;
use crate::platform::later::spawn_local;
use crate::state::{Beyond, DraftOf, NOTE_PURPOSE, Note, Trouble};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{ConversationId, SortedMap, decode};
use holdfast_rhythm::Promise;
use holdfast_seal::open_local;
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;
use std::rc::Rc;

/// What was noted of conversations, beside what is written in them.
#[derive(Default)]
pub(super) struct Noted {
    pub(super) renewals: Vec<(ConversationId, DateTime<Utc>, Promise)>,
    pub(super) beyond: SortedMap<ConversationId, Beyond>,
}

impl Driver {
    /// Reads the small records, shows what is to be shown of them, and gives
    /// back what belongs to the conversations.
    pub(super) async fn read_notes(&self) -> Result<Noted, StoreTrouble> {
        let mut drafts = SortedMap::new();
        let mut noted = Noted::default();
        let mut read = |note, bytes: &[u8]| match note {
            Note::Folder(conversation) => self.take_folder(conversation, bytes),
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
            Note::SignedOut => self.show_signed_out(true),
            Note::Renewal(id, closed) => {
                if let Some(promise) = Note::read_promise(bytes) {
                    noted.renewals.push((id, closed, promise));
                }
            }
            Note::Beyond(id) => {
                if let Ok(beyond) = decode(bytes, "what lies beyond a tail") {
                    noted.beyond.insert(id, beyond);
                }
            }
        };
        self.open_notes(|_| true, &mut read).await?;
        self.show_drafts(drafts);
        self.show_time();
        Ok(noted)
    }

    /// Reads whom this device knows, as when another tab has met somebody.
    pub(super) async fn read_folders(&self) -> Result<(), StoreTrouble> {
        let mut read = |note, bytes: &[u8]| {
            if let Note::Folder(conversation) = note {
                self.take_folder(conversation, bytes);
            }
        };
        self.open_notes(|note| matches!(note, Note::Folder(_)), &mut read)
            .await
    }

    fn take_folder(&self, conversation: ConversationId, bytes: &[u8]) {
        if let Ok(folder) = decode(bytes, "a folder") {
            self.folders.borrow_mut().insert(conversation, folder);
        }
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
    fn show_drafts(&self, mut stored: SortedMap<DraftOf, String>) {
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
            let mut drafts = SortedMap::new();
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
}
