//! Letters with next to nothing in them.

use super::Seen;
use crate::{Change, Place, Standing, Waiting};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AccountId, Act, ConversationId, Envelope, EnvelopeId, EnvelopeKind, Epoch, Event, FeedItem,
    Header, Receipt, Release, Submission,
};
use serde_bytes::{ByteArray, ByteBuf};

pub(super) fn id(number: u8) -> EnvelopeId {
    EnvelopeId::from_bytes([number; 16])
}

pub(super) fn conversation() -> ConversationId {
    ConversationId::from_bytes([9; 16])
}

pub(super) fn envelope(number: u8) -> ByteBuf {
    let envelope = Envelope {
        header: Header {
            format: Header::FORMAT,
            id: id(number),
            conversation: conversation(),
            sender: AccountId::from_bytes([9; 16]),
            kind: EnvelopeKind::Letter,
        },
        keys: Vec::new(),
        nonce: ByteArray::new([0; 24]),
        ciphertext: ByteBuf::from(vec![number]),
        signature: ByteArray::new([0; 64]),
    };
    ByteBuf::from(envelope.to_bytes())
}

pub(super) fn waiting(number: u8, order: u64, standing: Standing) -> Waiting {
    Waiting {
        submission: Submission {
            id: id(number),
            act: Act::Send {
                envelope: envelope(number),
            },
        },
        order,
        standing,
    }
}

/// A reply that leaves outside the windows in the place of another.
pub(super) fn outside(number: u8, instead_of: u8) -> Waiting {
    Waiting {
        submission: Submission {
            id: id(number),
            act: Act::SendOutside {
                envelope: envelope(number),
                instead_of: Some(id(instead_of)),
            },
        },
        ..waiting(number, 1, Standing::Waits)
    }
}

pub(super) fn receipt(second: i64) -> Receipt {
    let at = DateTime::<Utc>::from_timestamp(second, 0).unwrap_or_default();
    Receipt {
        arrived: at,
        release: Release::Left(at),
    }
}

pub(super) fn settle(number: u8, sequence: Option<u64>, second: i64) -> Change {
    Change::Settle {
        id: id(number),
        sequence,
        receipt: receipt(second),
    }
}

pub(super) fn stored(number: u8, own: bool, second: i64) -> Seen {
    Seen {
        id: id(number),
        own,
        receipt: receipt(second),
    }
}

pub(super) fn arrived(sequence: u64, number: u8) -> Change {
    Change::Receive(FeedItem {
        sequence,
        event: Event::Arrived {
            envelope: envelope(number),
            receipt: receipt(5),
        },
    })
}

pub(super) fn place(epoch: u8, cursor: u64) -> Place {
    Place {
        epoch: Epoch::from_bytes([epoch; 16]),
        cursor,
        lacks_own: false,
    }
}

/// A reply of another device of the account, which the relay holds back.
pub(super) fn held(sequence: u64, number: u8, second: i64) -> Change {
    let at = receipt(second);
    let until = receipt(second + 100).release.left().unwrap_or_default();
    Change::Receive(FeedItem {
        sequence,
        event: Event::Arrived {
            envelope: envelope(number),
            receipt: Receipt {
                release: Release::HeldUntil(until),
                ..at
            },
        },
    })
}
