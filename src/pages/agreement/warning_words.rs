//! What is worth knowing, as sentences, and the way out where there is one.

use holdfast_rhythm::{Agreement, Window};
use leptos::prelude::*;

use super::editor::{Editor, first_day};
use super::history::Kind;
use super::problem::{Field, What};
use super::warnings::{Warning, warnings};
use crate::components::button::{ButtonKind, button};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{heading, nothing, paragraph};
use crate::i18n::times::{Reader, Shift};
use crate::i18n::{fill, t_string};
use crate::pages::rhythm::{list, skipped_sentence, standing};

/// With more windows than this, what their hours become is not spelled out.
const SPELLED_OUT: usize = 2;

/// Everything worth knowing, and a first day that comes too soon.
pub(super) fn worth_knowing(editor: Editor) -> AnyView {
    let words = editor.words;
    let said = live(move || {
        let outcome = editor.whenever.get();
        let Ok(agreement) = &outcome else {
            return nothing();
        };
        let sentences = sentences(editor, agreement);
        if sentences.is_empty() {
            return nothing();
        }
        let title = heading(t_string!(words, agreement.warning.title));
        view! {
            <section class="stack stack-close" data-testid="warnings">
                {title} {list(sentences)}
            </section>
        }
        .into_any()
    });
    vec![live(move || too_soon(editor)), said].into_any()
}

/// A first day that comes too soon, with one that does not.
fn too_soon(editor: Editor) -> AnyView {
    let words = editor.words;
    let soon = editor.outcome.with(|outcome| {
        let problems = outcome.as_ref().err()?;
        let soon = |what| matches!(what, What::TooSoon { .. });
        problems.iter().find(|problem| soon(problem.what)).copied()
    });
    let Some(problem) = soon else {
        return nothing();
    };
    let reader = editor.times.reader(None);
    let first = first_day(&editor.desk.book.read(), editor.conversation, &reader);
    let said = super::sentences::beside_the_field(words, problem);
    let date = reader.date(first);
    let take = fill(t_string!(words, agreement.warning.take), &[("date", &date)]);
    let take = button(ButtonKind::Quiet, take, move || {
        let date = first.to_string();
        editor.edit(Kind::Once, |form| form.put(Field::EffectiveFrom, date));
    });
    still_notice(
        NoticeKind::Sand,
        IconName::Clock,
        vec![paragraph(said), take],
    )
}

fn sentences(editor: Editor, agreement: &Agreement) -> Vec<String> {
    let book = editor.desk.book.read();
    let own = editor.times.reader(None);
    let found = book.get(editor.conversation);
    let promised = found.map_or_else(Vec::new, |found| standing(found, own.now));
    let partner = found.and_then(|found| found.partner.as_ref());
    let patient = Reader {
        zone: partner.map_or(agreement.zone(), |partner| partner.zone),
        other: None,
        ..own
    };
    warnings(agreement, &promised, &patient)
        .iter()
        .map(|warning| sentence(editor, warning, agreement, (&own, &patient)))
        .collect()
}

fn sentence(
    editor: Editor,
    warning: &Warning,
    agreement: &Agreement,
    (own, patient): (&Reader, &Reader),
) -> String {
    let words = editor.words;
    let dates = |sentence: &str, dates: &str| fill(sentence, &[("dates", dates)]);
    match warning {
        Warning::Standing(window) => {
            let both = Reader {
                other: Some(patient.zone),
                ..*own
            };
            let window = both.interval_in_both(*window);
            let sentence = t_string!(words, agreement.warning.standing);
            fill(sentence, &[("window", &window)])
        }
        Warning::ClocksPart(shift) => clocks(editor, shift, agreement, patient),
        Warning::Stretch(Window { opens, closes }) => fill(
            t_string!(words, agreement.warning.stretch),
            &[
                ("days", &(*closes - *opens).num_days().to_string()),
                ("from", &own.day_on(own.date_of(*opens))),
                ("until", &own.day_on(own.date_of(*closes))),
            ],
        ),
        Warning::Skipped(skipped) => skipped_sentence(words, skipped, own),
        Warning::AwayBefore(away) => dates(
            t_string!(words, agreement.warning.away_before),
            &own.dates(away.from, away.until),
        ),
    }
}

/// The weeks in which the patient's clock shows other hours, and which.
fn clocks(editor: Editor, shift: &Shift, agreement: &Agreement, patient: &Reader) -> String {
    let words = editor.words;
    let sentence = match shift.minutes {
        60 => t_string!(words, agreement.warning.hour_later),
        -60 => t_string!(words, agreement.warning.hour_earlier),
        1.. => t_string!(words, agreement.warning.later),
        _ => t_string!(words, agreement.warning.earlier),
    };
    let (dates, minutes) = (
        patient.dates(shift.first, shift.last),
        shift.minutes.unsigned_abs().to_string(),
    );
    let mut said = fill(
        &editor.named(sentence),
        &[("dates", &dates), ("minutes", &minutes)],
    );
    let rules = &agreement.document().windows;
    if rules.len() <= SPELLED_OUT {
        let hours: Vec<String> = rules
            .iter()
            .map(|rule| patient.weekly(rule, agreement.zone(), shift.first))
            .collect();
        let then = t_string!(words, agreement.warning.then);
        said.push(' ');
        said.push_str(&fill(then, &[("windows", &hours.join("; "))]));
    }
    said
}
