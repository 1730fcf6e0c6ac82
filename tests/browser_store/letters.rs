//! Envelopes to store, and what the engine asks for.

use crate::keys;
use chrono::{DateTime, Utc};
use holdfast_app::platform::random::BrowserRandom;
use holdfast_protocol::{
    AccountId, Act, Answer, Content, ConversationId, Envelope, EnvelopeId, EnvelopeKind, Epoch,
    Event, FeedItem, Header, Letter, Receipt, Release, Submission,
};
use holdfast_seal::{open, seal};
use holdfast_sync::{Change, Place, Standing, Waiting};
use serde_bytes::ByteBuf;

pub const ME: AccountId = AccountId::from_bytes([1; 16]);
pub const THEM: AccountId = AccountId::from_bytes([2; 16]);
pub const HERE: ConversationId = ConversationId::from_bytes([3; 16]);

pub const fn id(number: u8) -> EnvelopeId {
    EnvelopeId::from_bytes([number; 16])
}

/// An id for what there is much of; larger numbers sort behind.
pub fn long_id(number: u32) -> EnvelopeId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    EnvelopeId::from_bytes(bytes)
}

pub fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_760_000_000 + minute * 60, 0).unwrap()
}

pub fn left(minute: i64) -> Receipt {
    Receipt {
        arrived: at(minute),
        release: Release::Left(at(minute)),
    }
}

pub fn held(minute: i64) -> Receipt {
    Receipt {
        arrived: at(minute),
        release: Release::HeldUntil(at(minute + 600)),
    }
}

pub fn letter(words: &str) -> Content {
    Content::Letter(Letter {
        text: words.into(),
        written: at(0),
        answer: Answer::Wanted,
        noticed: None,
    })
}

/// An envelope that this account wrote, or the other one.
pub fn envelope(id: EnvelopeId, mine: bool, kind: EnvelopeKind, content: &Content) -> ByteBuf {
    let (me, them) = (keys(7), keys(8));
    let (sender, signer) = if mine { (ME, &me) } else { (THEM, &them) };
    let header = Header {
        format: Header::FORMAT,
        id,
        conversation: HERE,
        sender,
        kind,
    };
    let readers = [(ME, me.public()), (THEM, them.public())];
    let sealed = seal(content, header, signer, &readers, &mut BrowserRandom);
    ByteBuf::from(sealed.unwrap().to_bytes())
}

/// What an envelope says; none where its signature does not fit.
pub fn opened(bytes: &[u8]) -> Option<Content> {
    let envelope = Envelope::from_bytes(bytes).unwrap();
    let signer = if envelope.header.sender == ME { 7 } else { 8 };
    open(&envelope, ME, &keys(7), &keys(signer).public()).ok()
}

pub fn waiting(number: u8, act: Act) -> Change {
    Change::Keep(Waiting {
        submission: Submission {
            id: id(number),
            act,
        },
        order: u64::from(number),
        standing: Standing::Waits,
    })
}

pub fn send(number: u8, words: &str) -> Act {
    Act::Send {
        envelope: envelope(id(number), true, EnvelopeKind::Letter, &letter(words)),
    }
}

pub fn settle(number: u8, receipt: Receipt) -> Change {
    Change::Settle {
        id: id(number),
        sequence: None,
        receipt,
    }
}

pub fn receive(sequence: u64, event: Event) -> Change {
    Change::Receive(FeedItem { sequence, event })
}

pub fn arrived(sequence: u64, id: EnvelopeId, words: &str, receipt: Receipt) -> Change {
    let envelope = envelope(id, false, EnvelopeKind::Letter, &letter(words));
    receive(sequence, Event::Arrived { envelope, receipt })
}

pub fn advance(epoch: u8, cursor: u64) -> Change {
    Change::Advance(Place {
        epoch: Epoch::from_bytes([epoch; 16]),
        cursor,
        lacks_own: false,
    })
}
