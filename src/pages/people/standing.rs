//! How far the agreement of a conversation has come.

use chrono::{DateTime, Utc};

use crate::state::{Conversation, Standing};

/// How far an agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementStanding {
    /// Nothing is proposed.
    Nothing,
    /// The first proposal has not reached the relay yet.
    ProposalKept,
    /// The relay did not take the proposal.
    ProposalRefused,
    /// The first proposal waits for a yes.
    Proposed,
    /// Agreed, and it counts from a later moment.
    Starts(DateTime<Utc>),
    /// It counts.
    InForce {
        /// The version.
        version: u32,
        /// When another takes over, if both have agreed to one.
        change: Option<DateTime<Utc>>,
        /// Whether a further proposal waits for a yes.
        proposed: bool,
    },
}

/// How far the agreement of `conversation` has come at `now`.
#[must_use]
pub fn agreement_standing(conversation: &Conversation, now: DateTime<Utc>) -> AgreementStanding {
    let timeline = &conversation.timeline;
    let change = timeline.next_change(now).map(|next| next.from);
    let proposal = conversation.open_proposal();
    if let Some(agreement) = timeline.in_force(now) {
        return AgreementStanding::InForce {
            version: agreement.version(),
            change,
            proposed: proposal.is_some(),
        };
    }
    if let Some(from) = change {
        return AgreementStanding::Starts(from);
    }
    match proposal.map(|entry| &entry.standing) {
        None => AgreementStanding::Nothing,
        Some(Standing::Kept | Standing::OnItsWay) => AgreementStanding::ProposalKept,
        Some(Standing::NeedsYou(_)) => AgreementStanding::ProposalRefused,
        Some(Standing::Arrived(_)) => AgreementStanding::Proposed,
    }
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use super::*;
    use crate::state::Opened;
    use holdfast_protocol::{
        AccountId, ConversationId, EnvelopeId, Proposal, Receipt, Release, Role,
    };
    use holdfast_rhythm::Agreement;

    const ME: AccountId = AccountId::from_bytes([1; 16]);
    const FIRST: &str = r#"{
        "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
        "windows": [{ "days": ["mon"], "opens": "15:00", "closes": "17:00" }]
    }"#;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect(text)
    }

    fn propose(conversation: &mut Conversation, arrived: Option<&str>) {
        conversation.apply(Opened::Proposal {
            id: EnvelopeId::from_bytes([1; 16]),
            from: ME,
            proposal: Proposal {
                document: FIRST.into(),
                proposed: at("2026-11-20T12:00:00Z"),
            },
            receipt: arrived.map(|arrived| Receipt {
                arrived: at(arrived),
                release: Release::Left(at(arrived)),
            }),
        });
    }

    #[test]
    fn from_nothing_to_a_change() {
        let id = ConversationId::from_bytes([7; 16]);
        let mut conversation = Conversation::new(id, ME, Role::Therapist);
        let now = at("2026-11-21T12:00:00Z");
        let standing = |found: &Conversation, now| agreement_standing(found, now);
        assert_eq!(standing(&conversation, now), AgreementStanding::Nothing);
        propose(&mut conversation, None);
        assert_eq!(
            standing(&conversation, now),
            AgreementStanding::ProposalKept
        );
        propose(&mut conversation, Some("2026-11-20T12:00:01Z"));
        assert_eq!(standing(&conversation, now), AgreementStanding::Proposed);

        let first = Agreement::parse(FIRST).expect("an agreement");
        conversation.timeline.accept(first, now);
        let starts = at("2026-11-22T23:00:00Z");
        assert_eq!(
            standing(&conversation, now),
            AgreementStanding::Starts(starts)
        );
        let second = FIRST
            .replace("\"version\": 1", "\"version\": 2")
            .replace("11-23", "12-01");
        let second = Agreement::parse(&second).expect("an agreement");
        conversation
            .timeline
            .accept(second, at("2026-11-24T12:00:00Z"));
        assert_eq!(
            standing(&conversation, at("2026-11-25T12:00:00Z")),
            AgreementStanding::InForce {
                version: 1,
                change: Some(at("2026-11-30T23:00:00Z")),
                proposed: true,
            }
        );
    }
}
