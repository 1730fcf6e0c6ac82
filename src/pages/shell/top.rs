//! The bar at the top, filled.

use super::words::{Times, Words};
use crate::{
    components::{
        memo::Memo,
        shell::{TopWords, top_bar},
    },
    i18n::{fill, t_string, times::Reader},
    routes,
    state::{Conversation, Desk, Route, Session, page},
};
use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

/// Who you write with, when they read next, help, and the way out.
pub fn top(words: Words) -> AnyView {
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let route = expect_context::<Route>();
    let said = Memo::new(move |_| {
        let current = desk.session.with(|session| current(session, &route.path()));
        let reader = times.reader(None);
        desk.book.with(|book| {
            let conversation = current.and_then(|id| book.get(id));
            top_words(words, conversation, &reader)
        })
    });
    let help = (t_string!(words, common.get_help), routes::HELP);
    top_bar(said, help, (t_string!(words, common.exit), page::leave))
}

fn top_words(words: Words, conversation: Option<&Conversation>, reader: &Reader) -> TopWords {
    let title = conversation
        .and_then(name_in)
        .unwrap_or_else(|| t_string!(words, common.product).to_owned());
    let note = conversation
        .filter(|conversation| conversation.role == Role::Patient)
        .and_then(|conversation| reads_next(words, conversation, reader))
        .unwrap_or_default();
    TopWords { title, note }
}

fn reads_next(words: Words, conversation: &Conversation, reader: &Reader) -> Option<String> {
    let timeline = &conversation.timeline;
    if let Some(open) = timeline.window_at(reader.now) {
        let until = reader.until(open.closes);
        let sentence = t_string!(words, common.window_open);
        return Some(fill(sentence, &[("until", &until)]));
    }
    let window = reader.interval(timeline.next_opening(reader.now)?);
    let sentence = t_string!(words, common.next_window);
    Some(fill(sentence, &[("window", &window)]))
}

/// What the other side of a conversation is called by.
#[must_use]
pub fn name_in(conversation: &Conversation) -> Option<String> {
    let partner = conversation.partner.as_ref();
    partner
        .map(|partner| partner.name.clone())
        .or_else(|| conversation.label.clone().filter(|label| !label.is_empty()))
}

/// The conversation that the page is about.
fn current(session: &Session, path: &str) -> Option<ConversationId> {
    let Session::Here { home, .. } = session else {
        return None;
    };
    let named = path.rsplit('/').next().and_then(|id| id.parse().ok());
    named.or(*home)
}
