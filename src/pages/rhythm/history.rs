//! The versions that were proposed, and what became of each.

use chrono::{DateTime, Utc};
use holdfast_rhythm::Agreement;

use crate::state::{Author, Conversation, ProposalEntry, ProposalState, Standing};

/// One version that was proposed.
#[derive(Debug, Clone, Copy)]
pub struct Chapter<'a> {
    /// What was proposed.
    pub agreement: &'a Agreement,
    /// The version it was to change: the latest one agreed before; none for
    /// the first.
    pub before: Option<&'a Agreement>,
    /// Who proposed it.
    pub author: Author,
    /// When it reached the relay; none while it has not.
    pub proposed: Option<DateTime<Utc>>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It waits for a yes.
    Open,
    /// The yes is said and not yet in force.
    Accepting,
    /// A newer proposal took its place.
    Superseded,
    /// Both sides have agreed.
    Agreed {
        /// When the second side said yes.
        accepted: DateTime<Utc>,
        /// From when on it rules.
        from: DateTime<Utc>,
        /// When another version takes over. One that takes over no later than
        /// `from` leaves it no time to rule.
        until: Option<DateTime<Utc>>,
    },
}

/// Every version proposed that can be read, the latest first.
#[must_use]
pub fn history(conversation: &Conversation) -> Vec<Chapter<'_>> {
    let chapter = |entry| chapter(conversation, entry);
    conversation
        .proposals()
        .iter()
        .rev()
        .filter_map(chapter)
        .collect()
}

fn chapter<'a>(conversation: &'a Conversation, entry: &'a ProposalEntry) -> Option<Chapter<'a>> {
    let agreement = entry.agreement.as_ref().ok()?;
    let version = agreement.version();
    let versions = || conversation.timeline.versions();
    let fate = match entry.state {
        ProposalState::Open => Fate::Open,
        ProposalState::Accepting => Fate::Accepting,
        ProposalState::Superseded => Fate::Superseded,
        ProposalState::Accepted(accepted) => {
            let ruling = versions().find(|there| there.agreement.version() == version)?;
            Fate::Agreed {
                accepted,
                from: ruling.from,
                until: versions()
                    .filter(|there| there.agreement.version() > version)
                    .map(|there| there.from)
                    .min(),
            }
        }
    };
    Some(Chapter {
        agreement,
        before: versions()
            .filter(|there| there.agreement.version() < version)
            .last()
            .map(|there| &there.agreement),
        author: entry.author,
        proposed: match &entry.standing {
            Standing::Arrived(receipt) => Some(receipt.arrived),
            _ => None,
        },
        fate,
    })
}
