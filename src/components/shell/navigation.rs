//! The places of the app: at the foot on phones, at the side from 900 px.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::components::icon::{Icon, IconName};

/// One place.
#[derive(Clone)]
pub struct NavigationItem {
    /// Its path.
    pub href: String,
    /// Its name.
    pub label: TextProp,
    /// Its outline.
    pub icon: IconName,
    /// Whether this is where you are.
    pub current: Signal<bool>,
}

/// All places.
#[component]
pub fn NavigationBar(
    /// Its name for screen readers.
    #[prop(into)]
    label: TextProp,
    /// The places, four or five.
    items: Vec<NavigationItem>,
) -> impl IntoView {
    let place = |item: NavigationItem| {
        let NavigationItem {
            href,
            label,
            icon,
            current,
        } = item;
        view! {
            <li>
                <a href=href aria-current=move || current.get().then_some("page")>
                    <Icon name=icon />
                    <span>{move || label.get()}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="navigation" aria-label=label>
            <ul>{items.into_iter().map(place).collect_view()}</ul>
        </nav>
    }
}
