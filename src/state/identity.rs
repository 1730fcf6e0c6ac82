//! Who this device is: kept in the browser's database and nowhere else.

use holdfast_protocol::{AccountId, ConversationId, DeviceId, InvitationSecret, Role};
use holdfast_seal::{AccountKeys, KeysError};
use serde::{Deserialize, Serialize};

/// The account on this device, with its secrets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The account.
    pub account: AccountId,
    /// This device.
    pub device: DeviceId,
    /// What the relay knows this device by.
    pub token: [u8; 32],
    /// The account's secret keys: signing, then sealing.
    secrets: ([u8; 32], [u8; 32]),
    /// Patient or therapist.
    pub role: Role,
    /// The name to be called by.
    pub name: String,
    /// The conversation of a patient; a therapist has many.
    pub home: Option<ConversationId>,
}

impl Identity {
    /// A new identity.
    #[must_use]
    pub fn new(
        account: AccountId,
        device: DeviceId,
        token: [u8; 32],
        keys: &AccountKeys,
        role: Role,
        name: String,
        home: Option<ConversationId>,
    ) -> Self {
        let secret = keys.to_secret_bytes();
        let mut secrets = ([0; 32], [0; 32]);
        secrets.0.copy_from_slice(&secret[..32]);
        secrets.1.copy_from_slice(&secret[32..]);
        Self {
            account,
            device,
            token,
            secrets,
            role,
            name,
            home,
        }
    }

    /// The account's keys.
    ///
    /// # Errors
    /// When what was stored is no key pair.
    pub fn keys(&self) -> Result<AccountKeys, KeysError> {
        let mut secret = [0; 64];
        secret[..32].copy_from_slice(&self.secrets.0);
        secret[32..].copy_from_slice(&self.secrets.1);
        AccountKeys::from_secret_bytes(&secret)
    }
}

impl core::fmt::Debug for Identity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Identity({}, {:?})", self.account, self.role)
    }
}

/// A join under way: stored before the relay is asked, so that a lost answer
/// can be asked for again without making a second person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// Who joins.
    pub identity: Identity,
    /// The invitation's secret.
    secret: [u8; InvitationSecret::LENGTH],
    /// The secret of an invitation to make next, in a demonstration.
    onward: Option<[u8; InvitationSecret::LENGTH]>,
    /// The inviter's opened card; none where the operator invited.
    pub inviter: Option<holdfast_protocol::Card>,
}

impl Joining {
    /// A join by this link.
    #[must_use]
    pub fn new(
        identity: Identity,
        link: &holdfast_protocol::Link,
        inviter: Option<holdfast_protocol::Card>,
    ) -> Self {
        Self {
            identity,
            secret: *link.secret.as_bytes(),
            onward: link.onward.as_ref().map(|onward| *onward.as_bytes()),
            inviter,
        }
    }

    /// The invitation's secret.
    #[must_use]
    pub fn secret(&self) -> InvitationSecret {
        InvitationSecret::from_bytes(self.secret)
    }

    /// The secret of an invitation to make next.
    #[must_use]
    pub fn onward(&self) -> Option<InvitationSecret> {
        self.onward.map(InvitationSecret::from_bytes)
    }
}

impl core::fmt::Debug for Joining {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Joining({:?})", self.identity)
    }
}
