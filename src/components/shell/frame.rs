//! The frame: a way past the bars, the bars, the page.

use leptos::prelude::*;

use crate::components::live::live_words;

/// Top bar, navigation (nothing before someone has joined) and page in their
/// places; `skip` is such as "To the content". The page brings its own `main`
/// landmark with the id `main` ([`Page`](super::Page) does).
pub fn frame(skip: &'static str, top: AnyView, navigation: AnyView, page: Vec<AnyView>) -> AnyView {
    view! {
        <div class="frame">
            <a class="skip-link" href="#main">{skip}</a>
            {top}
            {navigation}
            <div class="frame-page">{page}</div>
        </div>
    }
    .into_any()
}

/// What screen readers say next; unseen. Keep one on the page throughout and
/// change its words.
pub fn live_region(words: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    region(live_words(move || words().into()))
}

fn region(words: AnyView) -> AnyView {
    view! { <p class="unseen" role="status" aria-live="polite">{words}</p> }.into_any()
}
