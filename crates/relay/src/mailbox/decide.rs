//! What an accepted parcel changes.

mod alarm;
mod holding;
mod leaving;

pub use leaving::look_again;

use super::{
    Agreed, Ask, Change, Facts, Fate, Hold, Kept, Origin, Parcel, Plan, Sealed,
    moment::{after, moment},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{EnvelopeKind, Event, Receipt, Refusal, Release, Role, SignedTiming};

/// Decides what `parcel` of `origin`, arriving at `now`, does; where something
/// else has happened at that very instant, a moment after it.
///
/// # Errors
/// The refusal, where the rules do not allow it.
pub fn decide(
    now: DateTime<Utc>,
    origin: Origin,
    parcel: Parcel,
    facts: &Facts,
) -> Result<Plan, Refusal> {
    let now = moment(now, facts.last);
    let case = Case { now, origin, facts };
    match parcel.ask {
        Ask::Send(sealed) => case.send(sealed),
        Ask::Propose(sealed, timing) => case.propose(sealed, timing),
        Ask::Accept(sealed, timing) => case.accept(sealed, timing),
        Ask::Replace(held, sealed) => case.replace(held, sealed),
        Ask::Withdraw(held) => case.withdraw(held),
        Ask::SendRegardless(held) => case.send_regardless(held),
        Ask::SendOutside(sealed, instead_of) => case.send_outside(sealed, instead_of),
        Ask::Acknowledge(letter) => case.acknowledge(letter),
    }
}

/// One parcel before the rules.
struct Case<'a> {
    now: DateTime<Utc>,
    origin: Origin,
    facts: &'a Facts,
}

impl Case<'_> {
    fn send(&self, sealed: Sealed) -> Result<Plan, Refusal> {
        let role = self.role()?;
        let letter = sealed.header.kind.is_letter();
        if role == Role::Therapist && sealed.header.kind == EnvelopeKind::Page {
            return Err(Refusal::NotAnEnvelope);
        }
        let fate = match role {
            Role::Therapist if letter => self.reply(),
            Role::Therapist | Role::Patient => Fate::Left(self.now),
        };
        let header = sealed.header;
        let mut plan = self.keep(sealed, fate);
        if letter && role == Role::Patient {
            plan.changes.extend(self.they_wrote());
        }
        if header.kind == EnvelopeKind::Page {
            plan.changes.extend(self.page(&header));
        }
        Ok(plan)
    }

    fn propose(&self, sealed: Sealed, timing: SignedTiming) -> Result<Plan, Refusal> {
        self.only(Role::Therapist)?;
        self.facts.agreed.check(&timing.document, self.now)?;
        let (conversation, proposal) = (sealed.header.conversation, sealed.header.id);
        let mut plan = self.keep(sealed, Fate::Left(self.now));
        plan.changes.push(Change::Propose {
            conversation,
            proposal,
            timing,
        });
        Ok(plan)
    }

    fn accept(&self, sealed: Sealed, timing: SignedTiming) -> Result<Plan, Refusal> {
        self.only(Role::Patient)?;
        if self.facts.proposed.as_ref() != Some(&timing.document) {
            return Err(Refusal::NoSuchProposal);
        }
        let mut agreed = Agreed::clone(&self.facts.agreed);
        agreed
            .accept(&timing.document, self.now)
            .map_err(|_| Refusal::NoSuchProposal)?;

        let conversation = sealed.header.conversation;
        let document = timing.document.clone();
        let mut plan = self.keep(sealed, Fate::Left(self.now));
        plan.changes.push(Change::Agree {
            conversation,
            timing,
            accepted: self.now,
        });
        let told = self.facts.members.iter().map(|member| Change::Tell {
            to: member.account,
            event: Event::Agreed {
                conversation,
                timing: document.clone(),
                accepted: self.now,
            },
        });
        plan.changes.extend(told);
        // The next window may be another one now.
        let mut now = self.now;
        for held in &self.facts.held {
            if held.hold != Hold::TheyWroteSince {
                now = after(now);
                let fate = agreed.release(now);
                plan.changes.extend(self.settle(held, fate));
            }
        }
        Ok(plan)
    }

    /// Stores an envelope and shows it to whom it is visible.
    fn keep(&self, sealed: Sealed, fate: Fate) -> Plan {
        let header = sealed.header;
        let receipt = self.receipt(fate.release().unwrap_or(Release::Left(self.now)));
        let left = receipt.release.left().is_some() && header.kind != EnvelopeKind::Own;
        let readers = self.facts.others(header.sender).filter(|_| left);
        let shown = core::iter::once(header.sender).chain(readers);
        let shown = shown.map(|to| Change::Show {
            to,
            writer: header.sender,
            id: header.id,
            receipt,
        });
        let kept = Change::Keep(Kept {
            sealed,
            device: self.origin.device,
            arrived: self.now,
            fate,
        });
        Plan {
            receipt,
            about: Some(header.id),
            changes: core::iter::once(kept).chain(shown).collect(),
        }
    }

    fn role(&self) -> Result<Role, Refusal> {
        let role = self.facts.role_of(self.origin.account);
        role.ok_or(Refusal::NotAMember)
    }

    fn only(&self, wanted: Role) -> Result<(), Refusal> {
        if self.role()? == wanted {
            Ok(())
        } else {
            Err(Refusal::WrongRole)
        }
    }

    const fn receipt(&self, release: Release) -> Receipt {
        Receipt {
            arrived: self.now,
            release,
        }
    }
}
