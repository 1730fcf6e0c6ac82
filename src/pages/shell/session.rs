//! Pages that need somebody at the device, and what stands there until then.

use super::words::{Words, store_words};
use crate::{
    components::{
        button::{ButtonKind, button, button_link, button_link_with},
        icon::IconName,
        live::live,
        memo::Memo,
        parts::{nothing, paragraph, paragraph_of, row, section, status},
        progress::progress,
        shell::{Page, page as page_of},
    },
    i18n::{t_string, use_i18n},
    pages::welcome::welcome_page,
    routes,
    state::{Desk, Session, page as browser},
};
use holdfast_protocol::Role;
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;

/// What whoever is at this device is in their conversations.
#[must_use]
pub fn role_here(desk: Desk) -> Memo<Option<Role>> {
    Memo::new(move |_| match desk.session.get() {
        Session::Here { role, .. } => Some(role),
        _ => None,
    })
}

/// The page, once somebody is here; until then what there is to say instead.
#[must_use]
pub fn when_here(page: fn() -> AnyView) -> AnyView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    live(move || match desk.session.get() {
        Session::Opening => opening_page(words),
        Session::Nobody {
            unfinished,
            taken_away,
        } => welcome_page(words, desk, unfinished, taken_away),
        Session::Shut(trouble) => shut_page(words, desk, trouble),
        Session::Removed { whole } => removed_page(words, whole),
        Session::Here { .. } => page(),
    })
}

/// The database is being opened.
#[must_use]
pub fn opening_page(words: Words) -> AnyView {
    let title = t_string!(words, common.product);
    view! {
        <Page title title_unseen=true>
            {progress(t_string!(words, common.opening))}
        </Page>
    }
    .into_any()
}

/// The database does not open: what happened, what is safe, what to do.
#[must_use]
pub fn shut_page(words: Words, desk: Desk, trouble: StoreTrouble) -> AnyView {
    let again = match trouble {
        StoreTrouble::Newer => {
            let newest = t_string!(words, common.trouble.use_new);
            button(ButtonKind::Primary, newest, browser::use_new_build)
        }
        _ => {
            let again = t_string!(words, common.try_again);
            button(ButtonKind::Primary, again, move || desk.open_database())
        }
    };
    let help = t_string!(words, common.get_help);
    let help = button_link_with(IconName::Phone, ButtonKind::Help, false, routes::HELP, help);
    page_of(
        t_string!(words, common.shut.title),
        vec![
            paragraph_of("lead", store_words(words, &trouble)),
            paragraph(t_string!(words, common.shut.safe)),
            paragraph(t_string!(words, common.shut.ways)),
            row(vec![again, help]),
            afresh(words, desk, trouble),
        ],
    )
}

/// Holdfast was removed from this device.
#[must_use]
pub fn removed_page(words: Words, whole: bool) -> AnyView {
    let mut parts = vec![
        paragraph_of("lead", t_string!(words, common.removed.words)),
        paragraph(t_string!(words, common.removed.again)),
    ];
    if !whole {
        parts.push(paragraph(t_string!(words, common.removed.tabs)));
    }
    page_of(t_string!(words, common.removed.title), parts)
}

/// What can be done about a database that is damaged for good.
fn afresh(words: Words, desk: Desk, trouble: StoreTrouble) -> AnyView {
    if trouble != StoreTrouble::Damaged {
        return nothing();
    }
    let said = RwSignal::new(String::new());
    let start = t_string!(words, common.shut.afresh);
    let start = button(ButtonKind::Quiet, start, move || {
        desk.start_afresh(move |trouble| said.set(store_words(words, &trouble).to_owned()));
    });
    let parts = vec![
        paragraph(t_string!(words, common.shut.afresh_words)),
        row(vec![start]),
        status(None, move || said.get()),
    ];
    section("stack stack-close", parts)
}

/// There is no page at this address.
#[component]
pub fn LostPage() -> impl IntoView {
    let words = use_i18n();
    let home = t_string!(words, common.go_home);
    page_of(
        t_string!(words, common.lost.title),
        vec![
            paragraph(t_string!(words, common.lost.words)),
            row(vec![button_link(ButtonKind::Primary, routes::HOME, home)]),
        ],
    )
}
