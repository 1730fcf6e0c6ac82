//! Someone on the other side of a conversation.

use holdfast_protocol::{AccountId, Card, PublicKeys, Role, tidy_name};
use holdfast_rhythm::{Tz, parse_zone};

/// Someone whose keys an invitation has proven.
#[derive(Clone, PartialEq)]
pub struct Person {
    /// Their account.
    pub account: AccountId,
    /// Their keys.
    pub keys: PublicKeys,
    /// Patient or therapist.
    pub role: Role,
    /// The name to be called by.
    pub name: String,
    /// Their zone; UTC where their device named one that we do not know.
    pub zone: Tz,
}

impl From<Card> for Person {
    fn from(card: Card) -> Self {
        Self {
            account: card.account,
            keys: card.keys,
            role: card.role,
            zone: parse_zone(&card.zone).unwrap_or(Tz::UTC),
            name: tidy_name(&card.name),
        }
    }
}

impl core::fmt::Debug for Person {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Person({}, {:?})", self.account, self.role)
    }
}
