//! The app: one desk, one router, one shell around every page.

use crate::{
    i18n::{I18nContextProvider, Language, Locale, use_i18n},
    pages::{
        agreement::AgreementPage,
        conversation::{ConversationPage, HomePage},
        help::HelpPage,
        join::JoinPage,
        people::PeoplePage,
        rhythm::RhythmPage,
        settings::SettingsPage,
        shell::{LostPage, Shell, Times, when_here},
    },
    platform::page,
    state::{Choices, Desk},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// Puts the app into the page.
pub fn mount() {
    leptos::mount::mount_to_body(App);
    page::clear_placeholder();
}

#[component]
fn App() -> impl IntoView {
    let desk = Desk::open();
    let choices = Choices::read();
    page::set_theme(choices.theme.get_untracked().code());
    provide_context(desk);
    provide_context(choices);
    provide_context(Times::new(desk, choices));
    view! {
        <I18nContextProvider>
            <Speak />
            <Router>
                <Shell>
                    <Pages />
                </Shell>
            </Router>
        </I18nContextProvider>
    }
}

/// Every page, at the addresses of `routes.rs`.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <LostPage /> }.into_any()>
            <Route path=path!("/") view=|| when_here(|| view! { <HomePage /> }.into_any()) />
            <Route path=path!("/join") view=|| view! { <JoinPage /> }.into_any() />
            <Route path=path!("/help") view=|| view! { <HelpPage /> }.into_any() />
            <Route
                path=path!("/rhythm")
                view=|| when_here(|| view! { <RhythmPage /> }.into_any())
            />
            <Route
                path=path!("/rhythm/:conversation")
                view=|| when_here(|| view! { <RhythmPage /> }.into_any())
            />
            <Route
                path=path!("/letters/:conversation")
                view=|| when_here(|| view! { <ConversationPage /> }.into_any())
            />
            <Route
                path=path!("/agreement/:conversation")
                view=|| when_here(|| view! { <AgreementPage /> }.into_any())
            />
            <Route
                path=path!("/people")
                view=|| when_here(|| view! { <PeoplePage /> }.into_any())
            />
            <Route path=path!("/settings") view=|| view! { <SettingsPage /> }.into_any() />
        </Routes>
    }
}

/// Has everything said in the chosen language.
#[component]
fn Speak() -> impl IntoView {
    let choices = expect_context::<Choices>();
    let words = use_i18n();
    Effect::new(move || {
        words.set_locale(match choices.language.get() {
            Language::English => Locale::en,
            Language::German => Locale::de,
        });
    });
}
