//! The places of the app: at the foot on phones, at the side from 900 px.

use leptos::prelude::*;

use crate::components::attributes::{following, given};
use crate::components::icon::{Icon, IconName};

/// One place.
#[derive(Clone)]
pub struct NavigationItem {
    /// Its path.
    pub href: &'static str,
    /// Its name.
    pub label: &'static str,
    /// Its outline.
    pub icon: IconName,
    /// Whether this is where you are.
    pub current: Signal<bool>,
}

/// All places, four or five; `label` is their name for screen readers.
pub fn navigation_bar(label: &'static str, items: Vec<NavigationItem>) -> AnyView {
    let places: Vec<AnyView> = items.into_iter().map(place).collect();
    view! {
        <nav class="navigation" {..given("aria-label", label)}>
            <ul>{places}</ul>
        </nav>
    }
    .into_any()
}

fn place(item: NavigationItem) -> AnyView {
    let current = item.current;
    view! {
        <li>
            <a {..given("href", item.href)} {..following("aria-current", move || current.get().then_some("page"))}>
                <Icon name=item.icon />
                <span>{item.label}</span>
            </a>
        </li>
    }
    .into_any()
}
