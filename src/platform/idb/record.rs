//! What is stored of an envelope that the relay has, and where it lies.

use chrono::DateTime;
use holdfast_protocol::{
    AccountId, Content, ConversationId, Envelope, EnvelopeId, EnvelopeKind, Event, Header, Receipt,
    Submission,
};
use holdfast_rhythm::Promise;
use serde::{Deserialize, Serialize};

pub use crate::state::ThreadPlace;

/// Bytes of a key in `thread` and `promises`.
pub const THREAD_KEY: usize = 40;

impl ThreadPlace {
    /// The key in `thread`: the conversation, then the place with every bit
    /// turned over, so that keys in their order are newest first.
    #[must_use]
    pub fn key(self, conversation: ConversationId) -> [u8; THREAD_KEY] {
        let mut key = [0; THREAD_KEY];
        let millis = u64::try_from(self.left.timestamp_millis()).unwrap_or(0);
        key[..16].copy_from_slice(conversation.as_bytes());
        key[16..24].copy_from_slice(&(!millis).to_be_bytes());
        for (to, from) in key[24..].iter_mut().zip(self.id.as_bytes()) {
            *to = !from;
        }
        key
    }

    /// The conversation and the place that a key is made of; none where it is
    /// no such key.
    #[must_use]
    pub fn from_key(key: &[u8]) -> Option<(ConversationId, Self)> {
        let key: &[u8; THREAD_KEY] = key.try_into().ok()?;
        let (mut conversation, mut millis, mut id) = ([0; 16], [0; 8], [0; 16]);
        conversation.copy_from_slice(&key[..16]);
        millis.copy_from_slice(&key[16..24]);
        for (to, from) in id.iter_mut().zip(&key[24..]) {
            *to = !from;
        }
        let millis = i64::try_from(!u64::from_be_bytes(millis)).ok()?;
        let place = Self {
            left: DateTime::from_timestamp_millis(millis)?,
            id: EnvelopeId::from_bytes(id),
        };
        Some((ConversationId::from_bytes(conversation), place))
    }
}

/// What an envelope says, as it is stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptBody {
    /// Opened once, when it was stored.
    Opened {
        /// Who wrote it.
        from: AccountId,
        /// What it says.
        content: Content,
    },
    /// The envelope's bytes: it could not be opened then, or nobody tried.
    Sealed(#[serde(with = "serde_bytes")] Vec<u8>),
}

/// One envelope that the relay has confirmed, as it is stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its id.
    pub id: EnvelopeId,
    /// Where it belongs.
    pub conversation: ConversationId,
    /// Whether it is a letter, an agreement or something shared.
    pub kind: EnvelopeKind,
    /// When it reached the relay, and its fate there.
    pub receipt: Receipt,
    /// What it says.
    pub body: KeptBody,
}

impl Record {
    /// Where it lies.
    #[must_use]
    pub fn spot(&self) -> Spot {
        match &self.body {
            // A check-in that pages is no part of the thread, nor is a word on
            // a letter.
            KeptBody::Opened {
                content: Content::CheckIn(_) | Content::LateNotice(_),
                ..
            } => Spot::Standing(self.id),
            _ => Spot::of(self.id, self.conversation, self.kind, self.receipt),
        }
    }

    /// As it is shown.
    #[must_use]
    pub fn entry(self, promise: Option<Promise>) -> ThreadEntry {
        ThreadEntry {
            id: self.id,
            body: self.body,
            receipt: self.receipt,
            promise,
        }
    }
}

/// Where an envelope lies in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In `thread`: it has left.
    Thread(ConversationId, ThreadPlace),
    /// In `held`: it has not.
    Held(EnvelopeId),
    /// In `standing`: it is never held.
    Standing(EnvelopeId),
}

impl Spot {
    fn of(
        id: EnvelopeId,
        conversation: ConversationId,
        kind: EnvelopeKind,
        receipt: Receipt,
    ) -> Self {
        match (kind, receipt.release.left()) {
            (EnvelopeKind::Letter | EnvelopeKind::Page, Some(left)) => {
                Self::Thread(conversation, ThreadPlace { left, id })
            }
            (EnvelopeKind::Letter | EnvelopeKind::Page, None) => Self::Held(id),
            (EnvelopeKind::Agreement | EnvelopeKind::Own | EnvelopeKind::Shared, _) => {
                Self::Standing(id)
            }
        }
    }
}

/// A submission that the relay has confirmed, as it is stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its place among all that was sent from here, from 1 on;
    /// [`Sent::NEVER_AGAIN`] once it was taken back.
    pub nth: u64,
    /// When it reached the relay, and its fate there.
    pub receipt: Receipt,
    /// What was submitted.
    pub submission: Submission,
}

impl Sent {
    /// The place of what no relay is offered again.
    pub const NEVER_AGAIN: u64 = 0;

    /// The envelope that it carries, as a record that nobody has opened.
    #[must_use]
    pub fn record(&self) -> Option<Record> {
        let bytes = self.submission.act.envelope()?;
        Some(sealed(header(bytes)?, bytes, self.receipt))
    }

    /// Where its envelope lies.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        let header = header(self.submission.act.envelope()?)?;
        Some(Spot::of(
            self.submission.id,
            header.conversation,
            header.kind,
            self.receipt,
        ))
    }
}

/// The readable part of an envelope's bytes; none where they are no envelope.
#[must_use]
pub fn header(bytes: &[u8]) -> Option<Header> {
    Some(Envelope::from_bytes(bytes).ok()?.header)
}

/// An envelope as a record that nobody has opened.
#[must_use]
pub fn sealed(header: Header, bytes: &[u8], receipt: Receipt) -> Record {
    Record {
        id: header.id,
        conversation: header.conversation,
        kind: header.kind,
        receipt,
        body: KeptBody::Sealed(bytes.to_vec()),
    }
}

/// One envelope, for showing it.
#[derive(Clone, PartialEq, Eq)]
pub struct ThreadEntry {
    /// Its id.
    pub id: EnvelopeId,
    /// What it says.
    pub body: KeptBody,
    /// When it reached the relay, and its fate there.
    pub receipt: Receipt,
    /// What was promised for it.
    pub promise: Option<Promise>,
}

impl ThreadEntry {
    /// Where it stands in its thread, once it has left.
    #[must_use]
    pub fn place(&self) -> Option<ThreadPlace> {
        let left = self.receipt.release.left()?;
        Some(ThreadPlace { left, id: self.id })
    }
}

/// A part of a thread.
#[derive(Debug, Default)]
pub struct ThreadPage {
    /// What was asked for, the newest first.
    pub entries: Vec<ThreadEntry>,
    /// Whether there is more in the direction that was asked for.
    pub more: bool,
    /// How many could not be read.
    pub damaged: usize,
}

/// What a conversation stands on.
#[derive(Debug, Default)]
pub struct Standing {
    /// Proposals, acceptances and what is shared beside the letters, in no order.
    pub agreements: Vec<(ConversationId, ThreadEntry)>,
    /// Who joined, which timings came into force, and the news of alarms.
    pub events: Vec<Event>,
    /// How many could not be read, and can be fetched again.
    pub damaged: usize,
    /// How many entries of the outbox could not be read; they stay.
    pub stuck: usize,
}

// Not derived: content is nothing to look at.
impl core::fmt::Debug for Record {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Record({}, {:?})", self.id, self.receipt)
    }
}

impl core::fmt::Debug for ThreadEntry {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "ThreadEntry({}, {:?})", self.id, self.receipt)
    }
}
