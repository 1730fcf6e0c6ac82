//! The new version as the patient will see it, and what it changes.

use chrono::TimeDelta;
use holdfast_protocol::Role;
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::changes::changes;
use super::editor::{Editor, previous};
use super::sentences::change_sentence;
use crate::components::live::live;
use crate::components::parts::{heading, nothing, paragraph, paragraph_of};
use crate::components::tide::{TideSize, tide};
use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, t_string};
use crate::pages::rhythm::picture::{self, Week};
use crate::pages::rhythm::{PictureWords, Side, agreement_in_words, list};
use crate::state::{Book, Conversation, Session};

/// How far the list of windows looks.
const FIRST_WEEKS: TimeDelta = TimeDelta::weeks(2);

/// The version in words and as a picture, with the patient's zone first.
pub(super) fn preview(editor: Editor) -> AnyView {
    let words = editor.words;
    let drawn = live(move || {
        let mut parts = vec![heading(
            editor.named(t_string!(words, agreement.preview_title)),
        )];
        match &*editor.outcome.read() {
            Ok(agreement) => show(&mut parts, editor, agreement, &editor.desk.book.read()),
            Err(_) => {
                let waits = editor.named(t_string!(words, agreement.preview_waits));
                parts.push(paragraph_of("quiet", waits));
            }
        }
        parts.into_any()
    });
    view! {
        <section class="sheet stack" data-testid="preview">
            {drawn}
        </section>
    }
    .into_any()
}

/// The timeline as it will be once both have agreed, in the patient's eyes.
fn show(parts: &mut Vec<AnyView>, editor: Editor, agreement: &Agreement, book: &Book) {
    let Some(found) = book.get(editor.conversation) else {
        return;
    };
    let reader = editor.times.reader(Some(agreement.zone()));
    let zone = found.partner.as_ref().map(|partner| partner.zone);
    let own_name = match &*editor.desk.session.read() {
        Session::Here { name, .. } => name.clone(),
        _ => String::new(),
    };
    let side = Side {
        words: editor.words,
        reader: Reader {
            zone: zone.unwrap_or(reader.zone),
            ..reader
        },
        role: Role::Patient,
        name: own_name,
    };
    let mut then = Conversation::new(found.id, found.me, Role::Patient);
    then.timeline = found.timeline.clone();
    then.timeline
        .accept(agreement.clone(), editor.desk.now.get_untracked());
    add_picture(parts, &then, agreement, &side);
    add_first_weeks(parts, &then, agreement, &side);
    parts.push(agreement_in_words(agreement, &side));
}

fn add_picture(parts: &mut Vec<AnyView>, then: &Conversation, agreement: &Agreement, side: &Side) {
    let Side { words, reader, .. } = side;
    let week = Week::of(agreement.starts().max(reader.now), reader.zone);
    let dates = reader.dates(week.first_day(), week.last_day());
    let title = t_string!(*words, agreement.preview_picture);
    let title = fill(title, &[("dates", &dates)]);
    let said = PictureWords {
        words: *words,
        name: side.name.clone(),
    };
    let chart = picture::week(then, week, reader, &said);
    let described = chart
        .windows
        .iter()
        .filter(|window| chart.from < window.closes && window.opens < chart.until)
        .map(|window| window.label.as_str())
        .collect::<Vec<_>>()
        .join("; ");
    parts.push(tide(&chart, TideSize::Week, &title, &described));
    let at = parts.len() - 1;
    parts.insert(at, subheading(title));
}

fn add_first_weeks(
    parts: &mut Vec<AnyView>,
    then: &Conversation,
    agreement: &Agreement,
    side: &Side,
) {
    let Side { words, reader, .. } = side;
    let from = agreement.starts().max(reader.now);
    let windows: Vec<String> = then
        .timeline
        .windows(from, from + FIRST_WEEKS)
        .iter()
        .filter_map(|occurrence| occurrence.window())
        .map(|window| sentence_start(&reader.interval_in_both(window)))
        .collect();
    parts.push(subheading(
        t_string!(*words, agreement.preview_first).to_owned(),
    ));
    parts.push(if windows.is_empty() {
        paragraph(t_string!(*words, agreement.preview_none))
    } else {
        list(windows)
    });
}

fn subheading(words: String) -> AnyView {
    view! { <h3>{words}</h3> }.into_any()
}

/// What changes against the version agreed before; nothing for a first one.
pub(super) fn what_changes(editor: Editor) -> AnyView {
    let words = editor.words;
    live(move || {
        let (outcome, book) = (editor.outcome.read(), editor.desk.book.read());
        let (Ok(agreement), Some(previous)) = (&*outcome, previous(&book, editor.conversation))
        else {
            return nothing();
        };
        let reader = editor.times.reader(None);
        let sentences: Vec<String> = changes(previous.document(), agreement.document())
            .iter()
            .map(|change| change_sentence(words, change, &reader, agreement.zone()))
            .collect();
        let body = if sentences.is_empty() {
            paragraph(t_string!(words, agreement.changes_none))
        } else {
            list(sentences)
        };
        view! {
            <section class="stack stack-close" data-testid="changes">
                {heading(t_string!(words, agreement.changes_title))}
                {body}
            </section>
        }
        .into_any()
    })
}
