//! The frame: a way past the bars, the bars, the page.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// Top bar, navigation and page in their places. The page brings its own
/// `main` landmark with the id `main` ([`Page`](super::Page) does).
#[component]
pub fn Frame(
    /// Such as "To the content".
    #[prop(into)]
    skip_label: TextProp,
    /// The top bar.
    #[prop(into)]
    top: ViewFn,
    /// The navigation; nothing before someone has joined.
    #[prop(optional, into)]
    navigation: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="frame">
            <a class="skip-link" href="#main">{move || skip_label.get()}</a>
            {top.run()}
            {navigation.run()}
            <div class="frame-page">{children()}</div>
        </div>
    }
}

/// What screen readers say next; unseen. Keep one on the page throughout and
/// change its words.
#[component]
pub fn LiveRegion(
    /// What to say.
    #[prop(into)]
    words: TextProp,
) -> impl IntoView {
    view! { <p class="unseen" role="status" aria-live="polite">{move || words.get()}</p> }
}
