//! What the relay tells both sides of an escalation, step by step, and of a
//! call list before anybody needs it.
//!
//! Of a list the relay speaks under the id of its proposal, in the words that it
//! has for alarms: [`AlarmStep::Empty`] for a step that nobody can be reached at,
//! and [`AlarmStep::Acknowledged`] by nobody once what it has said of the list
//! holds no longer; what is left is said anew after it. To a device that knows
//! of letters alone, that is news of a letter that it does not have.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ConversationId, EnvelopeId};

/// One piece of news of the alarm that a letter began, or of a proposed list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmNews {
    /// Which conversation.
    pub conversation: ConversationId,
    /// The letter, or check-in, that asked for it; of a list, its proposal.
    pub letter: EnvelopeId,
    /// When it happened.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// What happened.
    pub what: AlarmStep,
}

/// What can happen to an alarm. Added to at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlarmStep {
    /// The letter has reached the relay; the first step is told next.
    Begun,
    /// The way's own server has taken the notice on.
    Told {
        /// Which step, counted from 0.
        step: u16,
        /// Which round, counted from 0.
        round: u16,
        /// The step's name, as agreed.
        name: String,
        /// How.
        way: Way,
    },
    /// The notice could not be handed over in this way.
    Undelivered {
        /// Which step, counted from 0.
        step: u16,
        /// Which round, counted from 0.
        round: u16,
        /// The step's name, as agreed.
        name: String,
        /// How.
        way: Way,
    },
    /// There is no way to reach this step: the next is told at once.
    Empty {
        /// Which step, counted from 0.
        step: u16,
        /// Which round, counted from 0.
        round: u16,
        /// The step's name, as agreed.
        name: String,
    },
    /// Somebody has taken it on: nobody else is told.
    Acknowledged {
        /// Who.
        name: String,
    },
    /// Every round is over, and nobody has answered.
    Unanswered,
}

/// A way to reach somebody. Added to at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Way {
    /// A push message to their browser.
    Push,
    /// An e-mail.
    Mail,
    /// A call of the clinic's own system.
    Webhook,
}
