//! A page: the main landmark and its heading.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::components::attributes::{following, given};
use crate::components::live::live_words;

/// A page with its heading, which can take the focus: whoever follows arrivals
/// moves it there.
#[component]
pub fn Page(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// Whether only screen readers meet the heading.
    #[prop(optional)]
    title_unseen: bool,
    /// Whether it may use the whole width (lists beside letters, week grids).
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <main id="main" class="page" class:page-wide=wide tabindex="-1">
            <h1 class:unseen=title_unseen tabindex="-1">{live_words(move || title.get())}</h1>
            {children()}
        </main>
    }
}

/// A [`Page`] of these parts.
pub fn page(title: impl Into<TextProp>, parts: Vec<AnyView>) -> AnyView {
    titled(title.into(), parts)
}

fn titled(title: TextProp, parts: Vec<AnyView>) -> AnyView {
    view! { <Page title>{parts}</Page> }.into_any()
}

/// A page with the list beside it that led here, where there is room for both
/// (from 1024 px); `beside` is its name for screen readers.
pub fn page_beside(
    beside: &'static str,
    list: AnyView,
    title: impl Into<TextProp>,
    parts: Vec<AnyView>,
) -> AnyView {
    let title = title.into();
    view! {
        <main id="main" class="page page-wide page-beside" tabindex="-1">
            <aside {..given("aria-label", beside)}>{list}</aside>
            <div class="page-beside-content">
                <h1 tabindex="-1">{live_words(move || title.get())}</h1>
                {parts}
            </div>
        </main>
    }
    .into_any()
}

/// The page's content, and something beside it where there is room (from
/// 900 px); before it where there is not.
#[component]
pub fn WithAside(
    /// What stands beside it, such as the tide beside the letters.
    #[prop(into)]
    aside: ViewFn,
    /// Its name for screen readers.
    #[prop(into)]
    aside_label: TextProp,
    /// `true` for a list that leads to the content: it stands at the start.
    #[prop(optional)]
    leading: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="with-aside" class:with-aside-leading=leading>
            <aside {..following("aria-label", move || aside_label.get())}>{aside.run()}</aside>
            <div class="with-aside-content">{children()}</div>
        </div>
    }
}
