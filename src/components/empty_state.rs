//! A page with nothing on it yet: what will be here, and what to do first.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::icon::{Icon, IconName};

/// What will be here. Children are the first thing to do, if there is one.
#[component]
pub fn EmptyState(
    /// What will be here, in a few words.
    #[prop(into)]
    title: TextProp,
    /// A sentence or two more.
    #[prop(into)]
    words: TextProp,
    /// Its picture.
    #[prop(optional, into)]
    icon: Option<IconName>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <Icon name=icon.unwrap_or(IconName::Calm) />
            <h2>{move || title.get()}</h2>
            <p>{move || words.get()}</p>
            {children.map(|children| view! { <div class="row row-centre">{children()}</div> })}
        </div>
    }
}
