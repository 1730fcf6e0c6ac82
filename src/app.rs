//! The app: one desk, one router, one shell around every page.

use crate::{
    i18n::{I18nContextProvider, Language},
    pages,
    platform::{page, preferences::Preference},
    routes,
    state::Desk,
};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// Puts the app into the page.
pub fn mount() {
    page::set_theme(Preference::Theme.read().as_deref());
    leptos::mount::mount_to_body(App);
    page::clear_placeholder();
}

#[component]
fn App() -> impl IntoView {
    provide_context(Desk::open());
    view! {
        <I18nContextProvider>
            <Router>
                <Routes fallback=|| view! { <p>"?"</p> }>
                    <Route path=path!("/") view=|| view! { <p>"home"</p> }.into_any()/>
                </Routes>
            </Router>
        </I18nContextProvider>
    }
}
