//! The check-ins of the form: what is typed, and the rules it makes.

use holdfast_measures::Measure;
use holdfast_rhythm::json::{Value, Writer};
use holdfast_rhythm::{CheckInRule, OwnQuestion, QuestionKind, Weekday};

use super::form::WEEK;
use super::problem::Field;
use super::reading::{Reading, end_of_day};

/// One check-in.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckInForm {
    /// Its id in the agreement; what it was answered before belongs to it.
    pub id: String,
    /// What is asked.
    pub measure: Measure,
    /// Monday first.
    pub days: [bool; 7],
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`; `00:00` is the end of the day.
    pub closes: String,
    /// 1 for every week.
    pub every_weeks: u32,
    /// The total to be told of; empty for none.
    pub alert_score: String,
    /// The change to be told of; empty for none.
    pub alert_change: String,
    /// Own questions.
    pub questions: Vec<OwnQuestion>,
}

impl core::fmt::Debug for CheckInForm {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter
            .debug_struct("CheckInForm")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl CheckInForm {
    /// A check-in to begin with, with an id that none of `others` has.
    #[must_use]
    pub fn new(measure: Measure, others: &[Self]) -> Self {
        let free = |id: &String| others.iter().all(|other| other.id != *id);
        let mut ids = (1..=others.len() + 1).map(|number| format!("{}-{number}", measure.code()));
        let alert_score = match measure {
            Measure::Phq9 | Measure::Gad7 => "15",
            Measure::Who5 => "28",
            Measure::Mood | Measure::Own => "",
        };
        let every_day = measure == Measure::Mood;
        let own = (measure == Measure::Own).then(empty_question);
        Self {
            id: ids.find(free).unwrap_or_default(),
            measure,
            days: [
                true, every_day, every_day, every_day, every_day, every_day, every_day,
            ],
            opens: "08:00".into(),
            closes: "22:00".into(),
            every_weeks: if every_day { 1 } else { 2 },
            alert_score: alert_score.into(),
            alert_change: measure
                .clear_change()
                .map_or_else(String::new, |by| by.to_string()),
            questions: own.into_iter().collect(),
        }
    }

    /// The days that are chosen.
    #[must_use]
    pub fn weekdays(&self) -> Vec<Weekday> {
        let chosen = WEEK.into_iter().zip(self.days);
        chosen.filter_map(|(day, on)| on.then_some(day)).collect()
    }

    /// What is typed at `field`, if it is one of a check-in's.
    pub(super) fn typed(&self, field: Field) -> Option<&String> {
        match field {
            Field::CheckInOpens(_) => Some(&self.opens),
            Field::CheckInCloses(_) => Some(&self.closes),
            Field::CheckInScore(_) => Some(&self.alert_score),
            Field::CheckInChange(_) => Some(&self.alert_change),
            Field::CheckInQuestion(_, place) => self.questions.get(place).map(|asked| &asked.text),
            _ => None,
        }
    }

    /// Where what is typed at `field` goes.
    pub(super) fn place(&mut self, field: Field) -> Option<&mut String> {
        match field {
            Field::CheckInOpens(_) => Some(&mut self.opens),
            Field::CheckInCloses(_) => Some(&mut self.closes),
            Field::CheckInScore(_) => Some(&mut self.alert_score),
            Field::CheckInChange(_) => Some(&mut self.alert_change),
            Field::CheckInQuestion(_, place) => {
                self.questions.get_mut(place).map(|asked| &mut asked.text)
            }
            _ => None,
        }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(|writer| {
            writer.text("id", &self.id);
            writer.text("measure", self.measure.code());
            writer.list("days", &self.days, |writer, day| writer.truth(*day));
            writer.text("opens", &self.opens);
            writer.text("closes", &self.closes);
            writer.number("every_weeks", self.every_weeks);
            writer.text("alert_score", &self.alert_score);
            writer.text("alert_change", &self.alert_change);
            writer.list("questions", &self.questions, |writer, question| {
                writer.object(|writer| {
                    writer.text("text", &question.text);
                    writer.text("kind", question.kind.name());
                });
            });
        });
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        let text = |name| Some(value.get(name)?.as_text()?.to_owned());
        let days = value.get("days")?.as_list()?;
        let days: Vec<bool> = days
            .iter()
            .map(|day| matches!(day, Value::Truth(true)))
            .collect();
        let questions = value.get("questions")?.as_list()?;
        Some(Self {
            id: text("id")?,
            measure: Measure::from_code(&text("measure")?)?,
            days: days.try_into().ok()?,
            opens: text("opens")?,
            closes: text("closes")?,
            every_weeks: value.get("every_weeks")?.as_whole()?,
            alert_score: text("alert_score")?,
            alert_change: text("alert_change")?,
            questions: questions.iter().filter_map(question).collect(),
        })
    }
}

/// A question of their own that is not written yet.
#[must_use]
pub fn empty_question() -> OwnQuestion {
    OwnQuestion {
        text: String::new(),
        kind: QuestionKind::Words,
    }
}

/// Every kind of question, as they are offered.
pub const KINDS: [QuestionKind; 3] = [
    QuestionKind::Words,
    QuestionKind::Scale,
    QuestionKind::YesNo,
];

/// The kind of that name.
#[must_use]
pub fn kind_of(name: &str) -> Option<QuestionKind> {
    KINDS.into_iter().find(|kind| kind.name() == name)
}

fn question(value: &Value) -> Option<OwnQuestion> {
    Some(OwnQuestion {
        text: value.get("text")?.as_text()?.to_owned(),
        kind: kind_of(value.get("kind")?.as_text()?)?,
    })
}

impl From<&CheckInRule> for CheckInForm {
    fn from(rule: &CheckInRule) -> Self {
        let number = |number: Option<u32>| number.map_or_else(String::new, |it| it.to_string());
        Self {
            id: rule.id.clone(),
            // A document has none that is not one of them.
            measure: Measure::from_code(&rule.measure).unwrap_or(Measure::Mood),
            days: WEEK.map(|day| rule.days.contains(&day)),
            opens: rule.opens.to_string(),
            closes: super::form::typed(rule.closes),
            every_weeks: rule.every_weeks,
            alert_score: number(rule.alert_score),
            alert_change: number(rule.alert_change),
            questions: rule.questions.clone(),
        }
    }
}

impl Reading {
    pub(super) fn check_ins(&mut self, forms: &[CheckInForm]) -> Vec<CheckInRule> {
        for (index, form) in forms.iter().enumerate() {
            if form.days == [false; 7] {
                self.missing(Field::CheckInDays(index));
            }
            for (place, question) in form.questions.iter().enumerate() {
                if question.text.trim().is_empty() {
                    self.missing(Field::CheckInQuestion(index, place));
                }
            }
        }
        let rule = |(index, form): (usize, &CheckInForm)| CheckInRule {
            id: form.id.clone(),
            measure: form.measure.code().to_owned(),
            days: form.weekdays(),
            every_weeks: form.every_weeks,
            opens: self.time(Field::CheckInOpens(index), &form.opens),
            closes: end_of_day(self.time(Field::CheckInCloses(index), &form.closes)),
            alert_score: self.may_be(Field::CheckInScore(index), &form.alert_score),
            alert_change: self.may_be(Field::CheckInChange(index), &form.alert_change),
            questions: form.questions.clone(),
        };
        forms.iter().enumerate().map(rule).collect()
    }

    /// A number, or nothing.
    fn may_be(&mut self, field: Field, text: &str) -> Option<u32> {
        (!text.trim().is_empty()).then(|| self.number(field, text))
    }
}
