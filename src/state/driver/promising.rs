//! What the passing of time brings: promises, windows named anew after a miss,
//! and the certainty that nothing has come in between.

use super::{Driver, mending::Mending};
use crate::platform::later::spawn_local;
use crate::{
    platform::tabs::Hint,
    state::{DeskLink, Given, NOTE_PURPOSE, Note, ThreadPlace, Trouble},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{ConversationId, EnvelopeId, decode, encode};
use holdfast_rhythm::Promise;
use holdfast_seal::open_local;
use leptos::prelude::*;
use std::rc::Rc;

impl Driver {
    /// Moves what is shown on with the time, and asks the relay where a window
    /// has closed since it was last reached.
    pub(super) fn tick(self: &Rc<Self>) {
        self.show_time();
        let now = self.now();
        let missed = self.desk.book.with_untracked(|book| {
            let missed = |one: &crate::state::Conversation| one.last_missed(now);
            book.conversations.values().filter_map(missed).max()
        });
        let reached = self.desk.last_reached.get_untracked();
        let may_ask = self.desk.link.get_untracked() == DeskLink::Reached;
        if may_ask && missed.is_some() && reached < missed {
            self.sync_now();
        }
    }

    /// Shows what time it is. Promises come first, so that nobody sees a miss
    /// without the window that is named for it.
    pub(super) fn show_time(&self) {
        self.give_promises();
        self.desk.now.set(self.now());
    }

    /// Gives the promises that are due and stores them: each once, by the
    /// agreement in force when the letter arrived, or when a window closed
    /// without an answer.
    pub(super) fn give_promises(&self) {
        if self.promise_quietly() {
            self.change_book(|_| {});
        }
    }

    /// The same without showing it yet; says whether there is something to show.
    pub(super) fn promise_quietly(&self) -> bool {
        let now = self.now();
        let mut notes = Vec::new();
        let mut given_any = false;
        self.desk.book.update_untracked(|book| {
            for (id, conversation) in &mut book.conversations {
                if !conversation.may_promise(now) {
                    continue;
                }
                let given = conversation.give_promises(now);
                given_any |= !given.is_empty();
                let place = |id: EnvelopeId| {
                    let left = conversation.letter(id)?.left()?;
                    Some(ThreadPlace { left, id })
                };
                let promises = given.promises.iter();
                let promises = promises.filter_map(|(id, promise)| Some((place(*id)?, promise)));
                let promises: Vec<_> = promises
                    .map(|(place, promise)| (place, promise.clone()))
                    .collect();
                if !promises.is_empty() {
                    self.write_promises(*id, promises);
                }
                notes_of(*id, &given, &mut notes);
            }
        });
        if given_any {
            self.changes.set(self.changes.get().wrapping_add(1));
        }
        if !notes.is_empty() {
            self.write_notes(notes);
        }
        given_any
    }

    /// Stores promises in the background.
    fn write_promises(&self, id: ConversationId, promises: Vec<(ThreadPlace, Promise)>) {
        let (store, desk) = (self.store.clone(), self.desk);
        spawn_local(async move {
            if let Err(trouble) = store.write_promises(id, &promises).await {
                desk.trouble.set(Some(Trouble::Store(trouble)));
            }
        });
    }

    /// The relay was reached and has nothing more. Windows close at whole
    /// minutes, so it is enough to store the first time of each.
    pub(super) fn caught_up(self: &Rc<Self>, at: DateTime<Utc>) {
        self.end_with_closings();
        let minute = |at: DateTime<Utc>| at.timestamp().div_euclid(60);
        let was_mended = self.mending.get() == Mending::Mended;
        if self.desk.fetching.get_untracked() {
            self.desk.fetching.set(false);
            // What can still not be read is counted now.
            if was_mended {
                self.read_book_again();
            }
        }
        let before = self.desk.last_reached.get_untracked();
        self.desk.last_reached.set(Some(at));
        if before.map(minute) == Some(minute(at)) {
            return;
        }
        let sealed = self.seal_note(&encode(&at.timestamp_millis()));
        let driver = Rc::clone(self);
        spawn_local(async move {
            let key = Note::LastReached.key();
            if driver.store.write_note(&key, Some(sealed)).await.is_ok() {
                driver.tell_tabs(Hint::Reached);
            }
        });
    }

    /// Reads in the background when another tab has last reached the relay.
    pub(super) fn read_last_reached(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let note = driver.store.note(&Note::LastReached.key()).await;
            if let Ok(Some(sealed)) = note
                && let Ok(bytes) = open_local(&sealed, &driver.keys, NOTE_PURPOSE)
            {
                driver.show_last_reached(&bytes);
            }
        });
    }

    /// Shows what is stored, unless this tab knows of a later time.
    pub(super) fn show_last_reached(&self, bytes: &[u8]) {
        let stored = decode(bytes, "when the relay was reached")
            .ok()
            .and_then(DateTime::from_timestamp_millis);
        if stored > self.desk.last_reached.get_untracked() {
            self.desk.last_reached.set(stored);
        }
    }
}

fn notes_of(id: ConversationId, given: &Given, notes: &mut Vec<(Note, Option<Vec<u8>>)>) {
    let untimely = given.untimely.iter();
    notes.extend(untimely.map(|closed| (Note::Renewal(id, *closed), None)));
    let renewals = given.renewals.iter();
    notes.extend(
        renewals.map(|(closed, promise)| (Note::Renewal(id, *closed), Some(encode(promise)))),
    );
}
