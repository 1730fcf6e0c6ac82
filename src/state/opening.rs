//! From sealed feed items and waiting submissions to things that can be shown.

use crate::state::{Person, ThreadPlace};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acceptance, AccountId, Act, AlarmNews, Closing, Content, ConversationId, Envelope, EnvelopeId,
    Event, Header, InvitationSecret, Letter, Proposal, PublicKeys, Receipt, Release, Reply,
    Submission,
};
use holdfast_seal::{AccountKeys, Side, open, open_card};

/// Something that has happened in one conversation, readable.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// A letter, at its sender or its reader.
    Letter {
        /// Its envelope.
        id: EnvelopeId,
        /// Who wrote it.
        from: AccountId,
        /// The words.
        letter: Letter,
        /// Proof of arrival; none while it waits on this device.
        receipt: Option<Receipt>,
    },
    /// A letter that says something of the rhythm beside its words.
    Reply {
        /// Its envelope.
        id: EnvelopeId,
        /// Who wrote it.
        from: AccountId,
        /// The letter and what it says.
        reply: Reply,
        /// Proof of arrival; none while it waits on this device.
        receipt: Option<Receipt>,
    },
    /// The end of an exchange without a letter.
    Closing {
        /// Its envelope.
        id: EnvelopeId,
        /// Who ends it.
        from: AccountId,
        /// What is ended.
        closing: Closing,
        /// Proof of arrival; none while it waits on this device.
        receipt: Option<Receipt>,
    },
    /// A version of the agreement, proposed.
    Proposal {
        /// Its envelope.
        id: EnvelopeId,
        /// Who proposes.
        from: AccountId,
        /// What is proposed.
        proposal: Proposal,
        /// Proof of arrival; none while it waits on this device.
        receipt: Option<Receipt>,
    },
    /// A yes.
    Acceptance {
        /// Who says yes.
        from: AccountId,
        /// To what.
        acceptance: Acceptance,
        /// Proof of arrival; none while it waits on this device.
        receipt: Option<Receipt>,
    },
    /// This device's own envelope has arrived at the relay.
    Settled {
        /// Which.
        id: EnvelopeId,
        /// Proof.
        receipt: Receipt,
    },
    /// A held reply's fate has changed.
    Moved {
        /// Which.
        id: EnvelopeId,
        /// What it is now.
        release: Release,
    },
    /// A held reply was taken back or replaced.
    Withdrawn {
        /// Which.
        id: EnvelopeId,
    },
    /// The relay has put a timing in force.
    Agreed {
        /// Its document.
        timing: String,
        /// When the yes reached the relay.
        accepted: DateTime<Utc>,
    },
    /// The invited person is here.
    Joined(Person),
    /// Something that both sides keep beside their letters: a plan, a check-in,
    /// an acknowledgement, the report of a number.
    Shared {
        /// Its envelope.
        id: EnvelopeId,
        /// Who wrote it.
        from: AccountId,
        /// What it says.
        content: Content,
        /// Proof of arrival; none while it waits on this device.
        receipt: Option<Receipt>,
    },
    /// News of an alarm.
    Alarm(AlarmNews),
    /// Something that this account cannot open; shown as such, never hidden.
    Unreadable(Unopened),
}

impl Opened {
    /// What an envelope says, with its id and its sender; none where it could
    /// not be opened.
    #[must_use]
    pub fn of(
        (id, from): (EnvelopeId, AccountId),
        content: Option<Content>,
        receipt: Option<Receipt>,
    ) -> Self {
        match content {
            Some(Content::Letter(letter)) => Self::Letter {
                id,
                from,
                letter,
                receipt,
            },
            Some(Content::Reply(reply)) => Self::Reply {
                id,
                from,
                reply,
                receipt,
            },
            Some(Content::Closing(closing)) => Self::Closing {
                id,
                from,
                closing,
                receipt,
            },
            Some(Content::Proposal(proposal)) => Self::Proposal {
                id,
                from,
                proposal,
                receipt,
            },
            Some(Content::Acceptance(acceptance)) => Self::Acceptance {
                from,
                acceptance,
                receipt,
            },
            Some(
                content @ (Content::Plan(_)
                | Content::CheckIn(_)
                | Content::Acknowledgement(_)
                | Content::NumberReport(_)
                | Content::LateNotice(_)),
            ) => Self::Shared {
                id,
                from,
                content,
                receipt,
            },
            Some(Content::Draft(_) | Content::Introduction(_)) | None => {
                Self::Unreadable(Unopened { id: Some(id) })
            }
        }
    }

    /// The envelope, where it is a letter or the end of an exchange.
    #[must_use]
    pub const fn id(&self) -> Option<EnvelopeId> {
        match self {
            Self::Letter { id, .. } | Self::Reply { id, .. } | Self::Closing { id, .. } => {
                Some(*id)
            }
            _ => None,
        }
    }

    /// Where it stands in the thread, once it has left.
    #[must_use]
    pub fn place(&self) -> Option<ThreadPlace> {
        let (Self::Letter { id, receipt, .. }
        | Self::Reply { id, receipt, .. }
        | Self::Closing { id, receipt, .. }) = self
        else {
            return None;
        };
        let left = receipt.as_ref()?.release.left()?;
        Some(ThreadPlace { left, id: *id })
    }
}

/// An envelope that could not be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Unopened {
    /// Its id, where that much could be read.
    pub id: Option<EnvelopeId>,
}

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

/// What is held and gives way to this: another takes its place, or it is taken
/// back.
#[must_use]
pub const fn replaced_by(act: &Act) -> Option<EnvelopeId> {
    match act {
        Act::Replace { held, .. } | Act::Withdraw { held } => Some(*held),
        Act::SendOutside { instead_of, .. } => *instead_of,
        Act::Send { .. }
        | Act::Propose { .. }
        | Act::Accept { .. }
        | Act::SendRegardless { .. }
        | Act::Acknowledge { .. } => None,
    }
}
