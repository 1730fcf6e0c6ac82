//! What is kept where, and who can see what, in plain words.

use leptos::prelude::*;

use crate::components::icon::IconName;
use crate::components::notice::{Notice, NoticeKind};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::{Author, Book, Desk, Session, Standing};

/// This device: who is here, what waits on it.
#[component]
pub(super) fn ThisDevice() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let name = Memo::new(move |_| match desk.session.get() {
        Session::Here { name, .. } => Some(name),
        _ => None,
    });
    let who = move || match name.get() {
        Some(name) => fill(t_string!(words, settings.name), &[("name", &name)]),
        None => t_string!(words, settings.nobody).to_owned(),
    };
    let waiting = Memo::new(move |_| desk.book.with(waiting));
    let waiting = move || match waiting.get() {
        0 => t_string!(words, settings.waiting_none).to_owned(),
        1 => t_string!(words, settings.waiting_one).to_owned(),
        count => fill(
            t_string!(words, settings.waiting_some),
            &[("count", &count.to_string())],
        ),
    };
    let drafts = move || match desk.drafts.with(|drafts| drafts.len()) {
        0 => t_string!(words, settings.drafts_none).to_owned(),
        count => fill(
            t_string!(words, settings.drafts_some),
            &[("count", &count.to_string())],
        ),
    };
    view! {
        <section class="stack stack-close">
            <h2>{move || t_string!(words, settings.device_title)}</h2>
            <p>{who}</p>
            {move || {
                name.get()
                    .map(|_| {
                        view! {
                            <p data-testid="waiting">{waiting}</p>
                            <p>{drafts}</p>
                        }
                    })
            }}
            <p>{move || t_string!(words, settings.kept)}</p>
        </section>
        <section class="stack stack-close">
            <h2>{move || t_string!(words, settings.relay_title)}</h2>
            <p>{move || t_string!(words, settings.relay_sees)}</p>
            <p>{move || t_string!(words, settings.relay_not)}</p>
        </section>
        <section class="stack stack-close">
            <h2>{move || t_string!(words, settings.watched_title)}</h2>
            <Notice kind=NoticeKind::Sand icon=IconName::Device still=true>
                <p>{move || t_string!(words, settings.watched)}</p>
            </Notice>
        </section>
    }
}

/// How many letters written here have not reached the relay.
fn waiting(book: &Book) -> usize {
    book.conversations
        .values()
        .flat_map(|conversation| conversation.letters())
        .filter(|letter| {
            letter.author == Author::Me && !matches!(letter.standing, Standing::Arrived(_))
        })
        .count()
}
