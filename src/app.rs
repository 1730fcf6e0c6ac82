//! The app: one desk, one address, one shell around every page.

use crate::{
    components::{live::live, memo::Memo},
    i18n::{Speaking, t_string, use_i18n},
    pages::{
        conversation::{ConversationPage, HomePage},
        help::HelpPage,
        join::JoinPage,
        later,
        shell::{LostPage, Shell, Times, once_here, removed_page, when_here},
    },
    platform::{
        page,
        stopped::{StoppedWords, say_if_stopped},
    },
    routes::{Place, page_at},
    state::{Choices, Desk, Route, Session},
};
#[cfg(feature = "therapist")]
use crate::{
    pages::{people::PeoplePage, today::TodayPage},
    side::known,
};
#[cfg(feature = "therapist")]
use holdfast_protocol::Role;
use leptos::prelude::*;

/// Puts the app into the page.
pub fn mount() {
    if page::was_left() {
        return;
    }
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
    let words = Speaking;
    provide_context(words);
    provide_context(Times::new(desk, choices));
    provide_context(Route::follow());
    // Everything is built anew in another language, so that no sentence need
    // listen for one.
    move || {
        page::set_language(choices.language.get().code());
        say_if_stopped(StoppedWords {
            title: t_string!(words, common.stopped.title),
            words: t_string!(words, common.stopped.words),
            again: t_string!(words, common.stopped.again),
            help: t_string!(words, common.get_help),
        });
        view! {
            <Shell>
                <Pages />
            </Shell>
        }
        .into_any()
    }
}

/// The page at the address.
#[component]
fn Pages() -> impl IntoView {
    let route = expect_context::<Route>();
    let place = Memo::new(move |_| page_at(&route.path()));
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let removed = Memo::new(move |_| match desk.session.get() {
        Session::Removed { whole } => Some(whole),
        _ => None,
    });
    live(move || match (removed.get(), place.get()) {
        // Help is there whatever else is gone.
        (Some(whole), place) if !matches!(place, Some(Place::Help)) => removed_page(words, whole),
        (_, place) => page_of(place),
    })
}

/// What stands at a place.
fn page_of(place: Option<Place>) -> AnyView {
    match place {
        Some(Place::Home) => when_here(home),
        Some(Place::Join) => view! { <JoinPage /> }.into_any(),
        Some(Place::Help) => view! { <HelpPage /> }.into_any(),
        #[cfg(feature = "patient")]
        Some(Place::CheckIn) => when_here(|| once_here(later::check_in)),
        Some(Place::Rhythm) => when_here(|| once_here(later::rhythm)),
        Some(Place::Plan) => when_here(|| once_here(later::plan)),
        Some(Place::Letters) => when_here(|| view! { <ConversationPage /> }.into_any()),
        #[cfg(feature = "therapist")]
        Some(Place::Agreement) => when_here(|| once_here(later::agreement)),
        #[cfg(feature = "therapist")]
        Some(Place::People) => when_here(|| view! { <PeoplePage /> }.into_any()),
        Some(Place::Settings) => once_here(later::settings),
        // In a patient's build a therapist's places are nowhere.
        _ => view! { <LostPage /> }.into_any(),
    }
}

/// A patient's letters, a therapist's day.
fn home() -> AnyView {
    let session = expect_context::<Desk>().session;
    match session.get_untracked() {
        #[cfg(feature = "therapist")]
        Session::Here { role, .. } if known(role) == Role::Therapist => {
            view! { <TodayPage /> }.into_any()
        }
        _ => view! { <HomePage /> }.into_any(),
    }
}
