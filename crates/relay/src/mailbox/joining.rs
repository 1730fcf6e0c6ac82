//! The rules of invitations, without I/O.

use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    AcceptInvitation, AccountId, ConversationId, CreateInvitation, DeviceId, InvitationState,
    InvitationView, RelayError, Role,
};

/// The longest that an invitation works.
pub const INVITATION_DAYS_MAX: i64 = 30;

/// Bytes of the largest sealed card that the relay keeps.
pub const CARD_BYTES_MAX: usize = 16 * 1024;

/// An invitation as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What the one who accepts becomes.
    pub role: Role,
    /// Who invites.
    pub from: Inviter,
    /// When it stops working.
    pub expires: DateTime<Utc>,
    /// Who accepted it.
    pub acceptance: Option<Acceptance>,
}

/// Who invites, and to what.
#[derive(Clone, PartialEq, Eq)]
pub enum Inviter {
    /// The operator, to an account of one's own.
    Operator,
    /// A therapist, to a conversation.
    Therapist {
        /// Their account.
        account: AccountId,
        /// The conversation to join.
        conversation: ConversationId,
        /// Their sealed card.
        card: Vec<u8>,
    },
}

impl core::fmt::Debug for Inviter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Operator => f.write_str("Operator"),
            Self::Therapist { account, .. } => write!(f, "Therapist({account})"),
        }
    }
}

impl Invitation {
    fn is_from(&self, therapist: AccountId, place: ConversationId) -> bool {
        matches!(
            self.from,
            Inviter::Therapist { account, conversation, .. }
                if account == therapist && conversation == place
        )
    }
}

/// Who accepted an invitation, and with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptance {
    /// The account that it made.
    pub account: AccountId,
    /// Its first device.
    pub device: DeviceId,
    /// The digest of the device's token.
    pub token_digest: [u8; 32],
}

impl From<&AcceptInvitation> for Acceptance {
    fn from(request: &AcceptInvitation) -> Self {
        Self {
            account: request.account,
            device: request.device,
            token_digest: request.token_digest,
        }
    }
}

/// What a request asks of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<T> {
    /// It was done before; nothing is to be written.
    Again,
    /// It is new; this is to be written.
    New(T),
}

/// Whether `account` may invite a patient; `known` is what the id stands for
/// so far, `inhabited` whether the conversation has members, or another
/// therapist invites to it.
///
/// # Errors
/// [`RelayError::NotAllowed`] for a patient and for a conversation that has
/// members or is another's, [`RelayError::AlreadyUsed`] for an id that stands for something
/// else, [`RelayError::TooLarge`] for a card beyond [`CARD_BYTES_MAX`].
pub fn invite(
    now: DateTime<Utc>,
    (account, role): (AccountId, Role),
    known: Option<&Invitation>,
    inhabited: bool,
    request: CreateInvitation,
) -> Result<Step<Invitation>, RelayError> {
    if role != Role::Therapist {
        return Err(RelayError::NotAllowed);
    }
    if request.card.len() > CARD_BYTES_MAX {
        return Err(RelayError::TooLarge);
    }
    let from = Inviter::Therapist {
        account,
        conversation: request.conversation,
        card: request.card.into_vec(),
    };
    match known {
        // The card is sealed anew at each try; the first one stands.
        Some(known) if known.is_from(account, request.conversation) => Ok(Step::Again),
        Some(_) => Err(RelayError::AlreadyUsed),
        None if inhabited => Err(RelayError::NotAllowed),
        None => Ok(Step::New(Invitation {
            role: Role::Patient,
            from,
            expires: request
                .expires
                .min(now + TimeDelta::days(INVITATION_DAYS_MAX)),
            acceptance: None,
        })),
    }
}

/// What anybody who knows the id may see of an invitation.
#[must_use]
pub fn view(now: DateTime<Utc>, invitation: &Invitation) -> InvitationView {
    InvitationView {
        state: match invitation.acceptance {
            Some(_) => InvitationState::Used,
            None if invitation.expires <= now => InvitationState::Expired,
            None => InvitationState::Open,
        },
        role: invitation.role,
        card: match &invitation.from {
            Inviter::Operator => None,
            Inviter::Therapist { card, .. } => Some(card.clone().into()),
        },
    }
}

/// Whether `request` makes an account; `taken` says whether its account,
/// device or token exists, `inhabited` whether the invitation's conversation
/// has members, who then are its two.
///
/// # Errors
/// [`RelayError::AlreadyUsed`] also for another invitation to a conversation
/// that has its members, [`RelayError::Expired`],
/// [`RelayError::NotAllowed`] for ids that are taken,
/// [`RelayError::TooLarge`] for a card beyond [`CARD_BYTES_MAX`].
pub fn accept(
    now: DateTime<Utc>,
    invitation: &Invitation,
    taken: bool,
    inhabited: bool,
    request: &AcceptInvitation,
) -> Result<Step<Acceptance>, RelayError> {
    let acceptance = Acceptance::from(request);
    match invitation.acceptance {
        Some(earlier) if earlier == acceptance => Ok(Step::Again),
        Some(_) => Err(RelayError::AlreadyUsed),
        None if invitation.expires <= now => Err(RelayError::Expired),
        None if inhabited => Err(RelayError::AlreadyUsed),
        None if request.card.len() > CARD_BYTES_MAX => Err(RelayError::TooLarge),
        None if taken => Err(RelayError::NotAllowed),
        None => Ok(Step::New(acceptance)),
    }
}
