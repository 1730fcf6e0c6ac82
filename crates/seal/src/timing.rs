//! Signatures over the timing of an agreement, which the relay may read.

use crate::{AccountKeys, OpenError, label, signing};
use holdfast_protocol::{ConversationId, PublicKeys, SignedTiming};
use serde_bytes::ByteArray;

/// Signs a timing document for one conversation.
#[must_use]
pub fn sign_timing(
    document: &str,
    conversation: ConversationId,
    keys: &AccountKeys,
) -> SignedTiming {
    let message = message(document, conversation);
    SignedTiming {
        document: document.into(),
        signature: ByteArray::new(signing::sign(keys, label::TIMING_SIGNATURE, &message)),
    }
}

/// Checks that `signer` signed this timing for this conversation.
///
/// # Errors
/// When they did not: it was altered, belongs to another conversation, or was
/// signed by someone else.
pub fn verify_timing(
    timing: &SignedTiming,
    conversation: ConversationId,
    signer: &PublicKeys,
) -> Result<(), OpenError> {
    signing::verify(
        &signer.signing,
        label::TIMING_SIGNATURE,
        &message(&timing.document, conversation),
        &timing.signature,
    )
}

fn message(document: &str, conversation: ConversationId) -> Vec<u8> {
    [conversation.as_bytes(), document.as_bytes()].concat()
}
