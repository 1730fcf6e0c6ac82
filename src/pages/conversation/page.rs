//! The page of the letters, for both sides.

use super::{compose::Compose, notes::Notes, thread::Thread, writing::Writing};
use crate::{
    components::{
        button::{ButtonKind, ButtonLink},
        empty_state::EmptyState,
        icon::IconName,
        notice::Notice,
        shell::Page,
    },
    i18n::{fill, t_string, use_i18n},
    pages::{shell::name_in, today::TodayPage},
    routes::{self, Named},
    state::{Desk, Route, Session, page},
};
use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

/// What the end of the thread is found by.
const END: &str = "compose-end";

/// A patient's letters, a therapist's day.
#[component]
pub fn HomePage() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let home = Memo::new(move |_| match desk.session.get() {
        Session::Here { role, home, .. } => Some((role, home)),
        _ => None,
    });
    move || match home.get()? {
        (Role::Therapist, _) => Some(view! { <TodayPage /> }.into_any()),
        (Role::Patient, Some(conversation)) => Some(view! { <Letters conversation /> }.into_any()),
        (Role::Patient, None) => Some(view! { <NotHere /> }.into_any()),
    }
}

/// The letters of the conversation that the address names.
#[component]
pub fn ConversationPage() -> impl IntoView {
    let route = expect_context::<Route>();
    move || match route.conversation() {
        Named::One(conversation) => view! { <Letters conversation /> }.into_any(),
        Named::None | Named::Unknown => view! { <NotHere /> }.into_any(),
    }
}

#[component]
fn Letters(conversation: ConversationId) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let role = Memo::new(move |_| {
        desk.book
            .with(|book| book.get(conversation).map(|conversation| conversation.role))
    });
    move || match role.get() {
        Some(role) => view! { <LettersOf conversation role /> }.into_any(),
        None => view! { <NotHere /> }.into_any(),
    }
}

#[component]
fn LettersOf(conversation: ConversationId, role: Role) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let writing = Writing::new(desk, conversation, role);
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
    Effect::new(|| {
        page::once_shown(|| page::once_shown(|| page::show(&format!("#{END}"))));
    });
    view! {
        <Page title=title>
            {move || {
                if joined.get() {
                    view! {
                        <Thread writing />
                        <Notes conversation />
                        <Compose writing />
                        <div id=END></div>
                    }
                        .into_any()
                } else {
                    view! { <NotJoined /> }.into_any()
                }
            }}
        </Page>
    }
}

/// Nobody to write to yet.
#[component]
fn NotJoined() -> impl IntoView {
    let words = use_i18n();
    view! {
        <EmptyState
            icon=IconName::Letters
            title=move || t_string!(words, letters.not_joined_title)
            words=move || t_string!(words, letters.not_joined)
        >
            <ButtonLink href=routes::PEOPLE.to_owned()>
                {move || t_string!(words, letters.to_people)}
            </ButtonLink>
        </EmptyState>
    }
}

#[component]
fn NotHere() -> impl IntoView {
    let words = use_i18n();
    view! {
        <Page title=move || t_string!(words, letters.title_plain)>
            <Notice still=true>
                <p>{move || t_string!(words, common.lost.not_yours)}</p>
                <ButtonLink href=routes::HOME.to_owned() kind=ButtonKind::Primary>
                    {move || t_string!(words, common.go_home)}
                </ButtonLink>
            </Notice>
        </Page>
    }
}
