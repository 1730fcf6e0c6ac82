//! Writes a document as JSON, always the same way: it is signed as it stands.

mod safety;

use crate::document::{AgreementDocument, Away, ExtraWindow, WindowRule, day_name};
use crate::json::Writer;

/// The document as JSON, without spaces. What would say nothing, a window's
/// `every_weeks` of 1 and what is not there, is left out.
pub(crate) fn write(document: &AgreementDocument) -> String {
    let mut writer = Writer::default();
    writer.object(|writer| {
        writer.number("version", document.version);
        writer.text("zone", &document.zone);
        writer.plain("effective_from", &document.effective_from);
        writer.list("windows", &document.windows, window);
        writer.list("away", &document.away, away);
        writer.list("extra", &document.extra, extra);
        writer.number("cutoff_minutes", document.cutoff_minutes);
        writer.number("notice_hours", document.notice_hours);
        safety::write(writer, document);
    });
    writer.json
}

fn window(writer: &mut Writer, rule: &WindowRule) {
    writer.object(|writer| {
        writer.list("days", &rule.days, |writer, day| {
            writer.item(day_name(*day));
        });
        writer.plain("opens", &rule.opens);
        writer.plain("closes", &rule.closes);
        if rule.every_weeks != 1 {
            writer.number("every_weeks", rule.every_weeks);
        }
    });
}

fn away(writer: &mut Writer, away: &Away) {
    writer.object(|writer| {
        writer.plain("from", &away.from);
        writer.plain("until", &away.until);
        if let Some(note) = &away.note {
            writer.text("note", note);
        }
    });
}

fn extra(writer: &mut Writer, extra: &ExtraWindow) {
    writer.object(|writer| {
        writer.plain("date", &extra.date);
        writer.plain("opens", &extra.opens);
        writer.plain("closes", &extra.closes);
    });
}
