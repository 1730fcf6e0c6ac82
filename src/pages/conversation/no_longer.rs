//! A patient may let a promise go: "I need no answer to this any more"
//! (product rule 8).

use super::writing::Writing;
use crate::{
    components::{
        button::{ButtonKind, button},
        dialog::confirmation,
        live::live,
        memo::Memo,
        parts::{nothing, paragraph},
    },
    i18n::{fill, t_string},
    pages::reading::name_of,
};
use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;

/// The quiet action under a promised letter, until it is taken.
pub fn no_longer(id: EnvelopeId, writing: Writing) -> AnyView {
    let is_open = Memo::new(move |_| {
        writing.desk.book.with(|book| {
            book.get(writing.conversation)
                .is_some_and(|conversation| conversation.answerable().contains(&id))
        })
    });
    live(move || match is_open.get() {
        true => offered(id, writing),
        false => nothing(),
    })
}

fn offered(id: EnvelopeId, writing: Writing) -> AnyView {
    let words = writing.words;
    let asks = RwSignal::new(false);
    let name = writing.desk.book.with_untracked(|book| {
        let conversation = book.get(writing.conversation);
        conversation.map_or_else(String::new, |conversation| name_of(words, conversation))
    });
    let end = move || {
        let done = t_string!(words, letters.announce.no_longer);
        writing.close(vec![id], done);
    };
    let sentence = t_string!(words, letters.closing.no_longer_words);
    vec![
        button(
            ButtonKind::Plain,
            t_string!(words, letters.closing.no_longer),
            move || asks.set(true),
        ),
        confirmation(
            format!("no-longer-{id}"),
            asks,
            t_string!(words, letters.closing.no_longer_title),
            vec![paragraph(fill(sentence, &[("name", &name)]))],
            t_string!(words, letters.closing.no_longer_no),
            (
                ButtonKind::Primary,
                t_string!(words, letters.closing.no_longer_yes),
                Callback::new(move |()| end()),
            ),
        ),
    ]
    .into_any()
}
