//! The call list of the form: what is typed, and what it makes.

use super::{ladder_field::LadderField, problem::Field, reading::Reading};
use holdfast_rhythm::{
    Escalation, LadderStep, STEPS_MAX,
    json::{Value, Writer},
};

/// Whom the relay tells, and when that is worth it.
#[derive(Clone, PartialEq, Eq)]
pub struct EscalationForm {
    /// What the people who are told find the patient by; may be empty.
    pub reference: String,
    /// Whom to tell, in this order.
    pub steps: Vec<StepForm>,
    /// How often the list is gone through.
    pub rounds: String,
    /// What a call that was not needed costs.
    pub call_cost: String,
    /// What a call that was needed and not made costs.
    pub miss_cost: String,
}

/// One step.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct StepForm {
    /// Who.
    pub name: String,
    /// Under which name the clinic's list has them.
    pub contact: String,
    /// Minutes.
    pub delay: String,
}

// Whom somebody is known to, and as what.
impl core::fmt::Debug for EscalationForm {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter
            .debug_struct("EscalationForm")
            .field("steps", &self.steps.len())
            .finish_non_exhaustive()
    }
}

impl Default for EscalationForm {
    /// The conversation's therapist alone, who has five minutes.
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            reference: String::new(),
            steps: vec![StepForm {
                name: String::new(),
                contact: text(LadderStep::THERAPIST),
                delay: text("5"),
            }],
            rounds: text("2"),
            call_cost: text("1"),
            miss_cost: text("20"),
        }
    }
}

impl EscalationForm {
    /// Adds a step, if there is room for one.
    pub fn add_step(&mut self) {
        if self.steps.len() < STEPS_MAX {
            self.steps.push(StepForm {
                delay: "10".to_owned(),
                ..StepForm::default()
            });
        }
    }

    /// Changes a step's place with the one before.
    pub fn move_up(&mut self, step: usize) {
        if step > 0 && step < self.steps.len() {
            self.steps.swap(step - 1, step);
        }
    }

    /// Takes a step out.
    pub fn remove_step(&mut self, step: usize) {
        if step < self.steps.len() {
            self.steps.remove(step);
        }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(|writer| {
            writer.text("reference", &self.reference);
            writer.list("steps", &self.steps, |writer, step| {
                writer.object(|writer| {
                    writer.text("name", &step.name);
                    writer.text("contact", &step.contact);
                    writer.text("delay", &step.delay);
                });
            });
            writer.text("rounds", &self.rounds);
            writer.text("call_cost", &self.call_cost);
            writer.text("miss_cost", &self.miss_cost);
        });
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        let text = |of: &Value, name| Some(of.get(name)?.as_text()?.to_owned());
        let mut steps = Vec::new();
        for step in value.get("steps")?.as_list()? {
            steps.push(StepForm {
                name: text(step, "name")?,
                contact: text(step, "contact")?,
                delay: text(step, "delay")?,
            });
        }
        Some(Self {
            reference: text(value, "reference")?,
            steps,
            rounds: text(value, "rounds")?,
            call_cost: text(value, "call_cost")?,
            miss_cost: text(value, "miss_cost")?,
        })
    }
}

impl From<&Escalation> for EscalationForm {
    fn from(escalation: &Escalation) -> Self {
        let step = |step: &LadderStep| StepForm {
            name: step.name.clone(),
            contact: step.contact.clone(),
            delay: step.delay_minutes.to_string(),
        };
        Self {
            reference: escalation.reference.clone(),
            steps: escalation.steps.iter().map(step).collect(),
            rounds: escalation.rounds.to_string(),
            call_cost: escalation.call_cost.to_string(),
            miss_cost: escalation.miss_cost.to_string(),
        }
    }
}

impl Reading {
    pub(super) fn escalation(&mut self, form: &EscalationForm) -> Escalation {
        let mut number = |field, text: &str| self.number(Field::Ladder(field), text);
        let step = |(index, step): (usize, &StepForm)| LadderStep {
            name: step.name.trim().to_owned(),
            contact: step.contact.trim().to_owned(),
            delay_minutes: number(LadderField::Delay(index), &step.delay),
        };
        Escalation {
            reference: form.reference.trim().to_owned(),
            steps: form.steps.iter().enumerate().map(step).collect(),
            rounds: self.number(Field::Ladder(LadderField::Rounds), &form.rounds),
            call_cost: self.number(Field::Ladder(LadderField::CallCost), &form.call_cost),
            miss_cost: self.number(Field::Ladder(LadderField::MissCost), &form.miss_cost),
        }
    }
}
