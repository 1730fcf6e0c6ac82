//! What the passing of time brings: promises, windows named anew after a miss,
//! and the certainty that nothing has come in between.

use super::Driver;
use crate::{
    platform::tabs::Hint,
    state::{DeskLink, Given, Note, joining::NOTE_PURPOSE},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{ConversationId, decode, encode};
use holdfast_seal::open_local;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

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
        let now = self.now();
        let due = self.desk.book.with_untracked(|book| {
            let mut all = book.conversations.values();
            all.any(|conversation| conversation.may_promise(now))
        });
        if !due {
            return;
        }
        let mut notes = Vec::new();
        self.desk.book.maybe_update(|book| {
            for (id, conversation) in &mut book.conversations {
                notes_of(*id, conversation.give_promises(now), &mut notes);
            }
            !notes.is_empty()
        });
        if !notes.is_empty() {
            self.changes.set(self.changes.get().wrapping_add(1));
            self.write_notes(notes);
        }
    }

    /// The relay was reached and has nothing more. Windows close at whole
    /// minutes, so it is enough to store the first time of each.
    pub(super) fn caught_up(self: &Rc<Self>, at: DateTime<Utc>) {
        let minute = |at: DateTime<Utc>| at.timestamp().div_euclid(60);
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

fn notes_of(id: ConversationId, given: Given, notes: &mut Vec<(Note, Option<Vec<u8>>)>) {
    let promises = given.promises.iter();
    notes.extend(promises.map(|(id, promise)| (Note::Promise(*id), Some(encode(promise)))));
    let untimely = given.untimely.iter();
    notes.extend(untimely.map(|closed| (Note::Renewal(id, *closed), None)));
    let renewals = given.renewals.iter();
    notes.extend(
        renewals.map(|(closed, promise)| (Note::Renewal(id, *closed), Some(encode(promise)))),
    );
}
