//! The therapist's first page.

use leptos::prelude::*;

use super::aside::window_and_held;
use super::keys::{Reply, keys};
use super::list::{waiting, who_waits};
use crate::components::button::{ButtonKind, button_link};
use crate::components::empty_state::empty_state;
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::{nothing, paragraph_of, section};
use crate::components::shell::{Page, WithAside};
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Desk, Route};

/// Who is owed an answer, most urgent first.
#[component]
pub fn TodayPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let route = expect_context::<Route>();
    let nobody = Memo::new(move |_| waiting(desk, times).is_empty());
    let list = live(move || {
        if nobody.get() && !desk.is_whole() {
            nothing()
        } else if nobody.get() {
            live(move || nobody_waits(words, desk, times))
        } else {
            let mut parts = who_waits(words, desk, times);
            let order = paragraph_of("quiet small", t_string!(words, today.order));
            parts.insert(1, order);
            section("stack", parts)
        }
    });
    let keys = keys(
        words,
        move || untrack(|| waiting(desk, times)),
        Reply::Open(route),
    );
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
