//! The therapist's first page.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::aside::WindowAndHeld;
use super::entry::entry_in_words;
use super::keys::Keys;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty_state::EmptyState;
use crate::components::shell::{Page, WithAside};
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::shell::Times;
use crate::routes;
use crate::state::{Desk, TodayEntry};

/// Who is owed an answer, most urgent first.
#[component]
pub fn TodayPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let navigate = use_navigate();
    let entries: Memo<Vec<TodayEntry>> =
        Memo::new(move |_| desk.book.with(|book| book.today(times.now())));
    let list = move || {
        let entries = entries.get();
        if entries.is_empty() {
            return view! { <NobodyWaits /> }.into_any();
        }
        let reader = times.reader(None);
        let lines = desk.book.with(|book| {
            let line = |(place, entry): (usize, &TodayEntry)| {
                let found = book.get(entry.conversation)?;
                Some(entry_in_words(words, place, entry, found, reader))
            };
            entries
                .iter()
                .enumerate()
                .filter_map(line)
                .collect::<Vec<_>>()
        });
        view! {
            <section class="stack">
                <h2>{t_string!(words, today.list)}</h2>
                <ol class="stack">{lines}</ol>
            </section>
        }
        .into_any()
    };
    let open = move |place: usize| {
        let id = entries.with_untracked(|entries| entries.get(place).map(|e| e.conversation));
        if let Some(id) = id {
            navigate(
                &routes::letters(id),
                leptos_router::NavigateOptions::default(),
            );
        }
    };
    view! {
        <Page title=move || t_string!(words, today.title) wide=true>
            <WithAside
                aside=|| view! { <WindowAndHeld /> }
                aside_label=move || t_string!(words, today.aside)
            >
                {list}
                <Keys count=Signal::derive(move || entries.with(Vec::len)) open=open />
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
