//! Digests that others compare.

use crate::label;
use sha2::{Digest, Sha256};

/// SHA-256 of an agreement's document, for
/// [`holdfast_protocol::Acceptance::document_digest`].
#[must_use]
pub fn document_digest(document: &str) -> [u8; 32] {
    Sha256::digest(document).into()
}

/// What the relay keeps of a device's token: SHA-256 over the label
/// `holdfast device token 1`, a zero byte, and the token.
#[must_use]
pub fn token_digest(token: &[u8; 32]) -> [u8; 32] {
    Sha256::new_with_prefix(label::DEVICE_TOKEN)
        .chain_update(token)
        .finalize()
        .into()
}
