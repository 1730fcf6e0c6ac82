//! The therapist's first page.

use holdfast_protocol::ConversationId;
use leptos::prelude::*;

use super::aside::window_and_held;
use super::entry::EntryInWords;
use super::keys::keys;
use crate::components::button::{ButtonKind, button_link};
use crate::components::empty_state::empty_state;
use crate::components::icon::IconName;
use crate::components::live::{live, live_list};
use crate::components::parts::{heading, paragraph_of, section};
use crate::components::shell::{Page, WithAside};
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Desk, Route, TodayEntry};

/// Who is owed an answer, most urgent first.
#[component]
pub fn TodayPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let route = expect_context::<Route>();
    let nobody = Memo::new(move |_| waiting(desk, times).is_empty());
    let list = live(move || {
        if nobody.get() {
            live(move || nobody_waits(words, desk, times))
        } else {
            who_waits(words, desk, times)
        }
    });
    let open = move |id| route.go(&routes::letters(id));
    let keys = keys(words, move || untrack(|| waiting(desk, times)), open);
    view! {
        <Page title=t_string!(words, today.title) wide=true>
            <WithAside
                aside=move || live(move || window_and_held(words, desk, times))
                aside_label=t_string!(words, today.aside)
            >
                {list}
                {keys}
            </WithAside>
        </Page>
    }
}

/// Those who wait for an answer, in their order.
fn waiting(desk: Desk, times: Times) -> Vec<ConversationId> {
    let now = times.reader(None).now;
    let id = |entry: TodayEntry| entry.conversation;
    desk.book.read().today(now).into_iter().map(id).collect()
}

fn who_waits(words: Words, desk: Desk, times: Times) -> AnyView {
    let lines = live_list(move || {
        let reader = times.reader(None);
        let book = desk.book.read();
        let line = |entry: &TodayEntry| {
            let found = book.get(entry.conversation)?;
            Some(EntryInWords::new(words, entry, found, reader).into_line(words))
        };
        book.today(reader.now).iter().filter_map(line).collect()
    });
    let lines = view! { <ol class="stack">{lines}</ol> }.into_any();
    let title = heading(t_string!(words, today.list));
    let order = paragraph_of("quiet small", t_string!(words, today.order));
    section("stack", vec![title, order, lines])
}

/// Nobody waits: what is next, and where to begin while there is nobody yet.
fn nobody_waits(words: Words, desk: Desk, times: Times) -> AnyView {
    let reader = times.reader(None);
    let book = desk.book.read();
    let more = if let Some(open) = book.window_at(reader.now) {
        let until = reader.until(open.closes);
        fill(t_string!(words, today.empty_open), &[("until", &until)])
    } else if let Some(next) = book.next_opening(reader.now) {
        let next = reader.interval(next);
        fill(t_string!(words, today.empty_next), &[("window", &next)])
    } else {
        t_string!(words, today.empty_nothing).to_owned()
    };
    let to_people = || {
        let said = t_string!(words, today.to_people);
        button_link(ButtonKind::Primary, routes::PEOPLE, said)
    };
    let first = book.conversations.is_empty().then(to_people);
    let title = t_string!(words, today.empty_title);
    empty_state(IconName::Calm, title, more, first)
}
