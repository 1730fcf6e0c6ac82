//! The ladder as it was agreed when an alarm began.

use holdfast_rhythm::Agreement;
use serde::{Deserialize, Serialize};

/// Whom to tell, in which order. A change of the agreement leaves an alarm that
/// has begun as it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// What the people who are told find the patient by; may be empty.
    pub reference: String,
    /// The agreement's zone: in its time they are told when.
    pub zone: String,
    /// How often the ladder is climbed.
    pub rounds: u16,
    /// Whom to tell, in this order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Who, as both sides call them.
    pub name: String,
    /// Who, in the list of contacts.
    pub contact: String,
    /// How long they have to answer, in minutes.
    pub delay_minutes: u32,
}

impl Ladder {
    /// The ladder of an agreement; none where none is agreed.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Option<Self> {
        let document = agreement.document();
        let escalation = document.escalation.as_ref()?;
        let steps = escalation.steps.iter().map(|step| Step {
            name: step.name.clone(),
            contact: step.contact.clone(),
            delay_minutes: step.delay_minutes,
        });
        Some(Self {
            reference: escalation.reference.clone(),
            zone: document.zone.clone(),
            rounds: u16::try_from(escalation.rounds).unwrap_or(1),
            steps: steps.collect(),
        })
    }

    /// What the steps of a contact are called; none where it has no step.
    #[must_use]
    pub fn name_of(&self, contact: &str) -> Option<&str> {
        let mut steps = self.steps.iter();
        let step = steps.find(|step| step.contact == contact)?;
        Some(&step.name)
    }
}

impl core::fmt::Debug for Ladder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // The reference says who somebody is.
        f.debug_struct("Ladder")
            .field("rounds", &self.rounds)
            .field("steps", &self.steps)
            .finish_non_exhaustive()
    }
}
