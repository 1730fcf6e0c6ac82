//! Digests that others compare.

use sha2::{Digest, Sha256};

/// SHA-256 of an agreement's document, for
/// [`holdfast_protocol::Acceptance::document_digest`].
#[must_use]
pub fn document_digest(document: &str) -> [u8; 32] {
    Sha256::digest(document).into()
}
