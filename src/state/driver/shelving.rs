//! What was read, or has come, into the book: each thing where it belongs.

use super::{Driver, mending::Mending, reading::Open};
use crate::{
    platform::idb::{Standing as Stands, ThreadEntry},
    state::{
        Book, Conversation, Folder, Opened, Opener, Person, Standing, conversation_of, envelope_of,
        open_event,
    },
};
use holdfast_protocol::{
    Content, ConversationId, Envelope, Event, InvitationSecret, Submission, sort_by_key,
};
use holdfast_sync::Standing as Waits;
use leptos::prelude::GetUntracked as _;

impl Driver {
    pub(super) fn take_stands(&self, book: &mut Book, stands: &Stands) {
        for event in &stands.events {
            self.take_event(book, event);
        }
        let mut agreements: Vec<_> = stands.agreements.iter().collect();
        sort_by_key(&mut agreements, |(_, entry)| {
            (entry.receipt.arrived, entry.id)
        });
        for (id, entry) in agreements {
            self.take_stored(book, *id, entry.clone());
        }
        book.stuck = stands.stuck;
        // The rest comes from the relay once more, and is counted when it has.
        if self.mending.get() == Mending::Mended && !self.desk.fetching.get_untracked() {
            book.note_unreadable(stands.damaged);
        }
    }

    fn take_stored(&self, book: &mut Book, id: ConversationId, entry: ThreadEntry) {
        if let Some(conversation) = book.conversations.get_mut(&id) {
            let opened = self.opened(id, conversation.partner.as_ref(), entry);
            conversation.apply(opened);
        }
    }

    /// Takes what is held and what waits in the outbox into the book.
    pub(super) fn take_open(&self, book: &mut Book, open: Open) {
        for (id, entry) in open.held {
            self.take_stored(book, id, entry);
        }
        let mut outbox = open.restored.outbox;
        sort_by_key(&mut outbox, |waiting| (waiting.order, waiting.id()));
        for waiting in outbox {
            self.take_submission(book, &waiting.submission);
            if let Waits::NeedsYou(refusal) = waiting.standing {
                for conversation in book.conversations.values_mut() {
                    conversation.stand(waiting.submission.id, Standing::NeedsYou(refusal.clone()));
                }
            }
            self.written
                .borrow_mut()
                .insert(waiting.submission.id, waiting.submission);
        }
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
        let opened = match event {
            Event::Arrived { envelope, receipt } => {
                Envelope::from_bytes(envelope).ok().and_then(|envelope| {
                    let content = self.open.borrow_mut().remove(&envelope.header.id)?;
                    let from = (envelope.header.id, envelope.header.sender);
                    Some(Opened::of(from, Some(content), Some(*receipt)))
                })
            }
            _ => None,
        };
        let opener = self.opener(conversation.partner.as_ref(), conversation.id);
        if let Some(opened) = opened.or_else(|| open_event(&opener, event)) {
            conversation.apply(opened);
        }
    }

    /// Takes what waits in the outbox into the book.
    pub(super) fn take_submission(&self, book: &mut Book, submission: &Submission) {
        if let Some(bytes) = submission.act.envelope()
            && let Ok(envelope) = Envelope::from_bytes(bytes)
            && let Some(conversation) = book.conversations.get_mut(&envelope.header.conversation)
        {
            let content = self.content_of(&envelope, None);
            let from = (envelope.header.id, envelope.header.sender);
            conversation.apply(Opened::of(from, content, None));
        }
        if let Some(held) = submission.act.takes_back() {
            for conversation in book.conversations.values_mut() {
                if conversation.knows(held) {
                    conversation.replace(submission.id, held);
                }
            }
        }
    }

    /// What an envelope says that is not shown yet: opened once, and kept until
    /// it is.
    pub(super) fn content_of(
        &self,
        envelope: &Envelope,
        partner: Option<&Person>,
    ) -> Option<Content> {
        let id = envelope.header.id;
        let known = self.open.borrow().get(&id).cloned();
        if known.is_some() {
            return known;
        }
        let opener = self.opener(partner, envelope.header.conversation);
        let content = opener.read(envelope)?;
        self.open.borrow_mut().insert(id, content.clone());
        Some(content)
    }

    pub(super) fn opener<'a>(
        &'a self,
        partner: Option<&'a Person>,
        id: ConversationId,
    ) -> Opener<'a> {
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
}
