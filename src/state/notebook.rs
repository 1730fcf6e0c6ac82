//! Small records that only this device has, sealed for the account at rest.

use chrono::{DateTime, Utc};
use holdfast_protocol::{Card, ConversationId, EnvelopeId, InvitationSecret};
use holdfast_rhythm::Promise;
use serde::{Deserialize, Serialize};

/// What notes are sealed for.
pub const NOTE_PURPOSE: &str = "note";

/// What this device knows of a conversation's other side.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Folder {
    /// An invitation was made; nobody has come yet.
    Invited {
        /// The conversation that the newcomer will join.
        conversation: ConversationId,
        /// The invitation's secret, to open the newcomer's card with.
        secret: [u8; InvitationSecret::LENGTH],
        /// The inviter's own words for whom it is.
        label: String,
        /// Whether the relay has it.
        confirmed: bool,
    },
    /// The other side is known.
    Met {
        /// Who they are, as they proved it.
        card: Card,
    },
}

impl Folder {
    /// Which conversation it is about.
    #[must_use]
    pub fn conversation(&self) -> ConversationId {
        match self {
            Self::Invited { conversation, .. } => *conversation,
            Self::Met { card } => card.conversation,
        }
    }
}

impl core::fmt::Debug for Folder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Folder({})", self.conversation())
    }
}

/// What a draft is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DraftOf {
    /// The next letter of a conversation.
    Letter(ConversationId),
    /// Other words for a held reply.
    Change(EnvelopeId),
    /// The next version of a conversation's agreement.
    Agreement(ConversationId),
    /// The answers to a conversation's check-ins that are open.
    CheckIn(ConversationId),
    /// The next version of a conversation's plan.
    Plan(ConversationId),
    /// What lies beside the letters of a conversation, one on each line, in one
    /// note so that its key does not tell what: the rules that are quiet for the
    /// next letter ([`crate::state::quiet_line`]), and numbers that did not work
    /// ([`crate::state::Unworking`]).
    Beside(ConversationId),
    /// What of a conversation is to be looked at again: see
    /// [`crate::state::unlooked`].
    Unlooked(ConversationId),
}

/// The records of this device, by what they are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Note {
    /// A [`Folder`].
    Folder(ConversationId),
    /// A draft's text.
    Draft(DraftOf),
    /// The [`Promise`] given anew in a conversation when a promised window
    /// closed at this instant without an answer.
    Renewal(ConversationId, DateTime<Utc>),
    /// The [`crate::state::Beyond`] of a conversation's tail.
    Beyond(ConversationId),
    /// How far this device's clock is from the relay's, in milliseconds.
    ClockOffset,
    /// When the relay was last reached with nothing left to fetch, by its
    /// clock, in milliseconds since 1970.
    LastReached,
    /// There while the relay does not know this device any more.
    SignedOut,
}

impl Note {
    /// The key that the record has in the browser's database.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Folder(conversation) => format!("folder/{conversation}"),
            Self::Draft(DraftOf::Letter(conversation)) => format!("draft/{conversation}"),
            Self::Draft(DraftOf::Change(held)) => format!("change/{held}"),
            Self::Draft(DraftOf::Agreement(conversation)) => format!("agreement/{conversation}"),
            Self::Draft(DraftOf::CheckIn(conversation)) => format!("check-in/{conversation}"),
            Self::Draft(DraftOf::Plan(conversation)) => format!("plan/{conversation}"),
            Self::Draft(DraftOf::Beside(conversation)) => format!("beside/{conversation}"),
            Self::Draft(DraftOf::Unlooked(conversation)) => format!("unlooked/{conversation}"),
            Self::Renewal(conversation, closed) => {
                format!("renewal/{conversation}/{}", closed.timestamp_millis())
            }
            Self::Beyond(conversation) => format!("beyond/{conversation}"),
            Self::ClockOffset => "clock-offset".into(),
            Self::LastReached => "last-reached".into(),
            Self::SignedOut => "signed-out".into(),
        }
    }

    /// Reads a key back; `None` for one that this build does not know.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key.split_once('/') {
            Some(("folder", id)) => Some(Self::Folder(id.parse().ok()?)),
            Some(("draft", id)) => Some(Self::Draft(DraftOf::Letter(id.parse().ok()?))),
            Some(("change", id)) => Some(Self::Draft(DraftOf::Change(id.parse().ok()?))),
            Some(("agreement", id)) => Some(Self::Draft(DraftOf::Agreement(id.parse().ok()?))),
            Some(("plan", id)) => Some(Self::Draft(DraftOf::Plan(id.parse().ok()?))),
            Some(("beside", id)) => Some(Self::Draft(DraftOf::Beside(id.parse().ok()?))),
            Some(("unlooked", id)) => Some(Self::Draft(DraftOf::Unlooked(id.parse().ok()?))),
            Some(("check-in", id)) => Some(Self::Draft(DraftOf::CheckIn(id.parse().ok()?))),
            Some(("beyond", id)) => Some(Self::Beyond(id.parse().ok()?)),
            Some(("renewal", rest)) => {
                let (conversation, closed) = rest.split_once('/')?;
                let closed = DateTime::from_timestamp_millis(closed.parse().ok()?)?;
                Some(Self::Renewal(conversation.parse().ok()?, closed))
            }
            None if key == "clock-offset" => Some(Self::ClockOffset),
            None if key == "last-reached" => Some(Self::LastReached),
            None if key == "signed-out" => Some(Self::SignedOut),
            _ => None,
        }
    }

    /// What a promise record holds; named here so that reader and writer
    /// cannot part ways.
    #[must_use]
    pub fn read_promise(bytes: &[u8]) -> Option<Promise> {
        holdfast_protocol::decode(bytes, "a promise").ok()
    }
}
