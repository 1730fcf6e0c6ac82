//! Reads whom to call, and which check-ins are due.

use super::form::{TIME, WHOLE_NUMBER};
use super::{DAY_NAMES, Reader};
use crate::document::{CheckInRule, Escalation, LadderStep, OwnQuestion, QuestionKind};
use crate::json::Value;
use crate::validate::{QUESTIONS_MAX, STEPS_MAX};

const TEXT: &str = "text";

impl Reader {
    pub(super) fn escalation(&mut self, path: &str, value: &Value) -> Option<Escalation> {
        let known = ["reference", "steps", "rounds", "call_cost", "miss_cost"];
        let fields = self.fields(path, value, &known)?;
        let reference = self.optional(&fields, "reference", String::new(), Self::text);
        let steps = self.required(&fields, "steps", "a list of steps", |reader, at, value| {
            reader.list(at, value, STEPS_MAX, Self::step)
        });
        let rounds = self.required(&fields, "rounds", WHOLE_NUMBER, Self::number);
        let call_cost = self.required(&fields, "call_cost", WHOLE_NUMBER, Self::number);
        let miss_cost = self.required(&fields, "miss_cost", WHOLE_NUMBER, Self::number);
        Some(Escalation {
            reference: reference?,
            steps: steps?,
            rounds: rounds?,
            call_cost: call_cost?,
            miss_cost: miss_cost?,
        })
    }

    fn step(&mut self, path: &str, value: &Value) -> Option<LadderStep> {
        let fields = self.fields(path, value, &["name", "contact", "delay_minutes"])?;
        let name = self.required(&fields, "name", TEXT, Self::text);
        let contact = self.required(&fields, "contact", TEXT, Self::text);
        let delay_minutes = self.required(&fields, "delay_minutes", WHOLE_NUMBER, Self::number);
        Some(LadderStep {
            name: name?,
            contact: contact?,
            delay_minutes: delay_minutes?,
        })
    }

    pub(super) fn check_in(&mut self, path: &str, value: &Value) -> Option<CheckInRule> {
        let known = [
            "id",
            "measure",
            "days",
            "every_weeks",
            "opens",
            "closes",
            "alert_score",
            "alert_change",
            "questions",
        ];
        let fields = self.fields(path, value, &known)?;
        let id = self.required(&fields, "id", TEXT, Self::text);
        let measure = self.required(&fields, "measure", TEXT, Self::text);
        let days = self.required(&fields, "days", "a list of days", |reader, at, value| {
            reader.list(at, value, DAY_NAMES.len(), Self::day)
        });
        let every_weeks = self.optional(&fields, "every_weeks", 1, Self::number);
        let opens = self.required(&fields, "opens", TIME, Self::time);
        let closes = self.required(&fields, "closes", TIME, Self::time);
        let alert_score = self.optional(&fields, "alert_score", None, Self::some_number);
        let alert_change = self.optional(&fields, "alert_change", None, Self::some_number);
        let questions = self.optional(&fields, "questions", Vec::new(), |reader, at, value| {
            reader.list(at, value, QUESTIONS_MAX, Self::question)
        });
        Some(CheckInRule {
            id: id?,
            measure: measure?,
            days: days?,
            every_weeks: every_weeks?,
            opens: opens?,
            closes: closes?,
            alert_score: alert_score?,
            alert_change: alert_change?,
            questions: questions?,
        })
    }

    fn question(&mut self, path: &str, value: &Value) -> Option<OwnQuestion> {
        let fields = self.fields(path, value, &["text", "kind"])?;
        let text = self.required(&fields, "text", TEXT, Self::text);
        let kind = self.required(&fields, "kind", TEXT, Self::question_kind);
        Some(OwnQuestion {
            text: text?,
            kind: kind?,
        })
    }

    fn question_kind(&mut self, path: &str, value: &Value) -> Option<QuestionKind> {
        let kind = value.as_text().and_then(QuestionKind::of);
        self.or_refused(kind, path, value, "one of scale, yes_no, words")
    }

    fn some_number(&mut self, path: &str, value: &Value) -> Option<Option<u32>> {
        self.number(path, value).map(Some)
    }
}
