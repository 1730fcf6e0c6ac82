//! The therapist's first page.

use leptos::prelude::*;

use super::aside::WindowAndHeld;
use super::entry::{Entry, EntryInWords};
use super::keys::Keys;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty_state::EmptyState;
use crate::components::shell::{Page, WithAside};
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::shell::Times;
use crate::routes;
use crate::state::{Desk, Route};

/// Who is owed an answer, most urgent first.
#[component]
pub fn TodayPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let route = expect_context::<Route>();
    let entries = Memo::new(move |_| -> Vec<EntryInWords> {
        let reader = times.reader(None);
        desk.book.with(|book| {
            let entries = book.today(reader.now).into_iter();
            entries
                .filter_map(|entry| {
                    let found = book.get(entry.conversation)?;
                    Some(EntryInWords::new(words, &entry, found, reader))
                })
                .collect()
        })
    });
    let nobody = Memo::new(move |_| entries.with(Vec::is_empty));
    let list = move || {
        if nobody.get() {
            return view! { <NobodyWaits /> }.into_any();
        }
        view! {
            <section class="stack">
                <h2>{move || t_string!(words, today.list)}</h2>
                <ol class="stack">
                    <For each=move || entries.get() key=EntryInWords::clone let:entry>
                        <Entry entry />
                    </For>
                </ol>
            </section>
        }
        .into_any()
    };
    let links = Signal::derive(move || {
        entries.with(|entries| {
            entries
                .iter()
                .map(EntryInWords::link_id)
                .collect::<Vec<_>>()
        })
    });
    let open = move |place: usize| {
        let id = entries.with_untracked(|entries| entries.get(place).map(|e| e.conversation));
        if let Some(id) = id {
            route.go(&routes::letters(id));
        }
    };
    view! {
        <Page title=move || t_string!(words, today.title) wide=true>
            <WithAside
                aside=|| view! { <WindowAndHeld /> }
                aside_label=move || t_string!(words, today.aside)
            >
                {list}
                <Keys links=links open=open />
            </WithAside>
        </Page>
    }
}

#[component]
fn NobodyWaits() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let alone = Memo::new(move |_| desk.book.with(|book| book.conversations.is_empty()));
    let more = move || {
        let reader = times.reader(None);
        desk.book.with(|book| {
            if let Some(open) = book.window_at(reader.now) {
                let until = reader.moment(open.closes);
                return fill(t_string!(words, today.empty_open), &[("until", &until)]);
            }
            match book.next_opening(reader.now) {
                Some(next) => fill(
                    t_string!(words, today.empty_next),
                    &[("window", &reader.interval(next))],
                ),
                None => t_string!(words, today.empty_nothing).to_owned(),
            }
        })
    };
    view! {
        <EmptyState title=move || t_string!(words, today.empty_title) words=more>
            {move || {
                alone
                    .get()
                    .then(|| {
                        view! {
                            <ButtonLink href=routes::PEOPLE.to_owned() kind=ButtonKind::Primary>
                                {move || t_string!(words, today.to_people)}
                            </ButtonLink>
                        }
                    })
            }}
        </EmptyState>
    }
}
