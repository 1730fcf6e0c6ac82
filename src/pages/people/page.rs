//! Everyone a therapist writes with.

use super::{
    invitation::invite,
    person::{person, state_of},
};
use crate::{
    components::{
        empty_state::empty_state,
        icon::IconName,
        live::{Entry, live, live_list},
        memo::Memo,
        parts::nothing,
        shell::Page,
    },
    i18n::{t_string, use_i18n},
    pages::{
        reading::name_of,
        shell::{Times, Words},
    },
    state::{Book, Desk},
};
use holdfast_protocol::ConversationId;
use holdfast_rhythm::sort_by_key;
use leptos::prelude::*;

/// Everyone, and a way to invite someone.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let nobody = Memo::new(move |_| desk.book.read().conversations.is_empty());
    let person = move |id: ConversationId| {
        let copied = RwSignal::new(None::<bool>);
        let state = Memo::new(move |_| {
            let book = desk.book.read();
            let found = book.get(id);
            found.map_or_else(String::new, |found| {
                state_of(words, found, times, desk.is_whole())
            })
        });
        let drawn = live(move || match desk.book.read().get(id) {
            Some(found) => person(words, desk, found, state, copied),
            None => nothing(),
        });
        view! {
            <li class="sheet stack stack-close" data-testid="person">
                {drawn}
            </li>
        }
        .into_any()
    };
    let list = live(move || {
        if nobody.get() {
            if !desk.is_whole() {
                return nothing();
            }
            let title = t_string!(words, today.people.empty_title);
            let more = t_string!(words, today.people.empty_words);
            return empty_state(IconName::People, title, more, None);
        }
        let entry = move |id: ConversationId| Entry::new(id.to_string(), move || person(id));
        let entries = move || by_name(words, &desk.book.read()).map(entry).collect();
        view! { <ul class="stack">{live_list(entries)}</ul> }.into_any()
    });
    view! {
        <Page title=t_string!(words, today.people.title)>
            {list}
            {invite(words, desk)}
        </Page>
    }
}

fn by_name(words: Words, book: &Book) -> impl Iterator<Item = ConversationId> {
    let mut all: Vec<(String, ConversationId)> = book
        .conversations
        .values()
        .map(|found| (name_of(words, found).to_lowercase(), found.id))
        .collect();
    sort_by_key(&mut all, |(name, id)| (name.clone(), *id));
    all.into_iter().map(|(_, id)| id)
}
