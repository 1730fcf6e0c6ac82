//! What will happen to the words, beside the button, before it is pressed.

use super::{
    outlook::{Answered, Leaves, answered, leaves},
    writing::Writing,
};
use crate::{
    components::{
        live::live,
        parts::{nothing, paragraph},
    },
    i18n::{fill, t_string, times::Reader},
    pages::shell::{Times, Words},
    state::{Conversation, DeskLink},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::Role;
use leptos::prelude::*;

/// The promise for a patient's letter, the leaving of a therapist's reply.
pub fn outlook_lines(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let offline = live(move || {
        let is_offline = matches!(writing.desk.link.get(), DeskLink::NotReached(_));
        if is_offline && writing.role == Role::Patient {
            paragraph(t_string!(writing.words, letters.compose.offline))
        } else {
            nothing()
        }
    });
    view! {
        <p data-testid="promise-line">{move || line(writing, times)}</p>
        {offline}
    }
    .into_any()
}

fn line(writing: Writing, times: Times) -> String {
    let words = writing.words;
    let now = times.now();
    let no_answer = writing.no_answer.get();
    let is_editing = writing.is_editing();
    writing.desk.book.with(|book| {
        let Some(conversation) = book.get(writing.conversation) else {
            return String::new();
        };
        let other = conversation.partner.as_ref().map(|partner| partner.zone);
        let reader = times.reader(other);
        match writing.role {
            Role::Patient if no_answer => {
                t_string!(words, letters.compose.promise_none_wanted).to_owned()
            }
            Role::Patient => promise_words(words, conversation, now, &reader),
            Role::Therapist if is_editing => {
                t_string!(words, letters.compose.release_keeps_hour).to_owned()
            }
            Role::Therapist => release_words(words, conversation, now, &reader),
        }
    })
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
