//! The form as a draft: what is typed is kept on the device.

use holdfast_rhythm::json::{Value, Writer};

use super::check_in_form::CheckInForm;
use super::escalation_form::EscalationForm;
use super::form::{AwayForm, ExtraForm, Form, WindowForm};

/// The form as text.
#[must_use]
pub fn written(form: &Form) -> String {
    let mut writer = Writer::default();
    writer.object(|writer| {
        writer.text("zone", &form.zone);
        writer.text("effective_from", &form.effective_from);
        writer.list("windows", &form.windows, write_window);
        writer.list("away", &form.away, |writer, away| {
            writer.object(|writer| {
                writer.text("from", &away.from);
                writer.text("until", &away.until);
                writer.text("note", &away.note);
            });
        });
        writer.list("extra", &form.extra, |writer, extra| {
            writer.object(|writer| {
                writer.text("date", &extra.date);
                writer.text("opens", &extra.opens);
                writer.text("closes", &extra.closes);
            });
        });
        writer.text("cutoff", &form.cutoff);
        writer.text("notice", &form.notice);
        if let Some(ladder) = &form.escalation {
            writer.list("escalation", &[ladder], |writer, ladder| {
                ladder.write(writer)
            });
        }
        writer.list("check_ins", &form.check_ins, |writer, check_in| {
            check_in.write(writer);
        });
    });
    writer.json
}

fn write_window(writer: &mut Writer, window: &WindowForm) {
    writer.object(|writer| {
        writer.list("days", &window.days, |writer, day| writer.truth(*day));
        writer.text("opens", &window.opens);
        writer.text("closes", &window.closes);
        writer.number("every_weeks", window.every_weeks);
    });
}

/// The form of a draft; none of one that is empty or of another build's making.
#[must_use]
pub fn read(draft: &str) -> Option<Form> {
    let form = Value::read(draft).ok()?;
    Some(Form {
        zone: text(&form, "zone")?,
        effective_from: text(&form, "effective_from")?,
        windows: list(&form, "windows", window)?,
        away: list(&form, "away", |away| {
            Some(AwayForm {
                from: text(away, "from")?,
                until: text(away, "until")?,
                note: text(away, "note")?,
            })
        })?,
        extra: list(&form, "extra", |extra| {
            Some(ExtraForm {
                date: text(extra, "date")?,
                opens: text(extra, "opens")?,
                closes: text(extra, "closes")?,
            })
        })?,
        // A draft of an earlier build has none.
        escalation: list(&form, "escalation", EscalationForm::read).and_then(|mut all| all.pop()),
        cutoff: text(&form, "cutoff")?,
        notice: text(&form, "notice")?,
        // A draft of an earlier build has none.
        check_ins: list(&form, "check_ins", CheckInForm::read).unwrap_or_default(),
    })
}

fn window(window: &Value) -> Option<WindowForm> {
    let days: Vec<bool> = list(window, "days", |day| match day {
        Value::Truth(opens) => Some(*opens),
        _ => None,
    })?;
    Some(WindowForm {
        days: days.try_into().ok()?,
        opens: text(window, "opens")?,
        closes: text(window, "closes")?,
        every_weeks: window.get("every_weeks")?.as_whole()?,
    })
}

fn text(of: &Value, name: &str) -> Option<String> {
    of.get(name)?.as_text().map(str::to_owned)
}

fn list<T>(of: &Value, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let mut items = Vec::new();
    for item in of.get(name)?.as_list()? {
        items.push(read(item)?);
    }
    Some(items)
}
