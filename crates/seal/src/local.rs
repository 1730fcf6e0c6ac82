//! What a device keeps for its own account only.

use crate::{AccountKeys, OpenError, aead, derive::derive, label, padding};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// A key for one purpose on this account's devices, derived once: for what is
/// sealed and opened by the thousand. Wiped from memory when dropped.
pub struct LocalKey(Zeroizing<[u8; 32]>);

impl LocalKey {
    /// The key of this account for this purpose: a name for the place where
    /// the sealed bytes are kept, such as `"plan"`.
    #[must_use]
    pub fn new(keys: &AccountKeys, purpose: &str) -> Self {
        Self(derive(
            keys.to_secret_bytes().as_slice(),
            label::LOCAL,
            purpose.as_bytes(),
        ))
    }

    /// Seals `bytes` so that only this key opens them.
    #[must_use]
    pub fn seal(&self, bytes: &[u8], rng: &mut impl CryptoRng) -> Vec<u8> {
        aead::lock(&self.0, bytes, padding::SMALLEST, rng)
    }

    /// The bytes that [`LocalKey::seal`] sealed.
    ///
    /// # Errors
    /// When they were sealed by another account, for another purpose, or
    /// altered.
    pub fn open(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        aead::unlock(&self.0, sealed, padding::SMALLEST)
    }
}

impl core::fmt::Debug for LocalKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LocalKey(…)")
    }
}

/// Seals `bytes` as [`LocalKey::seal`] does, for once.
#[must_use]
pub fn seal_local(
    bytes: &[u8],
    keys: &AccountKeys,
    purpose: &str,
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    LocalKey::new(keys, purpose).seal(bytes, rng)
}

/// The bytes that [`seal_local`] sealed.
///
/// # Errors
/// As [`LocalKey::open`].
pub fn open_local(
    sealed: &[u8],
    keys: &AccountKeys,
    purpose: &str,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    LocalKey::new(keys, purpose).open(sealed)
}
