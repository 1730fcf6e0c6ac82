//! The key that push services know this relay by (RFC 8292).

use crate::{random, random::NoRandomness};
use base64ct::{Base64UrlUnpadded, Encoding};
use chrono::{DateTime, TimeDelta, Utc};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer as _},
};
use std::{
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

/// How long a push service may believe a token; at most a day.
const GOOD_FOR: TimeDelta = TimeDelta::hours(12);

/// Why there is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error("the key for push messages, {}, cannot be used: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A new one cannot be made.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// The relay's key.
#[derive(Clone)]
pub struct PushKey {
    secret: SecretKey,
}

impl PushKey {
    /// The key beside a database; made at the first start. Whoever loses it
    /// loses every subscription: browsers take messages by no other key.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds something else.
    pub fn beside(database: &Path) -> Result<Self, KeyError> {
        let mut path = database.as_os_str().to_owned();
        path.push(".vapid");
        let path = PathBuf::from(path);
        let fails = |reason: String| KeyError::File {
            path: path.clone(),
            reason,
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::read(&text).ok_or_else(|| fails("it holds no key".into())),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let key = Self::make()?;
                key.write(&path).map_err(|error| fails(error.to_string()))?;
                Ok(key)
            }
            Err(error) => Err(fails(error.to_string())),
        }
    }

    /// A new key.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn make() -> Result<Self, NoRandomness> {
        Ok(Self {
            secret: new_secret()?,
        })
    }

    fn read(text: &str) -> Option<Self> {
        let bytes = Base64UrlUnpadded::decode_vec(text.trim()).ok()?;
        let secret = SecretKey::from_slice(&bytes).ok()?;
        Some(Self { secret })
    }

    fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        let text = Base64UrlUnpadded::encode_string(&self.secret.to_bytes());
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    /// The public half, uncompressed.
    #[must_use]
    pub fn public(&self) -> [u8; 65] {
        public(&self.secret)
    }

    /// The `Authorization` of a message to a push service at `audience`.
    pub(super) fn authorization(
        &self,
        audience: &str,
        contact: &str,
        now: DateTime<Utc>,
    ) -> String {
        let head = r#"{"typ":"JWT","alg":"ES256"}"#;
        let claims = serde_json::json!({
            "aud": audience,
            "exp": (now + GOOD_FOR).timestamp(),
            "sub": contact,
        });
        let [head, claims] = [head.to_owned(), claims.to_string()]
            .map(|part| Base64UrlUnpadded::encode_string(part.as_bytes()));
        let signed = format!("{head}.{claims}");
        let signature: Signature = SigningKey::from(&self.secret).sign(signed.as_bytes());
        format!(
            "vapid t={signed}.{}, k={}",
            Base64UrlUnpadded::encode_string(&signature.to_bytes()),
            Base64UrlUnpadded::encode_string(&self.public())
        )
    }
}

impl core::fmt::Debug for PushKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PushKey(…)")
    }
}

/// A random key of the curve.
pub(super) fn new_secret() -> Result<SecretKey, NoRandomness> {
    loop {
        // Nearly every 32 bytes are one.
        if let Ok(secret) = SecretKey::from_slice(&random::bytes::<32>()?) {
            return Ok(secret);
        }
    }
}

/// The public half of a key, uncompressed.
pub(super) fn public(secret: &SecretKey) -> [u8; 65] {
    let mut bytes = [0; 65];
    let point = p256::EncodedPoint::from(secret.public_key());
    bytes.copy_from_slice(point.as_bytes());
    bytes
}
