//! Ed25519 over a label and a message.

use crate::{AccountKeys, OpenError};
use ed25519_dalek::{Signature, Signer, VerifyingKey};

pub(crate) fn sign(keys: &AccountKeys, label: &[u8], message: &[u8]) -> [u8; 64] {
    keys.signing().sign(&[label, message].concat()).to_bytes()
}

/// # Errors
/// When `key` is no key, or the signature is not by it over label and message.
pub(crate) fn verify(
    key: &[u8; 32],
    label: &[u8],
    message: &[u8],
    signature: &[u8; 64],
) -> Result<(), OpenError> {
    VerifyingKey::from_bytes(key)
        .map_err(|_| OpenError::SenderKeyUnusable)?
        .verify_strict(
            &[label, message].concat(),
            &Signature::from_bytes(signature),
        )
        .map_err(|_| OpenError::Signature)
}
