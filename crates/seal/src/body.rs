//! The body of an envelope: content, padded and encrypted under a key of its
//! own.
//!
//! Poly1305 does not commit to a key: two keys can be found under which one
//! ciphertext opens to two different letters, and a dishonest sender could
//! give one to each reader. So a commitment to the content key stands before
//! the ciphertext, and a reader whose key does not fit it refuses.

use crate::{OpenError, aead, derive::derive, label, padding};
use holdfast_protocol::{AccountId, Content, Header, decode, encode};
use zeroize::Zeroizing;

const COMMITMENT: usize = 32;

/// Commitment, ciphertext and tag.
pub(crate) fn close(
    content: &Content,
    content_key: &[u8; 32],
    nonce: &[u8; aead::NONCE],
    associated: &[u8],
) -> Vec<u8> {
    let (key, commitment) = expand(content_key);
    let encoded = Zeroizing::new(encode(content));
    let padded = padding::pad(&encoded, padding::SMALLEST, aead::TAG);
    let ciphertext = aead::encrypt(&key, nonce, associated, padded);
    [&commitment[..], &ciphertext].concat()
}

/// # Errors
/// When the key is another, anything was altered, or the content is not one
/// that this build knows.
pub(crate) fn open(
    body: &[u8],
    content_key: &[u8; 32],
    nonce: &[u8; aead::NONCE],
    associated: &[u8],
) -> Result<Content, OpenError> {
    let Some((committed, ciphertext)) = body.split_first_chunk::<COMMITMENT>() else {
        return Err(OpenError::Ciphertext { length: body.len() });
    };
    let (key, commitment) = expand(content_key);
    if *committed != commitment {
        return Err(OpenError::OtherKey);
    }
    let padded = aead::decrypt(&key, nonce, associated, ciphertext)?;
    padding::unpad(&padded, padding::SMALLEST)
        .and_then(|encoded| decode(encoded, "content").ok())
        .ok_or(OpenError::Unreadable {
            length: padded.len(),
        })
}

/// What the ciphertext is bound to: the header, and who else reads it.
pub(crate) fn associated(header: &Header, readers: &[AccountId]) -> Vec<u8> {
    encode(&(header, readers))
}

fn expand(content_key: &[u8; 32]) -> (Zeroizing<[u8; 32]>, [u8; COMMITMENT]) {
    let expanded = derive::<64>(content_key, label::CONTENT_KEY, &[]);
    let (mut key, mut commitment) = (Zeroizing::new([0; 32]), [0; COMMITMENT]);
    key.copy_from_slice(&expanded[..32]);
    commitment.copy_from_slice(&expanded[32..]);
    (key, commitment)
}
