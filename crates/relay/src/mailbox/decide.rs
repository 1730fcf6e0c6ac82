//! What an accepted parcel changes, and what the release of a reply changes.

use super::{
    Agreed, Ask, Change, Facts, Fate, Held, Hold, Kept, Origin, Parcel, Plan, Sealed,
    moment::{after, moment},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AccountId, AlarmNews, AlarmStep, EnvelopeId, EnvelopeKind, Event, Header, Receipt, Refusal,
    Release, Role, SignedTiming,
};

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

/// What changes for a held reply because it is `now`, a [`moment`] of its own:
/// it leaves when its hour has come, and what had no window gets one that has
/// come within reach.
#[must_use]
pub fn look_again(
    now: DateTime<Utc>,
    held: &Held,
    agreed: &Agreed,
    readers: impl Iterator<Item = AccountId>,
) -> Vec<Change> {
    let fate = match held.hold {
        Hold::Until(hour) if hour > now => Fate::Held(held.hold),
        Hold::Until(_) | Hold::NoWindow => agreed.release(now),
        Hold::TheyWroteSince => Fate::Held(held.hold),
    };
    settle(held, fate, readers)
}

/// Gives a held reply a new fate, if it is a new one.
fn settle(held: &Held, fate: Fate, readers: impl Iterator<Item = AccountId>) -> Vec<Change> {
    match fate {
        Fate::Held(hold) if hold == held.hold => Vec::new(),
        Fate::Held(_) | Fate::Withdrawn => vec![moved(held, fate)],
        Fate::Left(at) => leave(held, fate, Release::Left(at), readers),
        Fate::LeftOutside(at) => leave(held, fate, Release::LeftOutside(at), readers),
    }
}

const fn moved(held: &Held, fate: Fate) -> Change {
    Change::Move {
        writer: held.writer,
        id: held.id,
        fate,
    }
}

/// The changes by which a held reply reaches `readers`.
fn leave(
    held: &Held,
    fate: Fate,
    release: Release,
    readers: impl Iterator<Item = AccountId>,
) -> Vec<Change> {
    let moved = moved(held, fate);
    let receipt = Receipt {
        arrived: held.arrived,
        release,
    };
    let shown = readers.map(|to| Change::Show {
        to,
        writer: held.writer,
        id: held.id,
        receipt,
    });
    core::iter::once(moved).chain(shown).collect()
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

    /// The alarm of a letter that asks for somebody, if it was agreed whom to
    /// tell; without that it is a letter like any other.
    fn page(&self, header: &Header) -> Vec<Change> {
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
    fn acknowledge(&self, letter: EnvelopeId) -> Result<Plan, Refusal> {
        if self.facts.role_of(self.origin.account) == Some(Role::Patient) {
            return Err(Refusal::WrongRole);
        }
        Ok(Plan {
            receipt: self.receipt(Release::Left(self.now)),
            about: None,
            changes: vec![Change::Acknowledge { letter }],
        })
    }

    fn propose(&self, sealed: Sealed, timing: SignedTiming) -> Result<Plan, Refusal> {
        self.only(Role::Therapist)?;
        self.facts.agreed.check(&timing.document, self.now)?;
        let conversation = sealed.header.conversation;
        let mut plan = self.keep(sealed, Fate::Left(self.now));
        plan.changes.push(Change::Propose {
            conversation,
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

    fn replace(&self, held: EnvelopeId, sealed: Sealed) -> Result<Plan, Refusal> {
        self.role()?;
        let old = self.held(held)?;
        let fate = if self.unheard(old) {
            Fate::Held(old.hold)
        } else {
            self.reply()
        };
        let mut plan = self.keep(sealed, fate);
        plan.changes.insert(0, moved(old, Fate::Withdrawn));
        Ok(plan)
    }

    fn withdraw(&self, held: EnvelopeId) -> Result<Plan, Refusal> {
        let old = self.held(held)?;
        Ok(Plan {
            receipt: self.receipt(Release::Left(self.now)),
            about: None,
            changes: vec![moved(old, Fate::Withdrawn)],
        })
    }

    fn send_regardless(&self, held: EnvelopeId) -> Result<Plan, Refusal> {
        let old = self.held(held)?;
        let unheard = self.unheard(old);
        let fate = match old.hold {
            Hold::Until(_) => Fate::Held(old.hold),
            Hold::TheyWroteSince if unheard => Fate::Held(old.hold),
            Hold::TheyWroteSince | Hold::NoWindow => self.facts.agreed.release(self.now),
        };
        Ok(Plan {
            receipt: self.receipt(fate.release().unwrap_or(old.hold.into())),
            about: Some(old.id),
            // Its writer believes it on its way: their feed says again that it waits.
            changes: if unheard {
                vec![moved(old, fate)]
            } else {
                self.settle(old, fate)
            },
        })
    }

    /// Hands a reply on whatever the windows say; outside them it stays marked
    /// as an override for ever.
    ///
    /// It waits for no word, though the patient has written what its writer had
    /// not heard. An override is about this very hour (somebody is not safe, a
    /// session today is off), and a patient in distress writes again and again:
    /// each letter would stop what is meant to help. Nor would anybody look:
    /// nothing alerts a therapist outside the windows (product rule 9), so one
    /// who has decided to step out of them and closed the app would believe it
    /// delivered, while it lay here until the next window. The reply in whose
    /// place it comes may itself wait for a word: this is the word. Everything
    /// else that is held stays as it is.
    fn send_outside(
        &self,
        sealed: Sealed,
        instead_of: Option<EnvelopeId>,
    ) -> Result<Plan, Refusal> {
        self.only(Role::Therapist)?;
        let old = instead_of.map(|held| self.held(held)).transpose()?;
        let fate = match self.facts.agreed.release(self.now) {
            Fate::Left(at) => Fate::Left(at),
            Fate::LeftOutside(_) | Fate::Held(_) | Fate::Withdrawn => Fate::LeftOutside(self.now),
        };
        let mut plan = self.keep(sealed, fate);
        if let Some(old) = old {
            plan.changes.insert(0, moved(old, Fate::Withdrawn));
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

    /// What becomes of a reply that arrives now. One that was written before
    /// its device had heard of a letter that is here already must not overtake
    /// it either: in a window as outside, it waits for its writer's word.
    /// Without a rhythm there is nothing for it to overtake.
    fn reply(&self) -> Fate {
        let unheard = self.facts.they_wrote > self.origin.cursor;
        if unheard && self.facts.agreed.rules(self.now) {
            Fate::Held(Hold::TheyWroteSince)
        } else {
            self.facts.agreed.release(self.now)
        }
    }

    /// A cheerful answer must not overtake bad news: what the other side still
    /// has waiting now waits for their word. What waits for it already is moved
    /// again, so that a word given to the letters before does not count for
    /// this one.
    fn they_wrote(&self) -> impl Iterator<Item = Change> {
        let waits = Fate::Held(Hold::TheyWroteSince);
        self.facts.held.iter().map(move |held| moved(held, waits))
    }

    /// Whether the device does not know yet that they have written: the word
    /// that the reply waits for cannot have been given then.
    fn unheard(&self, held: &Held) -> bool {
        held.hold == Hold::TheyWroteSince && held.told > self.origin.cursor
    }

    fn settle(&self, held: &Held, fate: Fate) -> Vec<Change> {
        settle(held, fate, self.facts.others(held.writer))
    }

    fn held(&self, id: EnvelopeId) -> Result<&Held, Refusal> {
        let held = self.facts.held_by(self.origin.account, id);
        held.ok_or(Refusal::NotHeld)
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
