//! A page: the main landmark and its heading.

use leptos::html;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::components::focus;

/// A page with its heading, which takes the focus on arriving.
#[component]
pub fn Page(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// Whether only screen readers meet the heading.
    #[prop(optional)]
    title_unseen: bool,
    /// Whether to move the focus to the heading: on every change of page, not
    /// on the first.
    #[prop(optional)]
    take_focus: bool,
    /// Whether it may use the whole width (lists beside letters, week grids).
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    if take_focus {
        Effect::new(move || {
            if let Some(heading) = heading.get() {
                focus::take(&heading);
            }
        });
    }
    view! {
        <main id="main" class="page" class:page-wide=wide tabindex="-1">
            <h1 class:unseen=title_unseen tabindex="-1" node_ref=heading>{move || title.get()}</h1>
            {children()}
        </main>
    }
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
            <aside aria-label=aside_label>{aside.run()}</aside>
            <div class="with-aside-content">{children()}</div>
        </div>
    }
}
