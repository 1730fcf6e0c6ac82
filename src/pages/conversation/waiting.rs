//! While an answer is awaited: the own plan, in a quiet line.

use super::writing::Writing;
use crate::{
    components::{
        button::{ButtonKind, button_link},
        live::live,
        memo::Memo,
        parts::{block, nothing, paragraph},
    },
    i18n::t_string,
    pages::shell::Times,
    routes,
    state::{Conversation, LetterState},
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// The line; nothing where nothing is awaited, or no plan is written.
pub fn waiting_line(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let words = writing.words;
    let waits = Memo::new(move |_| {
        let now = times.reader(None).now;
        let book = writing.desk.book.read();
        let found = book.get(writing.conversation);
        found.is_some_and(|found| !found.plans_now().is_empty() && is_awaited(found, now))
    });
    live(move || {
        if !waits.get() {
            return nothing();
        }
        let open = t_string!(words, plan.open);
        let parts = vec![
            paragraph(t_string!(words, plan.waiting)),
            button_link(ButtonKind::Plain, routes::PLAN, open),
        ];
        block("row concern-line", parts)
    })
}

/// Whether a promise is open.
fn is_awaited(conversation: &Conversation, now: DateTime<Utc>) -> bool {
    let letters = conversation.letters();
    letters.iter().any(|letter| {
        matches!(
            conversation.state_of(letter, now),
            LetterState::Promised { .. }
        )
    })
}
