//! Inviting a patient, and the demonstration's clock.

use super::Driver;
use crate::platform::later::spawn_local;
use crate::{
    platform::{link, page, random::BrowserRandom, zone},
    state::{Folder, Note},
};
use chrono::TimeDelta;
use holdfast_protocol::{Card, ConversationId, CreateInvitation, InvitationSecret, Link, encode};
use holdfast_seal::{Side, seal_card};
use serde_bytes::ByteBuf;
use std::rc::Rc;

/// How long an invitation works.
const INVITATION_LIFE: TimeDelta = TimeDelta::days(14);

impl Driver {
    /// Makes an invitation: stored first, then told to the relay.
    pub fn invite(
        self: &Rc<Self>,
        label: String,
        secret: Option<InvitationSecret>,
        done: impl FnOnce(String, bool) + 'static,
    ) {
        let secret = secret.unwrap_or_else(|| InvitationSecret::from_bytes(BrowserRandom::bytes()));
        let conversation = ConversationId::from_bytes(BrowserRandom::bytes());
        let folder = Folder::Invited {
            conversation,
            secret: *secret.as_bytes(),
            label,
            confirmed: false,
        };
        self.keep_folder(folder);
        let driver = Rc::clone(self);
        spawn_local(async move {
            let confirmed = driver.confirm(conversation).await;
            done(address(secret), confirmed);
        });
    }

    /// The link of an invitation that nobody has accepted yet.
    pub fn invitation_link(&self, conversation: ConversationId) -> Option<String> {
        match self.folders.borrow().get(&conversation)? {
            Folder::Invited { secret, .. } => Some(address(InvitationSecret::from_bytes(*secret))),
            Folder::Met { .. } => None,
        }
    }

    /// Tells the relay of invitations that it does not have yet.
    pub(super) fn confirm_invitations(self: &Rc<Self>) {
        let open: Vec<_> = self
            .folders
            .borrow()
            .values()
            .filter(|folder| matches!(folder, Folder::Invited { confirmed, .. } if !confirmed))
            .map(Folder::conversation)
            .collect();
        for conversation in open {
            let driver = Rc::clone(self);
            spawn_local(async move {
                driver.confirm(conversation).await;
            });
        }
    }

    /// Moves a demonstration relay to its next window; `done` hears whether it
    /// moved, or nothing if it was not reached.
    pub fn skip_to_next_window(self: &Rc<Self>, done: impl FnOnce(Option<bool>) + 'static) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let skipped = link::skip_to_next_window(&driver.identity.token).await;
            driver.sync_now();
            done(skipped.ok().map(|time| time.moved));
        });
    }

    async fn confirm(&self, conversation: ConversationId) -> bool {
        let Some(Folder::Invited { secret, label, .. }) =
            self.folders.borrow().get(&conversation).cloned()
        else {
            return false;
        };
        let card = Card {
            account: self.identity.account,
            conversation,
            role: self.identity.role,
            keys: self.keys.public(),
            name: self.identity.name.clone(),
            zone: zone::reader_zone_name(),
        };
        let known = InvitationSecret::from_bytes(secret);
        let create = CreateInvitation {
            id: known.id(),
            conversation,
            card: ByteBuf::from(seal_card(&card, &known, Side::Inviter, &mut BrowserRandom)),
            expires: self.now() + INVITATION_LIFE,
        };
        let confirmed = link::create_invitation(&self.identity.token, &create)
            .await
            .is_ok();
        let still_open = matches!(
            self.folders.borrow().get(&conversation),
            Some(Folder::Invited { .. })
        );
        if confirmed && still_open {
            self.keep_folder(Folder::Invited {
                conversation,
                secret,
                label,
                confirmed,
            });
        }
        confirmed
    }

    fn keep_folder(&self, folder: Folder) {
        let id = folder.conversation();
        let empty = self.empty_conversation(&folder);
        self.write_note(Note::Folder(id), Some(encode(&folder)));
        self.folders.borrow_mut().insert(id, folder);
        self.change_book(|book| {
            book.conversations.insert_new(id, || empty);
        });
    }
}

fn address(secret: InvitationSecret) -> String {
    let link = Link {
        secret,
        onward: None,
    };
    format!("{}/join#{link}", page::origin())
}
