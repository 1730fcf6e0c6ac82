//! Whether what the patient sends asks for the agreed ladder.

use crate::state::Conversation;
use chrono::{DateTime, Utc};
use holdfast_protocol::{EnvelopeKind, Noticed, NoticedLevel};
use holdfast_safety::Level;
use holdfast_safety::routing::{Costs, pages};

impl Conversation {
    /// How the patient's words are sealed: as a page where the agreement in
    /// force has a ladder and its costs say that what was noticed is worth a
    /// call, else as `otherwise`.
    #[must_use]
    pub fn kind_for(
        &self,
        noticed: Option<&Noticed>,
        otherwise: EnvelopeKind,
        now: DateTime<Utc>,
    ) -> EnvelopeKind {
        let level = noticed.map_or(Level::None, |noticed| match noticed.level {
            NoticedLevel::Concern => Level::Concern,
            NoticedLevel::Urgent => Level::Urgent,
            NoticedLevel::Emergency => Level::Emergency,
        });
        let agreement = self.timeline.in_force(now);
        let ladder = agreement.and_then(|agreement| agreement.document().escalation.as_ref());
        let asks = ladder.is_some_and(|ladder| {
            let costs = Costs {
                call: ladder.call_cost,
                miss: ladder.miss_cost,
            };
            pages(level, costs)
        });
        if asks { EnvelopeKind::Page } else { otherwise }
    }
}
