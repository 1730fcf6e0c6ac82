//! How a parcel begins an alarm, and how it ends one.

use super::Case;
use crate::mailbox::{Change, Plan};
use holdfast_protocol::{AlarmNews, AlarmStep, EnvelopeId, Event, Header, Refusal, Release, Role};

impl Case<'_> {
    /// The alarm of a letter that asks for somebody, if it was agreed whom to
    /// tell; without that it is a letter like any other.
    pub(super) fn page(&self, header: &Header) -> Vec<Change> {
        let Some(ladder) = self.facts.agreed.ladder(self.now) else {
            return Vec::new();
        };
        let (conversation, letter) = (header.conversation, header.id);
        let begins = Change::Page {
            conversation,
            writer: header.sender,
            letter,
            arrived: self.now,
            ladder,
        };
        let told = self.facts.members.iter().map(|member| Change::Tell {
            to: member.account,
            event: Event::Alarm(AlarmNews {
                conversation,
                letter,
                at: self.now,
                what: AlarmStep::Begun,
            }),
        });
        core::iter::once(begins).chain(told).collect()
    }

    /// Nobody else is told any more. A letter that this relay does not have,
    /// as after its database was restored, has no alarm either.
    pub(super) fn acknowledge(&self, letter: EnvelopeId) -> Result<Plan, Refusal> {
        if self.facts.role_of(self.origin.account) == Some(Role::Patient) {
            return Err(Refusal::WrongRole);
        }
        Ok(Plan {
            receipt: self.receipt(Release::Left(self.now)),
            about: None,
            changes: vec![Change::Acknowledge { letter }],
        })
    }
}
