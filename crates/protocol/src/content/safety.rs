//! What is sealed for safety: the plan, the check-ins, who has taken on what.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Noticed;
use crate::EnvelopeId;

/// *My plan*, whole, as of one version: written by patient and therapist
/// together, in their words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Counted from 1.
    pub version: u32,
    /// The version that it was written from; none for the first.
    pub follows: Option<EnvelopeId>,
    /// When it was kept, by the writer's best knowledge of the relay's clock.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub written: DateTime<Utc>,
    /// How it shows that it is getting hard.
    pub warning_signs: Vec<String>,
    /// What helps.
    pub what_helps: Vec<String>,
    /// People to turn to.
    pub people: Vec<PlanContact>,
    /// Professionals to turn to.
    pub professionals: Vec<PlanContact>,
    /// What makes the place safer.
    pub safer: Vec<String>,
}

impl Plan {
    /// How many characters it has in all.
    #[must_use]
    pub fn characters(&self) -> usize {
        let words = [&self.warning_signs, &self.what_helps, &self.safer];
        let words = words.into_iter().flatten();
        let contacts = self.people.iter().chain(&self.professionals);
        let contacts = contacts.flat_map(|one| [&one.name, &one.number, &one.note]);
        words.chain(contacts).map(|text| text.chars().count()).sum()
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.characters() == 0
    }
}

/// Somebody in a [`Plan`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContact {
    /// Who.
    pub name: String,
    /// How to reach them; may be empty.
    pub number: String,
    /// A word about them; may be empty.
    pub note: String,
}

/// The answers to one check-in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// The measure: `phq9`, `gad7`, `who5`, `mood` or `own`.
    pub measure: String,
    /// The check-in's id in the agreement.
    pub id: String,
    /// The date that it was due, as `YYYY-MM-DD` in the agreement's zone.
    pub due: String,
    /// When it was kept, by the writer's best knowledge of the relay's clock.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub written: DateTime<Utc>,
    /// One for each question, in their order.
    pub answers: Vec<CheckInAnswer>,
    /// By the measure's published rules; none where they give none.
    pub score: Option<u16>,
    /// What the answers say that asks for more than a look. Its hints name a
    /// rule such as `check_in.item_nine`; their span is the item's index and
    /// the one after.
    pub noticed: Option<Noticed>,
}

/// The answer to one question of a check-in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckInAnswer {
    /// Left out.
    Skipped,
    /// One of the measure's answers, counted from 0.
    Choice(u8),
    /// Their own words.
    Words(String),
}

/// Somebody of the care team has taken on what was noticed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// The letters and check-ins that it is about.
    pub letters: Vec<EnvelopeId>,
    /// When it was kept, by the writer's best knowledge of the relay's clock.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub written: DateTime<Utc>,
}

/// A help line's number that did not work.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberReport {
    /// The country, by its two letters.
    pub country: String,
    /// The line's name.
    pub line: String,
    /// The number, as it was dialled.
    pub number: String,
    /// When it was kept, by the writer's best knowledge of the relay's clock.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub written: DateTime<Utc>,
}

/// What the patient's device noticed in a letter or a check-in that it had
/// sealed before it knew the language of the words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateNotice {
    /// The letter or the check-in.
    pub letter: EnvelopeId,
    /// All that was noticed in it: in the place of what it carries.
    pub noticed: Noticed,
    /// Whether this travels as [`crate::EnvelopeKind::Page`], so that the
    /// agreed escalation begins with it.
    pub pages: bool,
    /// When it was kept, by the writer's best knowledge of the relay's clock.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub written: DateTime<Utc>,
}
