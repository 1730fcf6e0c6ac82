//! When a therapist's reply leaves, beside the button, before it is pressed.

use super::{
    outlook::{Leaves, leaves},
    writing::Writing,
};
use crate::{
    components::parts::status,
    i18n::{fill, t_string, times::Reader},
    pages::{
        reading::other_zone,
        shell::{Times, Words},
    },
    state::Conversation,
};
use leptos::prelude::*;

/// When the reply leaves.
pub fn leaving_line(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let line = move || {
        if writing.is_editing() {
            return t_string!(writing.words, letters.compose.release_keeps_hour).to_owned();
        }
        writing.desk.book.with(|book| {
            let Some(conversation) = book.get(writing.conversation) else {
                return String::new();
            };
            let reader = times.reader(other_zone(conversation));
            let leaves = leaves(&conversation.timeline, times.now());
            if leaves == Leaves::NothingAgreed && !writing.desk.is_whole() {
                return String::new();
            }
            leaving_words(writing.words, leaves, &reader)
        })
    };
    let now = move || {
        let leaves = |found: &Conversation| leaves(&found.timeline, times.now());
        let book = writing.desk.book.read();
        let leaves = book.get(writing.conversation).map(leaves);
        matches!(leaves, Some(Leaves::Open(_) | Leaves::NothingAgreed)) && !writing.is_editing()
    };
    view! {
        <p data-testid="promise-line">{line}</p>
        {takes_on(writing, now)}
    }
    .into_any()
}

/// That what was noticed is taken on with a reply, where it is.
pub(super) fn takes_on(
    writing: Writing,
    leaves: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    status(None, move || {
        let seen = writing.seen.get();
        let any = leaves()
            && writing.desk.book.with(|book| {
                let found = book.get(writing.conversation);
                found.is_some_and(|found| !found.taken_on_by_reply(seen).is_empty())
            });
        match any {
            true => t_string!(writing.words, today.take_on.with_reply).to_owned(),
            false => String::new(),
        }
    })
}

fn leaving_words(words: Words, leaves: Leaves, reader: &Reader) -> String {
    match leaves {
        Leaves::NothingAgreed => {
            t_string!(words, letters.compose.release_nothing_agreed).to_owned()
        }
        Leaves::Open(until) => fill(
            t_string!(words, letters.compose.release_open),
            &[("until", &reader.until(until))],
        ),
        Leaves::At(at) => fill(
            t_string!(words, letters.compose.release_at),
            &[("at", &reader.moment_in_both(at))],
        ),
        Leaves::NoWindow => t_string!(words, letters.compose.release_no_window).to_owned(),
    }
}
