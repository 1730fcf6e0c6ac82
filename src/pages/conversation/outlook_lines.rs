//! What will happen to the words, beside the button, before it is pressed.

use super::{
    outlook::{Answered, Leaves, answered, leaves},
    writing::Writing,
};
use crate::{
    i18n::{fill, t_string, times::Reader, use_i18n},
    pages::shell::{Times, Words},
    state::{Conversation, Desk, DeskLink},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::Role;
use leptos::prelude::*;

/// The promise for a patient's letter, the leaving of a therapist's reply.
#[component]
pub fn OutlookLines(writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let line = move || {
        let now = times.now();
        let no_answer = writing.no_answer.get();
        let is_editing = writing.editing.get().is_some();
        desk.book.with(|book| {
            let conversation = book.get(writing.conversation)?;
            let other = conversation.partner.as_ref().map(|partner| partner.zone);
            let reader = times.reader(other);
            Some(match writing.role {
                Role::Patient if no_answer => {
                    t_string!(words, letters.compose.promise_none_wanted).to_owned()
                }
                Role::Patient => promise_words(words, conversation, now, &reader),
                Role::Therapist if is_editing => {
                    t_string!(words, letters.compose.release_keeps_hour).to_owned()
                }
                Role::Therapist => release_words(words, conversation, now, &reader),
            })
        })
    };
    let is_offline = move || matches!(desk.link.get(), DeskLink::NotReached(_));
    view! {
        <p data-testid="promise-line">{line}</p>
        <Show when=move || is_offline() && writing.role == Role::Patient>
            <p>{move || t_string!(words, letters.compose.offline)}</p>
        </Show>
    }
}

fn promise_words(
    words: Words,
    conversation: &Conversation,
    now: DateTime<Utc>,
    reader: &Reader,
) -> String {
    match answered(&conversation.timeline, now) {
        Answered::NothingAgreed => {
            t_string!(words, letters.compose.promise_no_agreement).to_owned()
        }
        Answered::NoWindow => t_string!(words, letters.compose.promise_no_window).to_owned(),
        Answered::Within { before, window } => fill(
            t_string!(words, letters.compose.promise),
            &[
                ("before", &reader.moment(before)),
                ("window", &reader.interval_in_both(window)),
            ],
        ),
    }
}

fn release_words(
    words: Words,
    conversation: &Conversation,
    now: DateTime<Utc>,
    reader: &Reader,
) -> String {
    match leaves(&conversation.timeline, now) {
        Leaves::NothingAgreed => {
            t_string!(words, letters.compose.release_nothing_agreed).to_owned()
        }
        Leaves::Open(until) => fill(
            t_string!(words, letters.compose.release_open),
            &[("until", &reader.clock(until))],
        ),
        Leaves::At(at) => fill(
            t_string!(words, letters.compose.release_at),
            &[("at", &reader.moment_in_both(at))],
        ),
        Leaves::NoWindow => t_string!(words, letters.compose.release_no_window).to_owned(),
    }
}
