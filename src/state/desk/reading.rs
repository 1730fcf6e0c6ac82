//! Older letters, beside the tail that the book holds.

use super::Desk;
use crate::state::{Around, Conversation, Stretch};
use chrono::{DateTime, Utc};
use holdfast_protocol::{ConversationId, EnvelopeId};
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;

impl Desk {
    /// Reads `count` letters of a conversation that have left; `done` hears
    /// them, with all that their states need.
    pub fn read_stretch(
        self,
        conversation: ConversationId,
        around: Around,
        count: u32,
        done: impl FnOnce(Result<Stretch, StoreTrouble>) + 'static,
    ) {
        self.driver(|driver| driver.read_stretch(conversation, around, count, Box::new(done)));
    }

    /// Has the book hold the letters of a conversation back to `from`, and all
    /// that the ledger needs to tell of the windows since then
    /// ([`Conversation::covers`] says whether it does), until
    /// [`Desk::look_ahead`].
    pub fn look_back(self, conversation: ConversationId, from: DateTime<Utc>) {
        self.driver(|driver| driver.look_back(conversation, from));
    }

    /// Ends every [`Desk::look_back`].
    pub fn look_ahead(self) {
        self.driver(|driver| driver.look_ahead());
    }

    /// Hands over the conversation that has this letter: the book's, which is
    /// up to date, or else the stretch that is being read. None where neither
    /// has it. Tracks both.
    pub fn with_letter(
        self,
        conversation: ConversationId,
        letter: EnvelopeId,
        read: &mut dyn FnMut(&Conversation),
    ) {
        let book = self.book.read();
        let stretch = self.stretch.read();
        let here = book.get(conversation).into_iter();
        let read_now = stretch.iter().map(|stretch| &stretch.conversation);
        let mut all = here.chain(read_now.filter(|one| one.id == conversation));
        if let Some(found) = all.find(|one| one.letter(letter).is_some()) {
            read(found);
        }
    }
}
