//! From sealed feed items and waiting submissions to things that can be shown.

mod opened;

pub use opened::{Opened, Unopened};

use crate::state::Person;
use holdfast_protocol::{
    AccountId, Content, ConversationId, Envelope, EnvelopeId, Event, Header, InvitationSecret,
    PublicKeys, Receipt, Submission,
};
use holdfast_seal::{AccountKeys, Side, open, open_card};

/// What is needed to open a conversation's envelopes.
pub struct Opener<'a> {
    /// The reader's account.
    pub account: AccountId,
    /// The reader's keys.
    pub keys: &'a AccountKeys,
    /// The other side, once known.
    pub partner: Option<&'a Person>,
    /// The invitation's secret, while nobody has joined.
    pub secret: Option<InvitationSecret>,
}

impl Opener<'_> {
    fn sender_keys(&self, sender: AccountId) -> Option<PublicKeys> {
        if sender == self.account {
            return Some(self.keys.public());
        }
        self.partner
            .filter(|partner| partner.account == sender)
            .map(|partner| partner.keys)
    }

    /// What an envelope says; none where it is not for this account, or its
    /// sender is not known.
    #[must_use]
    pub fn read(&self, envelope: &Envelope) -> Option<Content> {
        let sender = self.sender_keys(envelope.header.sender)?;
        open(envelope, self.account, self.keys, &sender).ok()
    }

    fn open_envelope(&self, bytes: &[u8], receipt: Option<Receipt>) -> Opened {
        let Ok(envelope) = Envelope::from_bytes(bytes) else {
            return Opened::Unreadable(Unopened { id: None });
        };
        let Header { id, sender, .. } = envelope.header;
        Opened::of((id, sender), self.read(&envelope), receipt)
    }
}

/// Which conversation an event belongs to, where it says so itself.
#[must_use]
pub fn conversation_of(event: &Event) -> Option<ConversationId> {
    match event {
        Event::Arrived { envelope, .. } => Envelope::from_bytes(envelope)
            .ok()
            .map(|envelope| envelope.header.conversation),
        Event::Joined { conversation, .. } | Event::Agreed { conversation, .. } => {
            Some(*conversation)
        }
        Event::Alarm(news) => Some(news.conversation),
        Event::Yours { .. } | Event::Moved { .. } | Event::Withdrawn { .. } => None,
    }
}

/// Which envelope an event is about, where it does not bring it along.
#[must_use]
pub const fn envelope_of(event: &Event) -> Option<EnvelopeId> {
    match event {
        Event::Yours { id, .. } | Event::Moved { id, .. } | Event::Withdrawn { id } => Some(*id),
        Event::Arrived { .. } | Event::Joined { .. } | Event::Agreed { .. } | Event::Alarm(_) => {
            None
        }
    }
}

/// Opens one event of the feed; `None` for one that shows nothing by itself.
#[must_use]
pub fn open_event(opener: &Opener<'_>, event: &Event) -> Option<Opened> {
    Some(match event {
        Event::Arrived { envelope, receipt } => opener.open_envelope(envelope, Some(*receipt)),
        Event::Yours { id, receipt } => Opened::Settled {
            id: *id,
            receipt: *receipt,
        },
        Event::Moved { id, release } => Opened::Moved {
            id: *id,
            release: *release,
        },
        Event::Withdrawn { id } => Opened::Withdrawn { id: *id },
        Event::Joined {
            conversation,
            account,
            card,
        } => {
            let card = opener
                .secret
                .as_ref()
                .and_then(|secret| open_card(card, secret, Side::Newcomer).ok())
                .filter(|card| card.account == *account && card.conversation == *conversation)?;
            Opened::Joined(Person::from(card))
        }
        Event::Agreed {
            timing, accepted, ..
        } => Opened::Agreed {
            timing: timing.clone(),
            accepted: *accepted,
        },
        Event::Alarm(news) => Opened::Alarm(news.clone()),
    })
}

/// Opens what waits in this device's outbox, with the conversation it is for.
#[must_use]
pub fn open_submission(
    opener: &Opener<'_>,
    submission: &Submission,
) -> Option<(ConversationId, Opened)> {
    let envelope = submission.act.envelope()?;
    let conversation = Envelope::from_bytes(envelope).ok()?.header.conversation;
    Some((conversation, opener.open_envelope(envelope, None)))
}
