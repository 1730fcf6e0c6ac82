//! Writes whom to call, and which check-ins are due.

use crate::document::{AgreementDocument, CheckInRule, LadderStep, OwnQuestion, day_name};
use crate::json::Writer;

/// The two fields, where they say something.
pub(super) fn write(writer: &mut Writer, document: &AgreementDocument) {
    if let Some(escalation) = &document.escalation {
        writer.field("escalation", |writer| {
            writer.text("reference", &escalation.reference);
            writer.list("steps", &escalation.steps, step);
            writer.number("rounds", escalation.rounds);
            writer.number("call_cost", escalation.call_cost);
            writer.number("miss_cost", escalation.miss_cost);
        });
    }
    if !document.check_ins.is_empty() {
        writer.list("check_ins", &document.check_ins, check_in);
    }
}

fn step(writer: &mut Writer, step: &LadderStep) {
    writer.object(|writer| {
        writer.text("name", &step.name);
        writer.text("contact", &step.contact);
        writer.number("delay_minutes", step.delay_minutes);
    });
}

fn check_in(writer: &mut Writer, rule: &CheckInRule) {
    writer.object(|writer| {
        writer.text("id", &rule.id);
        writer.text("measure", &rule.measure);
        writer.list("days", &rule.days, |writer, day| {
            writer.item(day_name(*day));
        });
        if rule.every_weeks != 1 {
            writer.number("every_weeks", rule.every_weeks);
        }
        writer.plain("opens", &rule.opens);
        writer.plain("closes", &rule.closes);
        let alerts = [
            ("alert_score", rule.alert_score),
            ("alert_change", rule.alert_change),
        ];
        for (name, alert) in alerts {
            if let Some(alert) = alert {
                writer.number(name, alert);
            }
        }
        if !rule.questions.is_empty() {
            writer.list("questions", &rule.questions, question);
        }
    });
}

fn question(writer: &mut Writer, question: &OwnQuestion) {
    writer.object(|writer| {
        writer.text("text", &question.text);
        writer.plain("kind", &question.kind.name());
    });
}
