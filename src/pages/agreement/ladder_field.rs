//! The fields of the form's call list.

use super::escalation_form::EscalationForm;
use holdfast_rhythm::STEPS_MAX;

/// A field of the call list; numbers count the steps from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LadderField {
    /// The steps as a whole.
    Steps,
    /// A step's name.
    Name(usize),
    /// Its contact.
    Contact(usize),
    /// Its delay.
    Delay(usize),
    /// The reference.
    Reference,
    /// How often.
    Rounds,
    /// What a call costs.
    CallCost,
    /// What a miss costs.
    MissCost,
}

impl LadderField {
    /// Where it stands, from the top.
    #[must_use]
    pub const fn place(self) -> usize {
        match self {
            Self::Steps => 0,
            Self::Name(step) | Self::Contact(step) | Self::Delay(step) => 1 + step,
            Self::Reference => 1 + STEPS_MAX,
            Self::Rounds => 2 + STEPS_MAX,
            Self::CallCost => 3 + STEPS_MAX,
            Self::MissCost => 4 + STEPS_MAX,
        }
    }

    /// The id of the element that it is typed into.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Steps => "ladder-title".to_owned(),
            Self::Name(step) => format!("ladder-{step}-name"),
            Self::Contact(step) => format!("ladder-{step}-contact"),
            Self::Delay(step) => format!("ladder-{step}-delay"),
            Self::Reference => "ladder-reference".to_owned(),
            Self::Rounds => "ladder-rounds".to_owned(),
            Self::CallCost => "ladder-call-cost".to_owned(),
            Self::MissCost => "ladder-miss-cost".to_owned(),
        }
    }

    /// The field of a JSON path within `escalation`, such as `steps[0].name`,
    /// taken apart.
    #[must_use]
    pub fn of_path(list: &str, index: usize, part: &str) -> Self {
        match (list, part) {
            ("escalation.steps", ".name") => Self::Name(index),
            ("escalation.steps", ".contact") => Self::Contact(index),
            ("escalation.steps", ".delay_minutes") => Self::Delay(index),
            ("escalation.reference", _) => Self::Reference,
            ("escalation.rounds", _) => Self::Rounds,
            ("escalation.call_cost", _) => Self::CallCost,
            ("escalation.miss_cost", _) => Self::MissCost,
            _ => Self::Steps,
        }
    }
}

impl EscalationForm {
    pub(super) fn typed(&self, field: LadderField) -> Option<&String> {
        match field {
            LadderField::Steps => None,
            LadderField::Name(step) => self.steps.get(step).map(|step| &step.name),
            LadderField::Contact(step) => self.steps.get(step).map(|step| &step.contact),
            LadderField::Delay(step) => self.steps.get(step).map(|step| &step.delay),
            LadderField::Reference => Some(&self.reference),
            LadderField::Rounds => Some(&self.rounds),
            LadderField::CallCost => Some(&self.call_cost),
            LadderField::MissCost => Some(&self.miss_cost),
        }
    }

    pub(super) fn spot(&mut self, field: LadderField) -> Option<&mut String> {
        match field {
            LadderField::Steps => None,
            LadderField::Name(step) => self.steps.get_mut(step).map(|step| &mut step.name),
            LadderField::Contact(step) => self.steps.get_mut(step).map(|step| &mut step.contact),
            LadderField::Delay(step) => self.steps.get_mut(step).map(|step| &mut step.delay),
            LadderField::Reference => Some(&mut self.reference),
            LadderField::Rounds => Some(&mut self.rounds),
            LadderField::CallCost => Some(&mut self.call_cost),
            LadderField::MissCost => Some(&mut self.miss_cost),
        }
    }
}
