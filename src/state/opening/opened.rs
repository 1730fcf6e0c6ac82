//! What has happened in a conversation, readable.

use crate::state::{Person, ThreadPlace};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acceptance, AccountId, AlarmNews, Closing, Content, EnvelopeId, Letter, Proposal, Receipt,
    Release, Reply,
};

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
