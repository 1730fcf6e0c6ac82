//! What comes from the relay: opened once, before it is stored; then taken
//! into the book, a little at a time, so that the page never stands still.

use super::{Driver, reading::knows};
use crate::platform::later::spawn_local;
use crate::{
    platform::clock::Slice,
    state::{Note, Opened, Person, SLACK, Standing, TAIL, open_event},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    ConversationId, Envelope, EnvelopeId, Event, FeedItem, Receipt, SortedMap, encode,
};
use holdfast_sync::{Change, Waiting};
use leptos::prelude::*;
use std::rc::Rc;

/// How many are taken into the book before the page may do its own work.
const AT_A_TIME: usize = 24;

/// What has come, and is stored.
pub(super) enum Came {
    /// Something of the feed.
    Item(FeedItem),
    /// A confirmation of what this device sent.
    Settled(EnvelopeId, Receipt),
    /// That there is nothing more, at this instant of the relay's clock.
    All(DateTime<Utc>),
}

impl Driver {
    /// Opens what these changes store, in slices, and tells the store how it
    /// reads.
    pub(super) async fn lay_open(&self, changes: &[Change]) {
        let mut slice = Slice::begin();
        let mut met = SortedMap::new();
        for change in changes {
            self.lay_one_open(change, &mut met);
            slice.pause_if_long().await;
        }
    }

    fn lay_one_open(
        &self,
        change: &Change,
        met: &mut SortedMap<ConversationId, Person>,
    ) -> Option<()> {
        let envelope = match change {
            Change::Receive(item) => match &item.event {
                Event::Arrived { envelope, .. } => Envelope::from_bytes(envelope),
                event @ Event::Joined { conversation, .. } => {
                    let opener = self.opener(None, *conversation);
                    if let Some(Opened::Joined(person)) = open_event(&opener, event) {
                        met.insert(*conversation, person);
                    }
                    return None;
                }
                _ => return None,
            },
            Change::Settle { id, .. } => {
                let written = self.written.borrow();
                Envelope::from_bytes(written.get(id)?.act.envelope()?)
            }
            _ => return None,
        };
        let envelope = envelope.ok()?;
        let header = envelope.header;
        let partner = match met.get(&header.conversation) {
            Some(partner) => Some(partner.clone()),
            None => self.partner(header.conversation),
        };
        let content = self.content_of(&envelope, partner.as_ref())?;
        self.store.lay_open(header.id, header.sender, content);
        Some(())
    }

    /// Remembers what waits in the outbox, whichever tab wrote it.
    pub(super) fn know_written(&self, outbox: &[Waiting]) {
        let mut written = self.written.borrow_mut();
        for waiting in outbox {
            let submission = || waiting.submission.clone();
            written.insert_new(waiting.id(), submission);
        }
    }

    /// Takes in what has come, after what came before.
    pub(super) fn take(self: &Rc<Self>, came: impl IntoIterator<Item = Came>) {
        self.came.borrow_mut().extend(came);
        if self.taking.replace(true) {
            return;
        }
        let driver = Rc::clone(self);
        spawn_local(async move {
            driver.take_in_slices().await;
        });
    }

    async fn take_in_slices(self: &Rc<Self>) {
        let mut slice = Slice::begin();
        let mut all = None;
        let mut unheard_of = false;
        let mut shows = false;
        loop {
            let some = {
                let mut came = self.came.borrow_mut();
                let end = came.len().min(AT_A_TIME);
                came.drain(..end).collect::<Vec<_>>()
            };
            if some.is_empty() {
                break;
            }
            for one in some {
                shows |= !matches!(one, Came::All(_));
                self.take_one(one, &mut all, &mut unheard_of);
            }
            shows |= self.promise_quietly();
            self.trim();
            slice.pause_if_long().await;
        }
        self.taking.set(false);
        if shows {
            self.change_book(|_| {});
        }
        if unheard_of {
            self.read_book_again();
        }
        if let Some(at) = all {
            self.caught_up(at);
        }
    }

    fn take_one(
        self: &Rc<Self>,
        came: Came,
        all: &mut Option<DateTime<Utc>>,
        unheard_of: &mut bool,
    ) {
        self.changes.set(self.changes.get().wrapping_add(1));
        match came {
            Came::Item(item) => {
                if let Event::Yours { id, .. } = &item.event
                    && !self.desk.book.with_untracked(|book| knows(book, *id))
                {
                    // What was written here, and is not shown: the store has it.
                    self.read_book_again();
                }
                self.end_in_vain(&item.event);
                self.desk
                    .book
                    .update_untracked(|book| self.take_event(book, &item.event));
                match &item.event {
                    Event::Joined { conversation, .. } => self.meet(*conversation),
                    // Another tab wrote it, and this one has not heard so.
                    Event::Yours { id, .. } => {
                        *unheard_of |= !self.desk.book.with_untracked(|book| knows(book, *id));
                    }
                    _ => {}
                }
            }
            Came::Settled(id, receipt) => self.take_settled(id, receipt),
            Came::All(at) => *all = Some(at),
        }
    }

    fn take_settled(self: &Rc<Self>, id: EnvelopeId, receipt: Receipt) {
        self.open.borrow_mut().remove(&id);
        let submission = self.written.borrow_mut().remove(&id);
        let known = self.desk.book.with_untracked(|book| knows(book, id));
        if known {
            self.desk.book.update_untracked(|book| {
                for conversation in book.conversations.values_mut() {
                    conversation.stand(id, Standing::Arrived(receipt));
                }
            });
        } else if let Some(submission) = submission {
            if let Some(envelope) = submission.act.envelope() {
                let envelope = envelope.clone();
                let event = Event::Arrived { envelope, receipt };
                self.desk
                    .book
                    .update_untracked(|book| self.take_event(book, &event));
            }
        } else {
            // Another tab wrote it: what is stored says the rest.
            self.read_book_again();
        }
    }

    /// Lets old letters go where many have gathered, and notes what lies
    /// beyond then; not of a conversation whose past is being looked at.
    pub(super) fn trim(&self) {
        let now = self.now();
        let mut notes = Vec::new();
        let looked_at = self.looked_at.get();
        self.desk.book.update_untracked(|book| {
            for (id, conversation) in &mut book.conversations {
                if looked_at != Some(*id)
                    && conversation.keep_tail(TAIL, SLACK, now)
                    && let Some(beyond) = conversation.beyond()
                {
                    notes.push((Note::Beyond(*id), Some(encode(beyond))));
                }
            }
        });
        if !notes.is_empty() {
            self.write_notes(notes);
        }
    }
}
