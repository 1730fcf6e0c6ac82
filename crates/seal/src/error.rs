//! What can go wrong. Nothing here carries content or keys.

use holdfast_protocol::{AccountId, EnvelopeKind};

/// Why nothing was sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The header asks for a format that this build does not write.
    #[error("format {format} is not one that this build writes")]
    UnknownFormat {
        /// The header's format.
        format: u8,
    },
    /// The content does not belong in an envelope of this kind.
    #[error("this content does not go into an envelope of kind {kind:?}")]
    KindMismatch {
        /// The header's kind.
        kind: EnvelopeKind,
    },
    /// The sender's other devices could not read it.
    #[error("the sender {sender} is not among the readers")]
    SenderNotAReader {
        /// The header's sender.
        sender: AccountId,
    },
    /// The readers list other keys for the sender than those that sign.
    #[error("the readers list other keys for the sender {sender} than the sender's own")]
    SenderKeysDiffer {
        /// The header's sender.
        sender: AccountId,
    },
    /// A reader is listed twice.
    #[error("the reader {reader} is listed twice")]
    ReaderTwice {
        /// The reader.
        reader: AccountId,
    },
    /// What is for the writer alone was about to be sealed to someone else.
    #[error("the reader {reader} is not the writer, whom alone this is for")]
    NotForOthers {
        /// The reader.
        reader: AccountId,
    },
    /// Nothing can be sealed to this key.
    #[error("the sealing key of {reader} cannot be used")]
    ReaderKeyUnusable {
        /// The reader.
        reader: AccountId,
    },
    /// More bytes than [`holdfast_protocol::ENVELOPE_BYTES_MAX`].
    #[error("sealed, this is {bytes} bytes, more than an envelope may have")]
    TooLarge {
        /// How many bytes the envelope would have.
        bytes: usize,
    },
}

/// Why something sealed or signed is not to be trusted or cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Written by a newer build, or damaged in its very first byte.
    #[error("format {format} is not one that this build reads")]
    UnknownFormat {
        /// The format as it came.
        format: u8,
    },
    /// The sender's signing key is no key.
    #[error("the signing key of the sender cannot be used")]
    SenderKeyUnusable,
    /// It was altered, or somebody else signed it.
    #[error("the signature does not fit")]
    Signature,
    /// There is no key box for this reader.
    #[error("it is not sealed to {reader}")]
    NotForReader {
        /// The reader.
        reader: AccountId,
    },
    /// Somebody else's drafts, or drafts sealed to somebody else.
    #[error("it is for its writer {sender} alone, but not sealed so")]
    NotForOthers {
        /// The header's sender.
        sender: AccountId,
    },
    /// The key box does not open with this account's keys.
    #[error("the key box does not open with these keys")]
    KeyBox,
    /// The key box holds another key than the one that this was sealed with.
    #[error("the key box holds another key than the content's")]
    OtherKey,
    /// The sealed bytes were altered, cut short, or sealed under another
    /// secret, side, account or purpose.
    #[error("{length} sealed bytes do not open with this key")]
    Ciphertext {
        /// How many there were.
        length: usize,
    },
    /// What was sealed is not what this build can read.
    #[error("{length} bytes were opened and could not be read")]
    Unreadable {
        /// How many there were, padding included.
        length: usize,
    },
    /// The content does not belong in an envelope of this kind.
    #[error("the content does not go into an envelope of kind {kind:?}")]
    KindMismatch {
        /// The header's kind.
        kind: EnvelopeKind,
    },
}

/// Why 64 bytes are not account keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// The signing half is all zeros, as in storage that was never written.
    #[error("the signing half is blank")]
    Blank,
    /// The sealing half is not a clamped X25519 scalar, as every one written
    /// by [`crate::AccountKeys::to_secret_bytes`] is.
    #[error("the sealing half is not an X25519 key")]
    NotClamped,
}
