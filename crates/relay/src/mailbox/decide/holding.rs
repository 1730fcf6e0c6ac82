//! What becomes of replies: which are held, and what is done with those.

use super::{
    Case,
    leaving::{moved, settle},
};
use crate::mailbox::{Change, Fate, Held, Hold, Plan, Sealed};
use holdfast_protocol::{EnvelopeId, Refusal, Release, Role};

impl Case<'_> {
    pub(super) fn replace(&self, held: EnvelopeId, sealed: Sealed) -> Result<Plan, Refusal> {
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

    pub(super) fn withdraw(&self, held: EnvelopeId) -> Result<Plan, Refusal> {
        let old = self.held(held)?;
        Ok(Plan {
            receipt: self.receipt(Release::Left(self.now)),
            about: None,
            changes: vec![moved(old, Fate::Withdrawn)],
        })
    }

    pub(super) fn send_regardless(&self, held: EnvelopeId) -> Result<Plan, Refusal> {
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
    pub(super) fn send_outside(
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

    /// What becomes of a reply that arrives now. One that was written before
    /// its device had heard of a letter that is here already must not overtake
    /// it either: in a window as outside, it waits for its writer's word.
    /// Without a rhythm there is nothing for it to overtake.
    pub(super) fn reply(&self) -> Fate {
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
    pub(super) fn they_wrote(&self) -> impl Iterator<Item = Change> {
        let waits = Fate::Held(Hold::TheyWroteSince);
        self.facts.held.iter().map(move |held| moved(held, waits))
    }

    /// Whether the device does not know yet that they have written: the word
    /// that the reply waits for cannot have been given then.
    fn unheard(&self, held: &Held) -> bool {
        held.hold == Hold::TheyWroteSince && held.told > self.origin.cursor
    }

    pub(super) fn settle(&self, held: &Held, fate: Fate) -> Vec<Change> {
        settle(held, fate, self.facts.others(held.writer))
    }

    fn held(&self, id: EnvelopeId) -> Result<&Held, Refusal> {
        let held = self.facts.held_by(self.origin.account, id);
        held.ok_or(Refusal::NotHeld)
    }
}
