//! What a therapist sees at any time: the window and the replies that are held.

use chrono::{DateTime, TimeDelta, Utc};
use core::cmp::Reverse;
use holdfast_protocol::{ConversationId, Release};
use holdfast_rhythm::sort_by_key;
use leptos::prelude::*;

use super::lists::unreached;
use crate::components::attributes::given;
use crate::components::parts::{heading, nothing, paragraph_of, section};
use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, t_string};
use crate::pages::help::country_name;
use crate::pages::reading::name_of;
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Author, Book, Desk, Standing};

/// For how many days a number that did not work is listed.
const LATELY: i64 = 60;

/// The window of the day and every held reply.
pub(super) fn window_and_held(words: Words, desk: Desk, times: Times) -> AnyView {
    let reader = times.reader(None);
    let book = desk.book.read();
    let is_whole = desk.is_whole();
    let window = day_window(words, &book, &reader, is_whole);
    let held = held(words, &book, &reader);
    let line = |(conversation, sentence): (ConversationId, String)| {
        view! {
            <li data-testid="held-reply">
                <a {..given("href", routes::letters(conversation))}>{sentence}</a>
            </li>
        }
        .into_any()
    };
    let is_empty = held.is_empty();
    let lines = if is_empty {
        paragraph_of("quiet", t_string!(words, today.held_none))
    } else {
        let lines: Vec<AnyView> = held.into_iter().map(line).collect();
        view! { <ul class="stack stack-close">{lines}</ul> }.into_any()
    };
    let held = if is_empty && !is_whole {
        nothing()
    } else {
        section(
            "stack stack-close",
            vec![heading(t_string!(words, today.held_title)), lines],
        )
    };
    view! {
        <p class="lead" data-testid="day-window">
            {window}
        </p>
        {held}
        {unreached(words, &book, &reader)}
        {unworking(words, &book, &reader)}
    }
    .into_any()
}

/// Help lines' numbers that did not work for a patient of late.
fn unworking(words: Words, book: &Book, reader: &Reader) -> AnyView {
    let mut all: Vec<(DateTime<Utc>, String)> = Vec::new();
    let since = reader.now - TimeDelta::days(LATELY);
    for conversation in book.conversations.values() {
        let name = name_of(words, conversation);
        for report in conversation.number_reports(since) {
            let date = reader.day(report.written);
            let country = country_name(&report.country);
            let parts = [
                ("country", country.as_str()),
                ("line", &report.line),
                ("number", &report.number),
                ("name", &name),
                ("date", &date),
            ];
            let sentence = fill(t_string!(words, today.numbers_line), &parts);
            all.push((report.written, sentence));
        }
    }
    if all.is_empty() {
        return nothing();
    }
    sort_by_key(&mut all, |(written, _)| Reverse(*written));
    let lines = all.into_iter();
    let lines = lines.map(|(_, sentence)| view! { <li>{sentence}</li> }.into_any());
    let lines: Vec<AnyView> = lines.collect();
    section(
        "stack stack-close",
        vec![
            heading(t_string!(words, today.numbers_title)),
            view! { <ul class="stack stack-close small" data-testid="unworking">{lines}</ul> }
                .into_any(),
        ],
    )
}

/// The window that is open, or the next one.
fn day_window(words: Words, book: &Book, reader: &Reader, is_whole: bool) -> String {
    if let Some(open) = book.window_at(reader.now) {
        let until = reader.until(open.closes);
        return fill(t_string!(words, today.window_open), &[("until", &until)]);
    }
    match book.next_opening(reader.now) {
        Some(next) => {
            let next = sentence_start(&reader.interval(next));
            fill(t_string!(words, today.window_next), &[("window", &next)])
        }
        None if !is_whole => String::new(),
        None => t_string!(words, today.window_none).to_owned(),
    }
}

/// Those that wait for a word first, then those that leave soonest.
fn held(words: Words, book: &Book, reader: &Reader) -> Vec<(ConversationId, String)> {
    let mut all: Vec<(Option<DateTime<Utc>>, ConversationId, String)> = Vec::new();
    for conversation in book.conversations.values() {
        let name = name_of(words, conversation);
        let mut add = |standing: &Standing, leaves: &str| {
            let Some(release) = held_until(standing) else {
                return;
            };
            let sentence = match release {
                Some(at) => fill(leaves, &[("name", &name), ("at", &reader.moment(at))]),
                None => fill(t_string!(words, today.held_waits), &[("name", &name)]),
            };
            all.push((release, conversation.id, sentence));
        };
        for reply in conversation.held_replies() {
            add(&reply.standing, t_string!(words, today.held_leaves));
        }
        for closing in conversation.closings() {
            if closing.author == Author::Me && !conversation.gives_way(closing.id) {
                add(&closing.standing, t_string!(words, today.held_ends));
            }
        }
    }
    sort_by_key(&mut all, |(leaves, conversation, _)| {
        (*leaves, *conversation)
    });
    all.into_iter()
        .map(|(_, conversation, sentence)| (conversation, sentence))
        .collect()
}

/// Until when the relay holds it: none where it waits for a word; nothing where
/// it is not held.
fn held_until(standing: &Standing) -> Option<Option<DateTime<Utc>>> {
    let Standing::Arrived(receipt) = standing else {
        return None;
    };
    match receipt.release {
        Release::HeldUntil(at) => Some(Some(at)),
        Release::Waits(_) => Some(None),
        Release::Left(_) | Release::LeftOutside(_) => None,
    }
}
