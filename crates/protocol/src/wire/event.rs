//! What an account's feed says.

use super::{Receipt, Release};
use crate::{AccountId, AlarmNews, ConversationId, EnvelopeId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// One item of an account's feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedItem {
    /// 1, 2, 3 … for each account, given out when the item becomes visible.
    pub sequence: u64,
    /// What happened.
    pub event: Event,
}

/// What can happen in a feed. Added to at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An envelope for this account, or one that another device of this
    /// account sent.
    Arrived {
        /// An [`crate::Envelope`]'s bytes.
        envelope: ByteBuf,
        /// When it arrived and whether it has left.
        receipt: Receipt,
    },
    /// An envelope that this very device sent: it has the bytes.
    Yours {
        /// The envelope.
        id: EnvelopeId,
        /// When it arrived and whether it has left.
        receipt: Receipt,
    },
    /// The fate of a held reply of this account has changed: it has left, is
    /// held until another hour, or waits for a word.
    Moved {
        /// The held reply.
        id: EnvelopeId,
        /// Its fate now.
        release: Release,
    },
    /// A held reply of this account was taken back or replaced.
    Withdrawn {
        /// The held reply.
        id: EnvelopeId,
    },
    /// Someone accepted this account's invitation.
    Joined {
        /// Which conversation.
        conversation: ConversationId,
        /// Who.
        account: AccountId,
        /// Their sealed [`crate::Card`].
        card: ByteBuf,
    },
    /// A timing has been accepted by both sides.
    Agreed {
        /// Which conversation.
        conversation: ConversationId,
        /// The timing's document.
        timing: String,
        /// When the acceptance reached the relay.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        accepted: DateTime<Utc>,
    },
    /// News of an alarm, in both sides' feeds.
    Alarm(AlarmNews),
}
