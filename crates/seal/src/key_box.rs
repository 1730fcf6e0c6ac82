//! Key boxes: a content key, sealed to one reader by HPKE.

use crate::{AccountKeys, OpenError, SealError, label};
use holdfast_protocol::{AccountId, Header, KeyBox, encode};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_open, single_shot_seal_with_rng,
};
use rand_core::CryptoRng;
use serde_bytes::ByteArray;
use zeroize::Zeroizing;

type ReaderKey = <X25519HkdfSha256 as Kem>::PublicKey;
type Encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Seals `content_key` to one reader of the envelope with this header.
///
/// # Errors
/// When nothing can be sealed to `sealing`, the reader's public key.
pub(crate) fn close(
    content_key: &[u8; 32],
    header: &Header,
    reader: AccountId,
    sealing: &[u8; 32],
    random: &mut impl CryptoRng,
) -> Result<KeyBox, SealError> {
    let unusable = || SealError::ReaderKeyUnusable { reader };
    let key = ReaderKey::from_bytes(sealing).map_err(|_| unusable())?;
    let (encapsulated, wrapped) =
        single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &key,
            label::KEY_BOX,
            content_key,
            &associated(header, reader),
            random,
        )
        .map_err(|_| unusable())?;
    let mut bytes = [0; 32];
    encapsulated.write_exact(&mut bytes);
    Ok(KeyBox {
        reader,
        encapsulated: ByteArray::new(bytes),
        wrapped: ByteArray::new(wrapped.try_into().map_err(|_| unusable())?),
    })
}

/// The content key in a box.
///
/// # Errors
/// [`OpenError::KeyBox`] when the box was made for another reader, another
/// key or another header, or was altered.
pub(crate) fn open(
    key_box: &KeyBox,
    header: &Header,
    keys: &AccountKeys,
) -> Result<Zeroizing<[u8; 32]>, OpenError> {
    let encapsulated =
        Encapsulated::from_bytes(key_box.encapsulated.as_ref()).map_err(|_| OpenError::KeyBox)?;
    let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        keys.sealing(),
        &encapsulated,
        label::KEY_BOX,
        key_box.wrapped.as_ref(),
        &associated(header, key_box.reader),
    )
    .map(Zeroizing::new)
    .map_err(|_| OpenError::KeyBox)?;
    let mut content_key = Zeroizing::new([0; 32]);
    if opened.len() != content_key.len() {
        return Err(OpenError::KeyBox);
    }
    content_key.copy_from_slice(&opened);
    Ok(content_key)
}

fn associated(header: &Header, reader: AccountId) -> Vec<u8> {
    encode(&(header, reader))
}
