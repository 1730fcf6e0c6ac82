//! What a therapist sees at any time: the window and the replies that are held.

use holdfast_protocol::{ConversationId, Release};
use leptos::prelude::*;

use super::entry::day_window;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::name_of;
use crate::pages::shell::Times;
use crate::routes;
use crate::state::{Book, Desk, Standing};

/// The window of the day and every held reply.
#[component]
pub(super) fn WindowAndHeld() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let window = move || {
        let reader = times.reader(None);
        desk.book
            .with(|book| day_window(words, book, &reader))
            .unwrap_or_else(|| t_string!(words, today.window_none).to_owned())
    };
    let lines = move || {
        let reader = times.reader(None);
        let held = desk
            .book
            .with(|book| held(book, |found| name_of(words, found)));
        let line = |held: Held| {
            let Held {
                conversation,
                name,
                leaves,
            } = held;
            let sentence = match leaves {
                Some(at) => fill(
                    t_string!(words, today.held_leaves),
                    &[("name", &name), ("at", &reader.moment(at))],
                ),
                None => fill(t_string!(words, today.held_waits), &[("name", &name)]),
            };
            view! {
                <li data-testid="held-reply">
                    <a href=routes::letters(conversation)>{sentence}</a>
                </li>
            }
        };
        if held.is_empty() {
            return view! { <p class="quiet">{t_string!(words, today.held_none)}</p> }.into_any();
        }
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

struct Held {
    conversation: ConversationId,
    name: String,
    leaves: Option<chrono::DateTime<chrono::Utc>>,
}

/// Those that wait for a word first, then those that leave soonest.
fn held(book: &Book, name: impl Fn(&crate::state::Conversation) -> String) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    for conversation in book.conversations.values() {
        for reply in conversation.held_replies() {
            let leaves = match &reply.standing {
                Standing::Arrived(receipt) => match receipt.release {
                    Release::HeldUntil(at) => Some(at),
                    Release::Left(_) | Release::Waits(_) => None,
                },
                _ => None,
            };
            all.push(Held {
                conversation: conversation.id,
                name: name(conversation),
                leaves,
            });
        }
    }
    all.sort_by_key(|held| held.leaves);
    all
}
