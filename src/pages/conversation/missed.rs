//! A promised answer that did not come: said calmly above the place to write,
//! with the new time for it, for as long as it is so (product rule 6).

use super::writing::Writing;
use crate::{
    components::{
        button::{ButtonKind, button_link},
        icon::IconName,
        live::live,
        memo::Memo,
        notice::{NoticeKind, notice},
        parts::{nothing, paragraph, row},
    },
    i18n::{fill, t_string, times::Reader},
    pages::{
        reading::other_zone,
        shell::{Times, Words},
    },
    routes,
    state::{Conversation, LetterState},
};
use holdfast_rhythm::Window;
use leptos::prelude::*;

/// The notice; nothing while no promise is missed.
pub fn missed_notice(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let words = writing.words;
    let said = Memo::new(move |_| {
        writing.desk.book.with(|book| {
            let conversation = book.get(writing.conversation)?;
            let reader = times.reader(other_zone(conversation));
            let missed = missed(conversation, &reader)?;
            let is_known = writing.desk.reached_since(missed.0.closes);
            Some(sentences(words, missed, is_known, &reader))
        })
    });
    live(move || {
        let Some(sentences) = said.get() else {
            return nothing();
        };
        let mut parts: Vec<AnyView> = sentences.into_iter().map(paragraph).collect();
        let help = t_string!(words, common.get_help);
        parts.push(row(vec![button_link(
            ButtonKind::Quiet,
            routes::HELP,
            help,
        )]));
        notice(NoticeKind::Sand, IconName::Heart, parts)
    })
}

/// The last window that closed without an answer which is still owed, and the
/// one named anew.
fn missed(conversation: &Conversation, reader: &Reader) -> Option<(Window, Option<Window>)> {
    let waiting = conversation.answerable();
    let missed = waiting.into_iter().filter_map(|id| {
        let letter = conversation.letter(id)?;
        match conversation.state_of(letter, reader.now) {
            LetterState::Missed { promise, next } => {
                Some((promise.window, next.map(|next| next.window)))
            }
            _ => None,
        }
    });
    missed.max_by_key(|(window, _)| window.closes)
}

fn sentences(
    words: Words,
    (window, next): (Window, Option<Window>),
    is_known: bool,
    reader: &Reader,
) -> Vec<String> {
    let sentence = if is_known {
        t_string!(words, letters.missed.words)
    } else {
        t_string!(words, letters.missed.not_here)
    };
    let new_time = match next {
        Some(next) => {
            let next = reader.interval_in_both(next);
            fill(t_string!(words, letters.missed.next), &[("next", &next)])
        }
        None => t_string!(words, letters.missed.no_next).to_owned(),
    };
    let window = reader.interval_in_both(window);
    vec![
        fill(sentence, &[("window", &window)]),
        new_time,
        t_string!(words, letters.missed.nothing_to_do).to_owned(),
    ]
}
