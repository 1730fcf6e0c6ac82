//! A push message: encrypted for one browser (RFC 8291, RFC 8188), handed to
//! its push service (RFC 8030).

use super::{
    Outcome, PushKey, heard,
    vapid::{new_secret, public},
};
use crate::{
    clock::{Clock as _, SystemClock},
    ladder::Heard,
    random,
};
use aes_gcm::{Aes128Gcm, KeyInit as _, aead::Aead as _};
use hkdf::Hkdf;
use holdfast_protocol::PushSubscription;
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman};
use reqwest::{Client, StatusCode, Url};
use sha2::Sha256;

/// All that a message says; no name, no reference.
const WORDS: &str = "Somebody needs you. Open Holdfast.";

/// How long a push service keeps a message for a device that is off, in
/// seconds.
const KEPT_FOR: &str = "3600";

/// The record size, as it stands in a message.
const RECORD: u32 = 4096;

/// What is the same for all devices.
pub(super) struct About<'a> {
    pub(super) http: &'a Client,
    pub(super) key: &'a PushKey,
    pub(super) contact: &'a str,
}

/// Hands a message for one device over.
pub(super) async fn send(about: &About<'_>, to: &PushSubscription) -> Outcome {
    let later = || Outcome {
        left: vec![to.endpoint.clone()],
        ..Heard::Later.into()
    };
    let (Ok(once), Ok(salt)) = (new_secret(), random::bytes::<16>()) else {
        return later();
    };
    let audience = Url::parse(&to.endpoint).map(|url| url.origin().ascii_serialization());
    let (Some(body), Ok(audience)) = (encrypt(to, &once, salt, WORDS.as_bytes()), audience) else {
        return Heard::Never.into();
    };
    // The clock of a demonstration is ahead, and a push service is not.
    let now = SystemClock.now();
    let request = about
        .http
        .post(&to.endpoint)
        .header("TTL", KEPT_FOR)
        .header("Urgency", "high")
        .header("Content-Encoding", "aes128gcm")
        .header("Content-Type", "application/octet-stream")
        .header(
            "Authorization",
            about.key.authorization(&audience, about.contact, now),
        )
        .body(body);
    let answer = request.send().await;
    let status = answer.as_ref().map(reqwest::Response::status);
    let is_gone = matches!(status, Ok(StatusCode::NOT_FOUND | StatusCode::GONE));
    match heard(status) {
        Heard::Later => later(),
        heard => Outcome {
            gone: is_gone.then(|| to.endpoint.clone()).into_iter().collect(),
            ..heard.into()
        },
    }
}

/// One record for the device alone; none where its key is no point.
pub(super) fn encrypt(
    to: &PushSubscription,
    once: &SecretKey,
    salt: [u8; 16],
    words: &[u8],
) -> Option<Vec<u8>> {
    let theirs = PublicKey::from_sec1_bytes(to.key.as_slice()).ok()?;
    let ours = public(once);
    let shared = diffie_hellman(once.to_nonzero_scalar(), theirs.as_affine());
    let mut info = b"WebPush: info\0".to_vec();
    info.extend(to.key.as_slice());
    info.extend(ours);
    let secret: [u8; 32] = derive(to.secret.as_slice(), shared.raw_secret_bytes(), &info)?;
    let key: [u8; 16] = derive(&salt, &secret, b"Content-Encoding: aes128gcm\0")?;
    let nonce: [u8; 12] = derive(&salt, &secret, b"Content-Encoding: nonce\0")?;

    // The last record ends in a two.
    let padded = [words, &[2]].concat();
    let sealed = Aes128Gcm::new(&key.into()).encrypt(&nonce.into(), padded.as_slice());
    let mut body = salt.to_vec();
    body.extend(RECORD.to_be_bytes());
    body.push(65);
    body.extend(ours);
    body.extend(sealed.ok()?);
    Some(body)
}

fn derive<const LENGTH: usize>(salt: &[u8], from: &[u8], info: &[u8]) -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    let key = Hkdf::<Sha256>::new(Some(salt), from);
    key.expand(info, &mut bytes).ok()?;
    Some(bytes)
}
