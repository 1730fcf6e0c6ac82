//! Whom to call, and which check-ins are due, as they are written down.

use std::fmt;

use chrono::Weekday;

use crate::wall_time::WallTime;

/// The ladder of people whom the relay tells, one after the other, until
/// somebody takes the message on.
#[derive(Clone, PartialEq, Eq)]
pub struct Escalation {
    /// What the people who are told find the patient by, such as a file's
    /// number; may be empty.
    pub reference: String,
    /// Whom to tell, in this order.
    pub steps: Vec<LadderStep>,
    /// How often the ladder is climbed.
    pub rounds: u32,
    /// What a call that was not needed costs, in the clinic's own measure.
    pub call_cost: u32,
    /// What a call that was needed and not made costs, in the same measure.
    pub miss_cost: u32,
}

/// One step of an [`Escalation`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LadderStep {
    /// Who, as both sides call them.
    pub name: String,
    /// Under which name the relay's own list of contacts has them;
    /// [`LadderStep::THERAPIST`] for the conversation's therapist.
    pub contact: String,
    /// How long they have to answer before the next is told, in minutes.
    pub delay_minutes: u32,
}

impl LadderStep {
    /// The contact that is the conversation's therapist, whoever that is.
    pub const THERAPIST: &str = "therapist";
}

/// A check-in that comes again on some days of the week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckInRule {
    /// Its name among the agreement's check-ins.
    pub id: String,
    /// What is asked: `phq9`, `gad7`, `who5`, `mood` or `own`.
    pub measure: String,
    /// The days on which it is due, each once.
    pub days: Vec<Weekday>,
    /// 1 for every week, 2 for every other week, and so on, counted in ISO
    /// weeks from the one of the agreement's `effective_from`.
    pub every_weeks: u32,
    /// From when it can be answered, in the agreement's zone.
    pub opens: WallTime,
    /// Until when; earlier than `opens` means on the next day.
    pub closes: WallTime,
    /// The score that asks for more than a look.
    pub alert_score: Option<u32>,
    /// The change since the last time that does.
    pub alert_change: Option<u32>,
    /// What is asked, where the measure is `own`.
    pub questions: Vec<OwnQuestion>,
}

/// A question of their own.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnQuestion {
    /// The words.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
}

/// How a question is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuestionKind {
    /// From 0 to 10.
    Scale,
    /// With yes or no.
    YesNo,
    /// In their own words.
    Words,
}

const KIND_NAMES: [(&str, QuestionKind); 3] = [
    ("scale", QuestionKind::Scale),
    ("yes_no", QuestionKind::YesNo),
    ("words", QuestionKind::Words),
];

impl QuestionKind {
    /// How the document writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::YesNo => "yes_no",
            Self::Words => "words",
        }
    }

    pub(crate) fn of(name: &str) -> Option<Self> {
        let named = KIND_NAMES.iter().find(|(known, _)| *known == name);
        named.map(|(_, kind)| *kind)
    }
}

/// The highest score of a measure; 0 for one that gives none, and none for
/// what is no measure.
///
/// ```
/// assert_eq!(holdfast_rhythm::score_max("phq9"), Some(27));
/// assert_eq!(holdfast_rhythm::score_max("own"), Some(0));
/// assert_eq!(holdfast_rhythm::score_max("iq"), None);
/// ```
#[must_use]
pub fn score_max(measure: &str) -> Option<u32> {
    const MEASURES: [(&str, u32); 5] = [
        ("phq9", 27),
        ("gad7", 21),
        // Of the raw score, times four.
        ("who5", 100),
        ("mood", 10),
        ("own", 0),
    ];
    let named = MEASURES.iter().find(|(known, _)| *known == measure);
    named.map(|(_, most)| *most)
}

impl fmt::Debug for Escalation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Escalation")
            .field("steps", &self.steps)
            .field("rounds", &self.rounds)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OwnQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OwnQuestion")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
