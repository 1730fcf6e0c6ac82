//! Invitations: a secret in the fragment of a link, from which both sides
//! prove their keys to each other past the relay.

use crate::{AccountId, ConversationId, DeviceId, InvitationId, Role};
use base64ct::{Base64UrlUnpadded, Encoding};
use chrono::{DateTime, Utc};
use core::fmt;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

/// The secret of one invitation: 160 random bits that never reach the relay.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationSecret([u8; InvitationSecret::LENGTH]);

impl InvitationSecret {
    /// Bytes in a secret.
    pub const LENGTH: usize = 20;

    /// A secret from random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The bytes, for deriving keys.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// What the relay knows the invitation by: the first 128 bits of
    /// SHA-256 over a fixed label and the secret.
    #[must_use]
    pub fn id(&self) -> InvitationId {
        let digest = Sha256::new_with_prefix(b"holdfast invitation id 1")
            .chain_update(self.0)
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        InvitationId::from_bytes(bytes)
    }
}

impl fmt::Debug for InvitationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationSecret(…)")
    }
}

/// Why the end of a link is not an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// There is nothing after the `#`.
    #[error("the link has nothing after its #")]
    Empty,
    /// What is there is cut short, has grown, or was altered.
    #[error("the part after # is not whole: {length} characters do not check out")]
    Garbled {
        /// How many characters there were.
        length: usize,
    },
}

/// The fragment of an invitation link: a secret, and for a demonstration the
/// secret of the invitation that the newcomer is to make next.
///
/// Each secret is written as URL-safe base64 of its bytes and the first two
/// bytes of their SHA-256, so that a link cut short by a mail program says so
/// instead of being "unknown".
///
/// ```
/// use holdfast_protocol::{InvitationSecret, Link};
/// let link = Link { secret: InvitationSecret::from_bytes([7; 20]), onward: None };
/// let fragment = link.to_string();
/// assert_eq!(fragment.parse::<Link>()?, link);
/// assert!(fragment[1..].parse::<Link>().is_err());
/// # Ok::<(), holdfast_protocol::LinkError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The invitation to accept.
    pub secret: InvitationSecret,
    /// The secret of an invitation to make right after joining.
    pub onward: Option<InvitationSecret>,
}

const CHECKED: usize = InvitationSecret::LENGTH + 2;

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_secret(&self.secret))?;
        match &self.onward {
            Some(onward) => write!(f, ".{}", write_secret(onward)),
            None => Ok(()),
        }
    }
}

impl core::str::FromStr for Link {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, LinkError> {
        let text = text.trim().trim_start_matches('#');
        if text.is_empty() {
            return Err(LinkError::Empty);
        }
        let garbled = || LinkError::Garbled {
            length: text.chars().count(),
        };
        let (secret, onward) = match text.split_once('.') {
            Some((secret, onward)) => (secret, Some(onward)),
            None => (text, None),
        };
        Ok(Self {
            secret: read_secret(secret).ok_or_else(garbled)?,
            onward: onward
                .map(|onward| read_secret(onward).ok_or_else(garbled))
                .transpose()?,
        })
    }
}

fn check(secret: &[u8]) -> [u8; 2] {
    let digest = Sha256::digest(secret);
    [digest[0], digest[1]]
}

fn write_secret(secret: &InvitationSecret) -> String {
    let mut bytes = secret.0.to_vec();
    bytes.extend(check(&secret.0));
    Base64UrlUnpadded::encode_string(&bytes)
}

fn read_secret(text: &str) -> Option<InvitationSecret> {
    let bytes = Base64UrlUnpadded::decode_vec(text).ok()?;
    let bytes: [u8; CHECKED] = bytes.try_into().ok()?;
    let mut secret = [0; InvitationSecret::LENGTH];
    secret.copy_from_slice(&bytes[..InvitationSecret::LENGTH]);
    (check(&secret) == bytes[InvitationSecret::LENGTH..]).then_some(InvitationSecret(secret))
}

/// The public half of an account's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKeys {
    /// Ed25519.
    pub signing: [u8; 32],
    /// X25519.
    pub sealing: [u8; 32],
}

/// Who someone is, proven by the invitation's secret: sealed under a key
/// derived from it, so that the relay can neither read nor replace it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Their account.
    pub account: AccountId,
    /// The conversation they share.
    pub conversation: ConversationId,
    /// Patient or therapist.
    pub role: Role,
    /// Their keys.
    pub keys: PublicKeys,
    /// The name to be called by.
    pub name: String,
    /// Their IANA zone.
    pub zone: String,
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Card({}, {:?})", self.account, self.role)
    }
}

/// `POST /v1/invitations`: a therapist invites a patient. Repeating the same
/// request is answered as the first was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateInvitation {
    /// From [`InvitationSecret::id`].
    pub id: InvitationId,
    /// The conversation that the patient joins; new.
    pub conversation: ConversationId,
    /// The inviter's sealed [`Card`].
    pub card: ByteBuf,
    /// When it stops working; the relay caps it at 30 days.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub expires: DateTime<Utc>,
}

/// What has become of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationState {
    /// It can be accepted.
    Open,
    /// Somebody accepted it.
    Used,
    /// Its time is over.
    Expired,
}

/// `GET /v1/invitations/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// Whether it can still be accepted.
    pub state: InvitationState,
    /// What the one who accepts becomes.
    pub role: Role,
    /// The inviter's sealed [`Card`]; none where the operator invites.
    pub card: Option<ByteBuf>,
}

/// `POST /v1/invitations/{id}/accept`. The device makes all ids and keys, so
/// that repeating the request after a lost answer is harmless.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptInvitation {
    /// The new account.
    pub account: AccountId,
    /// Its first device.
    pub device: DeviceId,
    /// From [`token_digest`].
    pub token_digest: [u8; 32],
    /// The account's keys.
    pub keys: PublicKeys,
    /// The newcomer's sealed [`Card`] for the inviter; empty where the
    /// operator invites.
    pub card: ByteBuf,
}

impl fmt::Debug for AcceptInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AcceptInvitation({}, {})", self.account, self.device)
    }
}

/// What the relay keeps of a device's token: SHA-256 of a fixed label and the
/// token, so that a stolen database signs nobody in.
#[must_use]
pub fn token_digest(token: &[u8; 32]) -> [u8; 32] {
    Sha256::new_with_prefix(b"holdfast device token 1\0")
        .chain_update(token)
        .finalize()
        .into()
}

/// The relay's yes to [`AcceptInvitation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The relay's time.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub now: DateTime<Utc>,
    /// What the newcomer is.
    pub role: Role,
    /// The conversation joined; none for a therapist, who makes their own.
    pub conversation: Option<ConversationId>,
}
