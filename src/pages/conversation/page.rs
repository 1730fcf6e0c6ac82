//! The page of the letters, for both sides.

use super::{compose::compose, notes::notes, reading::END, thread::thread, writing::Writing};
#[cfg(feature = "therapist")]
use crate::{components::shell::page_beside, pages::today::today_beside, side::known};
use crate::{
    components::{
        attributes::given,
        button::{ButtonKind, button_link},
        empty_state::empty_state,
        icon::IconName,
        live::{effect, live},
        memo::Memo,
        notice::{NoticeKind, still_notice},
        parts::paragraph,
        shell::page as page_of,
    },
    i18n::{fill, t_string, use_i18n},
    pages::{
        later,
        shell::{Words, beside_once_here, name_in},
    },
    routes::{self, Named},
    state::{Desk, Route, Session, page},
};
use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

/// A patient's letters.
#[component]
pub fn HomePage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let home = Memo::new(move |_| match desk.session.get() {
        Session::Here { home, .. } => home,
        _ => None,
    });
    live(move || match home.get() {
        Some(conversation) => letters(words, desk, conversation),
        None => not_here(words),
    })
}

/// The letters of the conversation that the address names.
#[component]
pub fn ConversationPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let route = expect_context::<Route>();
    live(move || match route.conversation() {
        Named::One(conversation) => letters(words, desk, conversation),
        Named::None | Named::Unknown => not_here(words),
    })
}

fn letters(words: Words, desk: Desk, conversation: ConversationId) -> AnyView {
    let role = Memo::new(move |_| {
        desk.book
            .with(|book| book.get(conversation).map(|conversation| conversation.role))
    });
    live(move || match role.get() {
        Some(role) => letters_of(words, desk, conversation, role),
        None => not_here(words),
    })
}

fn letters_of(words: Words, desk: Desk, conversation: ConversationId, role: Role) -> AnyView {
    let writing = Writing::new(desk, words, conversation, role);
    let title = move || {
        let name = desk
            .book
            .with(|book| book.get(conversation).and_then(name_in));
        match name {
            Some(name) => fill(t_string!(words, letters.title), &[("name", &name)]),
            None => t_string!(words, letters.title_plain).to_owned(),
        }
    };
    let joined = Memo::new(move |_| {
        desk.book.with(|book| {
            book.get(conversation)
                .is_some_and(|conversation| conversation.partner.is_some())
        })
    });
    // The newest is at the end; arriving puts the focus on the heading first.
    effect(|| {
        page::once_shown(|| page::once_shown(|| page::show(&format!("#{END}"))));
    });
    let written = live(move || {
        if joined.get() {
            let end = view! { <div {..given("id", END)}></div> }.into_any();
            let card = beside_once_here(later::check_in_card);
            vec![thread(writing), card, notes(writing), compose(writing), end].into_any()
        } else {
            not_joined(words)
        }
    });
    #[cfg(feature = "therapist")]
    if known(role) == Role::Therapist {
        let list = today_beside(words, conversation);
        return page_beside(t_string!(words, today.beside), list, title, vec![written]);
    }
    page_of(title, vec![written])
}

/// Nobody to write to yet.
fn not_joined(words: Words) -> AnyView {
    let people = t_string!(words, letters.to_people);
    empty_state(
        IconName::Letters,
        t_string!(words, letters.not_joined_title),
        t_string!(words, letters.not_joined),
        Some(button_link(ButtonKind::Quiet, routes::PEOPLE, people)),
    )
}

fn not_here(words: Words) -> AnyView {
    let home = t_string!(words, common.go_home);
    let notice = vec![
        paragraph(t_string!(words, common.lost.not_yours)),
        button_link(ButtonKind::Primary, routes::HOME, home),
    ];
    let title = t_string!(words, letters.title_plain);
    page_of(
        title,
        vec![still_notice(
            NoticeKind::Calm,
            IconName::Information,
            notice,
        )],
    )
}
