//! A therapist ends an exchange without a reply (product rule 8).

use super::{
    outlook::{Leaves, leaves},
    writing::Writing,
};
use crate::{
    components::{
        button::{ButtonKind, button},
        dialog::confirmation,
        live::live,
        memo::Memo,
        parts::{nothing, paragraph},
    },
    i18n::{fill, t_string, times::Reader},
    pages::{
        reading::{name_of, other_zone},
        shell::{Times, Words},
    },
    state::Conversation,
};
use holdfast_protocol::{EnvelopeId, NoticedLevel};
use leptos::prelude::*;

/// The quiet way out, while a letter waits for an answer.
pub fn ending(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let asks = RwSignal::new(false);
    let waiting = Memo::new(move |_| {
        writing.desk.book.with(|book| {
            book.get(writing.conversation)
                .map(Conversation::answerable)
                .unwrap_or_default()
        })
    });
    live(move || {
        let waiting = waiting.get();
        if waiting.is_empty() {
            return nothing();
        }
        offered(waiting, writing, times, asks)
    })
}

fn offered(
    waiting: Vec<EnvelopeId>,
    writing: Writing,
    times: Times,
    asks: RwSignal<bool>,
) -> AnyView {
    let words = writing.words;
    let about = waiting.clone();
    let said = live(move || {
        writing.desk.book.with(|book| {
            let Some(conversation) = book.get(writing.conversation) else {
                return nothing();
            };
            let reader = times.reader(other_zone(conversation));
            let leaves = leaves(&conversation.timeline, times.now());
            let all = sentences(words, conversation, &about, leaves, &reader);
            let all: Vec<AnyView> = all.into_iter().map(paragraph).collect();
            all.into_any()
        })
    });
    let end = move || {
        let done = t_string!(words, letters.announce.ended);
        writing.close(waiting.clone(), done);
    };
    vec![
        button(
            ButtonKind::Plain,
            t_string!(words, letters.closing.end),
            move || asks.set(true),
        ),
        confirmation(
            "end-exchange".to_owned(),
            asks,
            t_string!(words, letters.closing.title),
            vec![said],
            t_string!(words, letters.closing.no),
            (
                ButtonKind::Primary,
                t_string!(words, letters.closing.yes),
                Callback::new(move |()| end()),
            ),
        ),
    ]
    .into_any()
}

/// Which letters, what to read again first, and when the other side is told.
fn sentences(
    words: Words,
    conversation: &Conversation,
    about: &[EnvelopeId],
    leaves: Leaves,
    reader: &Reader,
) -> Vec<String> {
    let name = name_of(words, conversation);
    let letters = || about.iter().filter_map(|id| conversation.letter(*id));
    let since = letters().filter_map(crate::state::Letter::arrived).min();
    let when = since.map_or_else(String::new, |since| reader.moment(since));
    let sentence = if about.len() == 1 {
        t_string!(words, letters.closing.about_one)
    } else {
        t_string!(words, letters.closing.about_some)
    };
    let count = about.len().to_string();
    let mut all = vec![fill(
        sentence,
        &[("name", &name), ("count", &count), ("when", &when)],
    )];
    let is_pressing = letters()
        .filter_map(|letter| conversation.noticed_in(letter.id, letter.noticed.as_ref()))
        .any(|noticed| noticed.level >= NoticedLevel::Urgent);
    if is_pressing {
        all.push(t_string!(words, letters.closing.read_first).to_owned());
    }
    let told = match leaves {
        Leaves::At(at) => {
            let at = reader.moment_in_both(at);
            fill(
                t_string!(words, letters.closing.told_at),
                &[("name", &name), ("at", &at)],
            )
        }
        Leaves::NothingAgreed | Leaves::Open(_) => fill(
            t_string!(words, letters.closing.told_now),
            &[("name", &name)],
        ),
        Leaves::NoWindow => fill(
            t_string!(words, letters.closing.told_later),
            &[("name", &name)],
        ),
    };
    all.push(told);
    all
}
