//! Letters with nothing in them.

use holdfast_protocol::{
    AccountId, Act, ConversationId, Envelope, EnvelopeId, EnvelopeKind, Header, Submission,
};
use serde_bytes::{ByteArray, ByteBuf};

/// The id of the `number`th letter of `sender`, of no order that could help.
pub fn letter_id(sender: usize, number: u64) -> EnvelopeId {
    let mut bytes = [u8::try_from(sender).unwrap(); 16];
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
    bytes[..8].copy_from_slice(&mixed);
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    bytes[8] = u8::try_from(sender).unwrap();
    EnvelopeId::from_bytes(bytes)
}

/// That letter, ready to be sent.
pub fn letter(sender: usize, number: u64, length: usize) -> Submission {
    let id = letter_id(sender, number);
    let envelope = Envelope {
        header: Header {
            format: Header::FORMAT,
            id,
            conversation: ConversationId::from_bytes([9; 16]),
            sender: AccountId::from_bytes([u8::try_from(sender).unwrap(); 16]),
            kind: EnvelopeKind::Letter,
        },
        keys: Vec::new(),
        nonce: ByteArray::new([0; 24]),
        ciphertext: ByteBuf::from(vec![0; length]),
        signature: ByteArray::new([0; 64]),
    };
    let envelope = ByteBuf::from(envelope.to_bytes());
    let act = if is_outside(id) {
        Act::SendOutside {
            envelope,
            instead_of: None,
        }
    } else {
        Act::Send { envelope }
    };
    Submission { id, act }
}

/// Whether this letter is sent outside the windows: every fifth of the second
/// person's.
pub fn is_outside(id: EnvelopeId) -> bool {
    let bytes = id.as_bytes();
    bytes[8] == 1 && bytes[15].is_multiple_of(5)
}
