//! Letters with nothing in them, of the size that real ones have.

use holdfast_protocol::{
    AccountId, Act, ConversationId, Envelope, EnvelopeId, EnvelopeKind, Header, KeyBox, Submission,
};
use serde_bytes::{ByteArray, ByteBuf};

/// The id of letter `number`, of no order that could help anybody.
#[must_use]
pub fn letter_id(number: u32) -> EnvelopeId {
    let mut bytes = [0x42; 16];
    let mixed = u64::from(number)
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for (place, byte) in bytes.iter_mut().zip(mixed.to_be_bytes()) {
        *place = byte;
    }
    for (place, byte) in bytes.iter_mut().skip(12).zip(number.to_be_bytes()) {
        *place = byte;
    }
    EnvelopeId::from_bytes(bytes)
}

/// The account of the patient (0) or the therapist (1).
#[must_use]
pub fn account(person: usize) -> AccountId {
    AccountId::from_bytes([u8::try_from(person).unwrap_or(u8::MAX); 16])
}

/// What an envelope looks like whose content is `bytes` long once padded: a
/// key for each of two readers, a commitment and a tag.
#[must_use]
pub fn envelope(person: usize, number: u32, bytes: u32) -> ByteBuf {
    let key = |reader| KeyBox {
        reader: account(reader),
        encapsulated: ByteArray::new([0xe5; 32]),
        wrapped: ByteArray::new([0xe5; 48]),
    };
    let envelope = Envelope {
        header: Header {
            format: Header::FORMAT,
            id: letter_id(number),
            conversation: conversation(),
            sender: account(person),
            kind: EnvelopeKind::Letter,
        },
        keys: vec![key(0), key(1)],
        nonce: ByteArray::new([0xe5; 24]),
        ciphertext: ByteBuf::from(vec![0xe5; usize::try_from(bytes).unwrap_or(0) + 32 + 16]),
        signature: ByteArray::new([0xe5; 64]),
    };
    ByteBuf::from(envelope.to_bytes())
}

/// The conversation of all letters.
pub(super) const fn conversation() -> ConversationId {
    ConversationId::from_bytes([9; 16])
}

/// A letter that waits for nothing but its window.
#[must_use]
pub fn letter(person: usize, number: u32, bytes: u32) -> Submission {
    Submission {
        id: letter_id(number),
        act: Act::Send {
            envelope: envelope(person, number, bytes),
        },
    }
}
