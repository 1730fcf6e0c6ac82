//! The keys of an account.

use crate::KeysError;
use core::fmt;
use ed25519_dalek::SigningKey;
use holdfast_protocol::PublicKeys;
use hpke::{Deserializable, Kem, Serializable, kem::X25519HkdfSha256};
use rand_core::CryptoRng;
use std::sync::OnceLock;
use zeroize::Zeroizing;

type SealingKey = <X25519HkdfSha256 as Kem>::PrivateKey;

/// The keys of a person's account, the same on all of their devices: Ed25519
/// to sign, X25519 to be sealed to. Wiped from memory when dropped.
///
/// What is computed on a curve is computed when it is first asked for: who only
/// reads what rests on the device needs none of it.
pub struct AccountKeys {
    seed: Zeroizing<[u8; 32]>,
    sealing: SealingKey,
    signing: OnceLock<SigningKey>,
    public: OnceLock<PublicKeys>,
}

impl AccountKeys {
    /// New keys.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut_slice());
        let (sealing, _) = X25519HkdfSha256::gen_keypair_with_rng(rng);
        Self::new(seed, sealing)
    }

    /// The secret halves, for keeping on the device and handing to another:
    /// the Ed25519 seed, then the clamped X25519 scalar.
    #[must_use]
    pub fn to_secret_bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut secret = Zeroizing::new([0; 64]);
        let (signing, sealing) = secret.split_at_mut(32);
        signing.copy_from_slice(self.seed.as_slice());
        self.sealing.write_exact(sealing);
        secret
    }

    /// Keys from what [`AccountKeys::to_secret_bytes`] gave.
    ///
    /// # Errors
    /// When the bytes are nothing that it gives.
    pub fn from_secret_bytes(secret: &[u8; 64]) -> Result<Self, KeysError> {
        let (signing, sealing) = halves(secret);
        if signing.iter().all(|&byte| byte == 0) {
            return Err(KeysError::Blank);
        }
        if sealing[0] & !LOWEST != 0 || sealing[31] & !HIGHEST != 0 || sealing[31] & SET == 0 {
            return Err(KeysError::NotClamped);
        }
        let sealing = SealingKey::from_bytes(sealing).map_err(|_| KeysError::NotClamped)?;
        Ok(Self::new(Zeroizing::new(*signing), sealing))
    }

    /// The halves that others may know.
    #[must_use]
    pub fn public(&self) -> PublicKeys {
        *self.public.get_or_init(|| {
            let mut public = PublicKeys {
                signing: self.signing().verifying_key().to_bytes(),
                sealing: [0; 32],
            };
            X25519HkdfSha256::sk_to_pk(&self.sealing).write_exact(&mut public.sealing);
            public
        })
    }

    fn new(seed: Zeroizing<[u8; 32]>, sealing: SealingKey) -> Self {
        Self {
            seed,
            sealing,
            signing: OnceLock::new(),
            public: OnceLock::new(),
        }
    }

    pub(crate) fn signing(&self) -> &SigningKey {
        let new = || SigningKey::from_bytes(&self.seed);
        self.signing.get_or_init(new)
    }

    pub(crate) fn sealing(&self) -> &SealingKey {
        &self.sealing
    }
}

impl fmt::Debug for AccountKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccountKeys(…)")
    }
}

/// What clamping leaves of a scalar's first and last byte, and the bit that it
/// sets (RFC 7748, section 5).
const LOWEST: u8 = 0b1111_1000;
const HIGHEST: u8 = 0b0111_1111;
const SET: u8 = 0b0100_0000;

fn halves(secret: &[u8; 64]) -> (&[u8; 32], &[u8; 32]) {
    let (signing, sealing) = secret.as_chunks::<32>().0.split_at(1);
    (&signing[0], &sealing[0])
}
