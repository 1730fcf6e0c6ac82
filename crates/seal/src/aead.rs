//! XChaCha20-Poly1305 in the two shapes that this crate uses.

use crate::{OpenError, padding};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadInOut, Payload},
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

pub(crate) const NONCE: usize = 24;
pub(crate) const TAG: usize = 16;

/// The format of [`lock`]'s bytes; the first byte.
const FORMAT: u8 = 1;

/// Encrypts `plaintext` in place, so that no copy of it stays behind, and
/// appends the tag.
pub(crate) fn encrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    associated: &[u8],
    mut plaintext: Zeroizing<Vec<u8>>,
) -> Vec<u8> {
    match XChaCha20Poly1305::new(key.into()).encrypt_in_place(
        &XNonce::from(*nonce),
        associated,
        &mut *plaintext,
    ) {
        Ok(()) => core::mem::take(&mut *plaintext),
        // The only error is more than 256 GiB of plaintext, which no device
        // holds; and no bytes at all open nowhere.
        Err(_) => Vec::new(),
    }
}

/// # Errors
/// [`OpenError::Ciphertext`] when the key, the nonce, the associated bytes or
/// the ciphertext are not those of [`encrypt`].
pub(crate) fn decrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    associated: &[u8],
    ciphertext: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    XChaCha20Poly1305::new(key.into())
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: ciphertext,
                aad: associated,
            },
        )
        .map(Zeroizing::new)
        .map_err(|_| OpenError::Ciphertext {
            length: ciphertext.len(),
        })
}

/// `content`, padded and encrypted, as bytes that stand alone: format, nonce,
/// ciphertext, tag.
pub(crate) fn lock(
    key: &[u8; 32],
    content: &[u8],
    smallest: usize,
    random: &mut impl CryptoRng,
) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    random.fill_bytes(&mut nonce);
    let padded = padding::pad(content, smallest, TAG);
    let ciphertext = encrypt(key, &nonce, &[FORMAT], padded);
    [&[FORMAT][..], &nonce, &ciphertext].concat()
}

/// The content of [`lock`]'s bytes.
///
/// # Errors
/// When they are of another format, or do not open with this key.
pub(crate) fn unlock(
    key: &[u8; 32],
    bytes: &[u8],
    smallest: usize,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let too_short = OpenError::Ciphertext {
        length: bytes.len(),
    };
    let Some((&format, rest)) = bytes.split_first() else {
        return Err(too_short);
    };
    if format != FORMAT {
        return Err(OpenError::UnknownFormat { format });
    }
    let Some((nonce, ciphertext)) = rest.split_first_chunk::<NONCE>() else {
        return Err(too_short);
    };
    let padded = decrypt(key, nonce, &[FORMAT], ciphertext)?;
    padding::unpad(&padded, smallest)
        .map(|content| Zeroizing::new(content.to_vec()))
        .ok_or(OpenError::Unreadable {
            length: padded.len(),
        })
}
