//! A therapist's word inside an open window while there is still time: who is
//! promised an answer in it. Never anything outside a window (product rule 9).

use super::words::{Times, Words};
use crate::{
    components::{
        attributes::given,
        icon::IconName,
        live::live,
        memo::Memo,
        notice::{NoticeKind, still_notice},
        parts::{nothing, paragraph},
        shell::live_region,
    },
    i18n::{fill, listed, t_string},
    pages::reading::name_of,
    routes,
    state::{Desk, DueSoon},
};
use holdfast_protocol::ConversationId;
use holdfast_rhythm::Window;
use leptos::prelude::*;

/// The notice with ways to them; screen readers hear it once for each window.
pub fn due_soon(words: Words) -> AnyView {
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let due = Memo::new(move |_| {
        let now = times.reader(None).now;
        desk.book.with(|book| {
            let DueSoon {
                window,
                conversations,
            } = book.due_soon(now)?;
            let named = |id: ConversationId| Some((id, name_of(words, book.get(id)?)));
            let people: Vec<_> = conversations.into_iter().filter_map(named).collect();
            Some((window, people))
        })
    });
    let said = Memo::new(move |before: Option<&(Option<Window>, String)>| {
        let Some((window, people)) = due.get() else {
            return (None, String::new());
        };
        // Fewer people later are no news.
        match before {
            Some((of, said)) if *of == Some(window) => (*of, said.clone()),
            _ => (Some(window), said(words, times, window, &people)),
        }
    });
    let shown = live(move || match due.get() {
        Some((window, people)) => shown(words, times, window, people),
        None => nothing(),
    });
    vec![shown, live_region(move || said.get().1)].into_any()
}

fn said(words: Words, times: Times, window: Window, people: &[(ConversationId, String)]) -> String {
    let reader = untrack(|| times.reader(None));
    let names: Vec<String> = people.iter().map(|(_, name)| name.clone()).collect();
    let names = listed(&names, reader.language);
    fill(
        t_string!(words, today.due_soon_said),
        &[("until", &reader.until(window.closes)), ("names", &names)],
    )
}

fn shown(
    words: Words,
    times: Times,
    window: Window,
    people: Vec<(ConversationId, String)>,
) -> AnyView {
    let until = untrack(|| times.reader(None)).until(window.closes);
    let sentence = fill(t_string!(words, today.due_soon), &[("until", &until)]);
    let people: Vec<AnyView> = people.into_iter().map(way).collect();
    let people = view! { <ul class="row">{people}</ul> }.into_any();
    let told = still_notice(
        NoticeKind::Calm,
        IconName::Clock,
        vec![paragraph(sentence), people],
    );
    view! { <section {..given("aria-label", t_string!(words, today.due_soon_label))}>{told}</section> }.into_any()
}

fn way((id, name): (ConversationId, String)) -> AnyView {
    view! {
        <li>
            <a {..given("href", routes::letters(id))}>{name}</a>
        </li>
    }
    .into_any()
}
