//! The new version as the patient will see it, and what it changes.

use chrono::TimeDelta;
use holdfast_protocol::{ConversationId, Role};
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::changes::changes;
use super::editor::Editor;
use super::sentences::change_sentence;
use crate::components::tide::{Tide, TideSize};
use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, t_string};
use crate::pages::rhythm::picture::{self, Week};
use crate::pages::rhythm::{AgreementInWords, PictureWords, Side};
use crate::pages::shell::Times;
use crate::state::{Conversation, Desk, Session};

/// How far the list of windows looks.
const FIRST_WEEKS: TimeDelta = TimeDelta::weeks(2);

/// The version in words and as a picture, with the patient's zone first.
#[component]
pub(super) fn Preview(conversation: ConversationId, editor: Editor) -> impl IntoView {
    let words = editor.words;
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let own_name = Memo::new(move |_| match desk.session.get() {
        Session::Here { name, .. } => name,
        _ => String::new(),
    });
    let side = move |agreement: &Agreement| {
        let reader = times.reader(Some(agreement.zone()));
        let zone = desk.book.with(|book| {
            let partner = book.get(conversation)?.partner.as_ref()?;
            Some(partner.zone)
        });
        Side {
            words,
            reader: Reader {
                zone: zone.unwrap_or(reader.zone),
                ..reader
            },
            role: Role::Patient,
            name: own_name.get(),
        }
    };
    // The timeline as it will be once both have agreed.
    let then = move |agreement: &Agreement| {
        desk.book.with(|book| {
            let found = book.get(conversation)?;
            let mut then = Conversation::new(conversation, found.me, Role::Patient);
            then.timeline = found.timeline.clone();
            then.timeline.accept(agreement.clone(), times.now());
            Some(then)
        })
    };
    let body = move || {
        let Some(agreement) = editor.agreement() else {
            let waits = t_string!(words, agreement.preview_waits);
            let waits = fill(waits, &[("name", &editor.name.get())]);
            return view! { <p class="quiet">{waits}</p> }.into_any();
        };
        let side = side(&agreement);
        let Some(then) = then(&agreement) else {
            return ().into_any();
        };
        let picture = picture_of(&then, &agreement, &side);
        view! {
            {picture}
            {first_weeks(&then, &agreement, &side)}
            {AgreementInWords::new(&agreement, &side).view()}
        }
        .into_any()
    };
    view! {
        <section class="sheet stack" data-testid="preview">
            <h2>
                {move || {
                    let title = t_string!(words, agreement.preview_title);
                    fill(title, &[("name", &editor.name.get())])
                }}
            </h2>
            {body}
        </section>
    }
}

fn picture_of(then: &Conversation, agreement: &Agreement, side: &Side) -> AnyView {
    let Side {
        words,
        reader,
        name,
        ..
    } = side.clone();
    let week = Week::of(agreement.starts().max(reader.now), reader.zone);
    let dates = reader.dates(week.first_day(), week.last_day());
    let title = fill(
        t_string!(words, agreement.preview_picture),
        &[("dates", &dates)],
    );
    let chart = picture::week(then, week, &reader, &PictureWords { words, name });
    let intervals = chart.windows.iter();
    let described = intervals
        .filter(|window| chart.from < window.closes && window.opens < chart.until)
        .map(|window| window.label.clone())
        .collect::<Vec<_>>()
        .join("; ");
    view! {
        <h3>{title.clone()}</h3>
        <Tide
            chart=Signal::stored(chart)
            size=TideSize::Week
            title=title
            description=described
        />
    }
    .into_any()
}

fn first_weeks(then: &Conversation, agreement: &Agreement, side: &Side) -> AnyView {
    let Side { words, reader, .. } = side.clone();
    let from = agreement.starts().max(reader.now);
    let windows: Vec<String> = then
        .timeline
        .windows(from, from + FIRST_WEEKS)
        .iter()
        .filter_map(|occurrence| occurrence.window())
        .map(|window| sentence_start(&reader.interval_in_both(window)))
        .collect();
    let list = if windows.is_empty() {
        view! { <p>{t_string!(words, agreement.preview_none)}</p> }.into_any()
    } else {
        let line = |line: String| view! { <li>{line}</li> };
        view! { <ul>{windows.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <h3>{t_string!(words, agreement.preview_first)}</h3>
        {list}
    }
    .into_any()
}

/// What changes against the version agreed before; nothing for a first one.
#[component]
pub(super) fn WhatChanges(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let times = expect_context::<Times>();
    move || {
        let previous = editor.base.get().previous?;
        let agreement = editor.agreement()?;
        let reader = times.reader(None);
        let sentences: Vec<String> = changes(previous.document(), agreement.document())
            .iter()
            .map(|change| change_sentence(words, change, &reader, agreement.zone()))
            .collect();
        let list = if sentences.is_empty() {
            view! { <p>{t_string!(words, agreement.changes_none)}</p> }.into_any()
        } else {
            let line = |line: String| view! { <li>{line}</li> };
            view! { <ul>{sentences.into_iter().map(line).collect_view()}</ul> }.into_any()
        };
        Some(view! {
            <section class="stack stack-close" data-testid="changes">
                <h2>{t_string!(words, agreement.changes_title)}</h2>
                {list}
            </section>
        })
    }
}
