//! What a device keeps for its own account only.

use crate::{AccountKeys, OpenError, aead, derive::derive, label, padding};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// Seals `bytes` so that only this account's keys open them, and only for the
/// same purpose: a name for the place where they are kept, such as `"plan"`.
#[must_use]
pub fn seal_local(
    bytes: &[u8],
    keys: &AccountKeys,
    purpose: &str,
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    aead::lock(&key(keys, purpose), bytes, padding::SMALLEST, rng)
}

/// The bytes that [`seal_local`] sealed.
///
/// # Errors
/// When they were sealed by another account, for another purpose, or altered.
pub fn open_local(
    sealed: &[u8],
    keys: &AccountKeys,
    purpose: &str,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    aead::unlock(&key(keys, purpose), sealed, padding::SMALLEST)
}

fn key(keys: &AccountKeys, purpose: &str) -> Zeroizing<[u8; 32]> {
    derive(
        keys.to_secret_bytes().as_slice(),
        label::LOCAL,
        purpose.as_bytes(),
    )
}
