//! Accepting an invitation, for patients and therapists alike.

mod form;
mod link;
mod signed_out;
mod trouble;

pub use signed_out::signed_out;
pub use trouble::trouble_words;

use crate::{
    components::{
        button::{ButtonKind, button_link},
        live::{effect, live},
        memo::Memo,
        parts::{block, paragraph, paragraph_of, row},
        shell::page as page_of,
    },
    i18n::{fill, t_string, use_i18n},
    pages::{
        later,
        shell::{Words, once_here, opening_page, shut_page},
    },
    routes,
    state::{Desk, Route, Session, page},
};
use form::join_form;
use holdfast_protocol::{Link, LinkError};
use leptos::prelude::*;
use link::paste_link;

/// What is known of the invitation, and what becomes of it.
#[derive(Clone, Copy)]
struct Invitation {
    /// The link, or what is wrong with it.
    link: RwSignal<Result<Link, LinkError>>,
    /// Whether joining is on its way.
    busy: RwSignal<bool>,
}

/// Who reaches this page has a link in the address, or pastes one.
#[component]
pub fn JoinPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let invitation = Invitation {
        link: RwSignal::new(Err(LinkError::Empty)),
        busy: RwSignal::new(false),
    };
    provide_context(invitation);
    let route = expect_context::<Route>();
    let opening = Memo::new(move |_| desk.session.with(|session| *session == Session::Opening));
    effect(move || {
        // Until then the app may yet open in its other build, with the link.
        if opening.get() {
            return;
        }
        let fragment = route.fragment();
        let read = fragment.parse::<Link>();
        if read.is_ok() {
            page::clear_fragment();
        }
        if !fragment.is_empty() {
            invitation.link.set(read);
        }
    });
    live(move || match desk.session.get() {
        Session::Opening => opening_page(words),
        Session::Shut(trouble) => shut_page(words, desk, trouble),
        Session::Here { name, .. } if !invitation.busy.get() => match invitation.link.get() {
            Ok(_) if desk.signed_out.get() => once_here(later::signed_out),
            Ok(_) => {
                // The relay may have forgotten this device since it was asked.
                untrack(|| desk.sync_now());
                already_here(words, &name)
            }
            Err(_) => already_here(words, &name),
        },
        Session::Nobody { .. } | Session::Here { .. } | Session::Removed { .. } => {
            invited(words, invitation)
        }
    })
}

fn invited(words: Words, invitation: Invitation) -> AnyView {
    let said = vec![
        paragraph_of("lead", t_string!(words, join.what_it_is)),
        paragraph(t_string!(words, join.what_it_is_not)),
        paragraph(t_string!(words, join.who_sees)),
    ];
    let form = live(move || match invitation.link.get() {
        Ok(whole) => join_form(words, whole, invitation),
        Err(error) => paste_link(words, error, invitation),
    });
    let title = t_string!(words, join.title);
    page_of(title, vec![block("stack", said), form])
}

fn already_here(words: Words, name: &str) -> AnyView {
    let said = fill(t_string!(words, join.here.words), &[("name", name)]);
    let home = t_string!(words, join.here.home);
    let home = row(vec![button_link(ButtonKind::Primary, routes::HOME, home)]);
    let title = t_string!(words, join.here.title);
    page_of(title, vec![paragraph(said), home])
}
