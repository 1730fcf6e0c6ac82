//! When a therapist's reply leaves, beside the button, before it is pressed.

use super::{
    outlook::{Leaves, leaves},
    writing::Writing,
};
use crate::{
    i18n::{fill, t_string, times::Reader},
    pages::{
        reading::other_zone,
        shell::{Times, Words},
    },
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
    view! { <p data-testid="promise-line">{line}</p> }.into_any()
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
