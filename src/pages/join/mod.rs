//! Accepting an invitation, for patients and therapists alike.

mod form;
mod link;
mod trouble;

pub use trouble::trouble_words;

use crate::{
    components::{
        button::{ButtonKind, ButtonLink},
        shell::Page,
    },
    i18n::{fill, t_string, use_i18n},
    pages::shell::{OpeningPage, ShutPage},
    routes,
    state::{Desk, Route, Session, page},
};
use form::JoinForm;
use holdfast_protocol::{Link, LinkError};
use leptos::prelude::*;
use link::PasteLink;

/// Who reaches this page has a link in the address, or pastes one.
#[component]
pub fn JoinPage() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let link = RwSignal::new(Err(LinkError::Empty));
    let busy = RwSignal::new(false);
    let route = expect_context::<Route>();
    Effect::new(move || {
        let fragment = route.fragment();
        let read = fragment.parse::<Link>();
        if read.is_ok() {
            page::clear_fragment();
        }
        if !fragment.is_empty() {
            link.set(read);
        }
    });
    let session = Memo::new(move |_| desk.session.get());
    move || match session.get() {
        Session::Opening => view! { <OpeningPage /> }.into_any(),
        Session::Shut(trouble) => view! { <ShutPage trouble /> }.into_any(),
        Session::Here { name, .. } if !busy.get() => view! { <AlreadyHere name /> }.into_any(),
        Session::Nobody { .. } | Session::Here { .. } => view! { <Invited link busy /> }.into_any(),
    }
}

#[component]
fn Invited(link: RwSignal<Result<Link, LinkError>>, busy: RwSignal<bool>) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Page title=move || t_string!(words, join.title)>
            <div class="stack">
                <p class="lead">{move || t_string!(words, join.what_it_is)}</p>
                <p>{move || t_string!(words, join.what_it_is_not)}</p>
                <p>{move || t_string!(words, join.who_sees)}</p>
            </div>
            {move || match link.get() {
                Ok(whole) => view! { <JoinForm whole link busy /> }.into_any(),
                Err(error) => view! { <PasteLink error link /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn AlreadyHere(name: String) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Page title=move || t_string!(words, join.here.title)>
            <p>{move || fill(t_string!(words, join.here.words), &[("name", &name)])}</p>
            <div class="row">
                <ButtonLink href=routes::HOME.to_owned() kind=ButtonKind::Primary>
                    {move || t_string!(words, join.here.home)}
                </ButtonLink>
            </div>
        </Page>
    }
}
