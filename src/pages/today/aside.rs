//! What a therapist sees at any time: the window and the replies that are held.

use chrono::{DateTime, Utc};
use holdfast_protocol::{ConversationId, Release};
use leptos::prelude::*;

use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::name_of;
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Book, Conversation, Desk, Letter, Standing};

/// The window of the day and every held reply.
#[component]
pub(super) fn WindowAndHeld() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let window = Memo::new(move |_| {
        let reader = times.reader(None);
        desk.book.with(|book| day_window(words, book, &reader))
    });
    let held = Memo::new(move |_| {
        let reader = times.reader(None);
        desk.book.with(|book| held(words, book, &reader))
    });
    let lines = move || {
        let held = held.get();
        if held.is_empty() {
            return view! { <p class="quiet">{t_string!(words, today.held_none)}</p> }.into_any();
        }
        let line = |(conversation, sentence): (ConversationId, String)| {
            view! {
                <li data-testid="held-reply">
                    <a href=routes::letters(conversation)>{sentence}</a>
                </li>
            }
        };
        view! { <ul class="stack stack-close">{held.into_iter().map(line).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <p class="lead" data-testid="day-window">{window}</p>
        <section>
            <h2>{move || t_string!(words, today.held_title)}</h2>
            {lines}
        </section>
    }
}

/// The window that is open, or the next one.
fn day_window(words: Words, book: &Book, reader: &Reader) -> String {
    if let Some(open) = book.window_at(reader.now) {
        let until = reader.moment(open.closes);
        return fill(t_string!(words, today.window_open), &[("until", &until)]);
    }
    match book.next_opening(reader.now) {
        Some(next) => {
            let next = sentence_start(&reader.interval(next));
            fill(t_string!(words, today.window_next), &[("window", &next)])
        }
        None => t_string!(words, today.window_none).to_owned(),
    }
}

/// Those that wait for a word first, then those that leave soonest.
fn held(words: Words, book: &Book, reader: &Reader) -> Vec<(ConversationId, String)> {
    let replies =
        |conversation: &Conversation| -> Vec<(Option<DateTime<Utc>>, ConversationId, String)> {
            let name = name_of(words, conversation);
            let of_reply = |reply: &&Letter| {
                let leaves = leaves(reply);
                let sentence = match leaves {
                    Some(at) => fill(
                        t_string!(words, today.held_leaves),
                        &[("name", &name), ("at", &reader.moment(at))],
                    ),
                    None => fill(t_string!(words, today.held_waits), &[("name", &name)]),
                };
                (leaves, conversation.id, sentence)
            };
            conversation.held_replies().iter().map(of_reply).collect()
        };
    let mut all: Vec<_> = book.conversations.values().flat_map(replies).collect();
    all.sort();
    all.into_iter()
        .map(|(_, conversation, sentence)| (conversation, sentence))
        .collect()
}

fn leaves(reply: &Letter) -> Option<DateTime<Utc>> {
    match &reply.standing {
        Standing::Arrived(receipt) => match receipt.release {
            Release::HeldUntil(at) => Some(at),
            Release::Left(_) | Release::Waits(_) => None,
        },
        _ => None,
    }
}
