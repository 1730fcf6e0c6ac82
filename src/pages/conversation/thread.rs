//! The letters, parted by days and windows.

use super::{
    items::{Item, items},
    sheet::Sheet,
    writing::Writing,
};
use crate::{
    components::{
        empty_state::EmptyState,
        icon::IconName,
        letter::{DayHeading, WindowHeading},
    },
    i18n::{fill, t_string, use_i18n},
    pages::shell::Times,
    state::Desk,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::Role;
use holdfast_rhythm::Window;
use leptos::prelude::*;

/// All letters of the conversation, the newest last.
#[component]
pub fn Thread(writing: Writing) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let here = writing.conversation;
    let zone = desk.reader_zone();
    let all = Memo::new(move |_| {
        let gone = writing.gone.get();
        desk.book.with(|book| {
            book.get(here)
                .map(|conversation| items(conversation, zone, &gone))
                .unwrap_or_default()
        })
    });
    let item = move |item: Item| match item {
        Item::Day { at, .. } => view! { <Day at /> }.into_any(),
        Item::Window { window, .. } => view! { <Open window writing /> }.into_any(),
        Item::Letter(id) => view! { <Sheet id writing /> }.into_any(),
    };
    view! {
        <div class="thread" data-testid="thread">
            <For each=move || all.get() key=|item| *item children=item />
        </div>
        <Show when=move || all.with(Vec::is_empty)>
            <Empty writing />
        </Show>
    }
}

#[component]
fn Day(at: DateTime<Utc>) -> impl IntoView {
    let times = expect_context::<Times>();
    view! { <DayHeading words=move || times.reader(None).heading(at) /> }
}

#[component]
fn Open(window: Window, writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let sentence = move || {
        let other = desk.book.with(|book| {
            let partner = book.get(writing.conversation)?.partner.as_ref()?;
            Some(partner.zone)
        });
        let reader = times.reader(other);
        fill(
            t_string!(words, letters.window),
            &[("window", &reader.interval_in_both(window))],
        )
    };
    view! { <WindowHeading words=sentence /> }
}

#[component]
fn Empty(writing: Writing) -> impl IntoView {
    let words = use_i18n();
    view! {
        <EmptyState
            icon=IconName::Letters
            title=move || t_string!(words, letters.empty_title)
            words=move || match writing.role {
                Role::Patient => t_string!(words, letters.empty_patient),
                Role::Therapist => t_string!(words, letters.empty_therapist),
            }
        />
    }
}
