//! A page with nothing on it yet: what will be here, and what to do first.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::icon::{Icon, IconName};
use super::live::live;
use super::parts::{Sentence, block};

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
    drawn(
        icon.unwrap_or(IconName::Calm),
        live(move || title.get().into_any()),
        live(move || words.get().into_any()),
        children.map(|children| children()),
    )
}

/// An [`EmptyState`] with its picture, a sentence, and what to do first (or
/// nothing).
pub fn empty_state(
    icon: IconName,
    title: impl Into<Sentence>,
    words: impl Into<Sentence>,
    first: Option<AnyView>,
) -> AnyView {
    let (title, words): (Sentence, Sentence) = (title.into(), words.into());
    drawn(icon, title.into_any(), words.into_any(), first)
}

fn drawn(icon: IconName, title: AnyView, words: AnyView, first: Option<AnyView>) -> AnyView {
    view! {
        <div class="empty-state">
            <Icon name=icon />
            <h2>{title}</h2>
            <p>{words}</p>
            {first.map(|first| block("row row-centre", vec![first]))}
        </div>
    }
    .into_any()
}
