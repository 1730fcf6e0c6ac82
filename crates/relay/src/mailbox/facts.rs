//! What the rules need to know to decide.

use super::Agreed;
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, DeviceId, EnvelopeId, HoldReason, Release, Role};
use std::sync::Arc;

/// Who submits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The account.
    pub account: AccountId,
    /// Which of its devices.
    pub device: DeviceId,
    /// How much of the account's feed this device had stored when it asked.
    pub cursor: u64,
}

/// What a store knows about the conversation that a parcel belongs to.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Everyone in it; nobody where there is no such conversation.
    pub members: Vec<Member>,
    /// The timings that both sides accepted.
    pub agreed: Arc<Agreed>,
    /// The document of the proposal that waits for an answer.
    pub proposed: Option<String>,
    /// Every reply held in it, oldest first.
    pub held: Vec<Held>,
    /// The sequence in the feed of whoever submits at which the latest letter
    /// of a patient in it appeared; 0 where none has.
    pub they_wrote: u64,
    /// When anything in it last arrived or left; none where nothing has.
    pub last: Option<DateTime<Utc>>,
}

impl Facts {
    /// What `account` is in the conversation.
    #[must_use]
    pub fn role_of(&self, account: AccountId) -> Option<Role> {
        let member = self.members.iter().find(|member| member.account == account);
        member.map(|member| member.role)
    }

    /// Everyone but `account`.
    pub fn others(&self, account: AccountId) -> impl Iterator<Item = AccountId> {
        let accounts = self.members.iter().map(|member| member.account);
        accounts.filter(move |other| *other != account)
    }

    /// The held reply that `writer` knows by `id`.
    #[must_use]
    pub fn held_by(&self, writer: AccountId, id: EnvelopeId) -> Option<&Held> {
        let mut held = self.held.iter();
        held.find(|held| held.writer == writer && held.id == id)
    }
}

/// Someone in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Their account.
    pub account: AccountId,
    /// What they are in it.
    pub role: Role,
}

/// A reply that the relay has and nobody may read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Who wrote it.
    pub writer: AccountId,
    /// The envelope.
    pub id: EnvelopeId,
    /// When it reached the relay.
    pub arrived: DateTime<Utc>,
    /// Until when, or for what, it waits.
    pub hold: Hold,
    /// The sequence in the writer's feed that last spoke of it.
    pub told: u64,
}

/// Until when, or for what, a reply waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// For a window.
    Until(DateTime<Utc>),
    /// For its writer's word, because the other side has written since.
    TheyWroteSince,
    /// For an agreement that has a window within reach.
    NoWindow,
}

impl From<Hold> for Release {
    fn from(hold: Hold) -> Self {
        match hold {
            Hold::Until(hour) => Self::HeldUntil(hour),
            Hold::TheyWroteSince => Self::Waits(HoldReason::TheyWroteSince),
            Hold::NoWindow => Self::Waits(HoldReason::NoWindowWithinReach),
        }
    }
}
