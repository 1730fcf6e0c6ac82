//! The ways by which a therapist sends a reply outside the agreed windows.

use super::{
    outlook::{Leaves, leaves},
    writing::Writing,
};
use crate::{
    components::{
        button::{ButtonKind, button},
        live::live,
        memo::Memo,
        parts::nothing,
    },
    i18n::t_string,
    pages::shell::Times,
};
use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;

/// What is to go now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// What is in the field.
    Field,
    /// A held reply.
    Held(EnvelopeId),
}

/// The quiet way to it for what is in the field, while there are words.
pub fn outside_way(writing: Writing) -> AnyView {
    let words = t_string!(writing.words, letters.outside.open);
    let has_words = Memo::new(move |_| writing.can_send());
    let way = way(writing, Asked::Field, words);
    live(move || match has_words.get() {
        true => way(),
        false => nothing(),
    })
}

/// The quiet way to it for a held reply.
pub fn outside_way_of(held: EnvelopeId, writing: Writing) -> AnyView {
    let words = t_string!(writing.words, letters.outside.open_held);
    live(way(writing, Asked::Held(held), words))
}

/// The button, while no window is open: inside one nothing is outside.
fn way(
    writing: Writing,
    asked: Asked,
    words: &'static str,
) -> impl Fn() -> AnyView + Copy + Send + Sync + 'static {
    let times = expect_context::<Times>();
    let is_shut = Memo::new(move |_| {
        let leaves = writing.desk.book.with(|book| {
            let conversation = book.get(writing.conversation)?;
            Some(leaves(&conversation.timeline, times.now()))
        });
        matches!(leaves, Some(Leaves::At(_) | Leaves::NoWindow))
    });
    move || match is_shut.get() {
        true => button(ButtonKind::Plain, words, move || {
            writing.asks_outside.set(Some(asked));
        }),
        false => nothing(),
    }
}
