//! Pages that need somebody at the device, and what stands there until then.

use super::words::store_words;
use crate::{
    components::{
        button::{Button, ButtonKind, ButtonLink},
        icon::IconName,
        progress::Progress,
        shell::Page,
    },
    i18n::{t_string, use_i18n},
    pages::welcome::WelcomePage,
    routes,
    state::{Desk, Session},
};
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;

/// The page, once somebody is here; until then what there is to say instead.
#[must_use]
pub fn when_here(page: fn() -> AnyView) -> AnyView {
    let desk = expect_context::<Desk>();
    let session = Memo::new(move |_| desk.session.get());
    (move || match session.get() {
        Session::Opening => view! { <OpeningPage /> }.into_any(),
        Session::Nobody { unfinished } => view! { <WelcomePage unfinished /> }.into_any(),
        Session::Shut(trouble) => view! { <ShutPage trouble /> }.into_any(),
        Session::Here { .. } => page(),
    })
    .into_any()
}

/// The database is being opened.
#[component]
pub fn OpeningPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <Page title=move || t_string!(words, common.product) title_unseen=true>
            <Progress words=move || t_string!(words, common.opening) />
        </Page>
    }
}

/// The database does not open: what happened, what is safe, what to do.
#[component]
pub fn ShutPage(
    /// What is the matter.
    trouble: StoreTrouble,
) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    view! {
        <Page title=move || t_string!(words, common.shut.title)>
            <p class="lead">{move || store_words(words, &trouble)}</p>
            <p>{move || t_string!(words, common.shut.safe)}</p>
            <p>{move || t_string!(words, common.shut.ways)}</p>
            <div class="row">
                <Button kind=ButtonKind::Primary on_click=move |()| desk.open_database()>
                    {move || t_string!(words, common.try_again)}
                </Button>
                <ButtonLink href=routes::HELP.to_owned() kind=ButtonKind::Help icon=IconName::Phone>
                    {move || t_string!(words, common.get_help)}
                </ButtonLink>
            </div>
        </Page>
    }
}

/// There is no page at this address.
#[component]
pub fn LostPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <Page title=move || t_string!(words, common.lost.title)>
            <p>{move || t_string!(words, common.lost.words)}</p>
            <div class="row">
                <ButtonLink href=routes::HOME.to_owned() kind=ButtonKind::Primary>
                    {move || t_string!(words, common.go_home)}
                </ButtonLink>
            </div>
        </Page>
    }
}
