//! What a check-in asks, question by question, as it is shown.

use holdfast_measures::{Measure, wording};
use holdfast_protocol::CheckInAnswer;
use holdfast_rhythm::{CheckInRule, QuestionKind};

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub ways: Ways,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ways {
    /// One of these: points and words, as they are shown.
    OneOf(Vec<(u8, String)>),
    /// A number from 0 to 10; what the ends mean.
    Scale(String),
    /// In words.
    Words,
}

/// What stands above the questions, and the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The instrument's own instruction; empty for own questions.
    pub ask: &'static str,
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// The words that the app itself has for own questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnWords {
    /// "Yes".
    pub yes: &'static str,
    /// "No".
    pub no: &'static str,
    /// What the ends of a scale mean.
    pub scale: &'static str,
}

/// What `rule` asks, in the language of that code.
#[must_use]
pub fn asking(rule: &CheckInRule, language: &str, own: OwnWords) -> Asking {
    let measure = Measure::from_code(&rule.measure).unwrap_or(Measure::Own);
    if measure == Measure::Own {
        let questions = rule.questions.iter().map(|question| Question {
            text: question.text.clone(),
            ways: match question.kind {
                QuestionKind::Words => Ways::Words,
                QuestionKind::Scale => Ways::Scale(own.scale.to_owned()),
                QuestionKind::YesNo => {
                    Ways::OneOf(vec![(1, own.yes.to_owned()), (0, own.no.to_owned())])
                }
            },
        });
        return Asking {
            ask: "",
            questions: questions.collect(),
        };
    }
    asking_of(measure, language)
}

/// What `measure` asks; nothing for own questions.
#[must_use]
pub fn asking_of(measure: Measure, language: &str) -> Asking {
    let words = wording(measure, language);
    let ways = match measure {
        Measure::Mood => Ways::Scale(words.ask.to_owned()),
        _ => Ways::OneOf(
            words
                .options
                .iter()
                .map(|(points, words)| (*points, (*words).to_owned()))
                .collect(),
        ),
    };
    let question = |text: &&str| Question {
        text: (*text).to_owned(),
        ways: ways.clone(),
    };
    Asking {
        ask: if measure == Measure::Mood {
            ""
        } else {
            words.ask
        },
        questions: words.items.iter().map(question).collect(),
    }
}

impl Question {
    /// An answer to it in words; none where it was left out.
    #[must_use]
    pub fn said(&self, answer: &CheckInAnswer) -> Option<String> {
        match (answer, &self.ways) {
            (CheckInAnswer::Skipped, _) => None,
            (CheckInAnswer::Words(words), _) => Some(words.clone()),
            (CheckInAnswer::Choice(points), Ways::OneOf(ways)) => {
                let chosen = ways.iter().find(|(known, _)| known == points);
                Some(chosen.map_or_else(|| points.to_string(), |(_, words)| words.clone()))
            }
            (CheckInAnswer::Choice(points), _) => Some(points.to_string()),
        }
    }
}
