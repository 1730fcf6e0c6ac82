//! What a therapist sees at any time: the window and the replies that are held.

use chrono::{DateTime, Utc};
use holdfast_protocol::{ConversationId, Release};
use holdfast_rhythm::sort_by_key;
use leptos::prelude::*;

use crate::components::attributes::given;
use crate::components::parts::{heading, nothing, paragraph_of, section};
use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, t_string};
use crate::pages::reading::name_of;
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Author, Book, Desk, Standing};

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
    }
    .into_any()
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
