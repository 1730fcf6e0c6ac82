//! The places of the app, by role.

use super::{session::role_here, words::Words};
use crate::{
    components::{
        icon::IconName,
        live::live,
        parts::nothing,
        shell::{NavigationItem, navigation_bar},
    },
    i18n::t_string,
    routes,
    state::{Desk, Route},
};
use holdfast_protocol::Role;
use leptos::prelude::*;

/// The navigation; nothing before someone has joined.
pub fn places(words: Words) -> AnyView {
    let desk = expect_context::<Desk>();
    let route = expect_context::<Route>();
    let role = role_here(desk);
    live(move || match role.get() {
        Some(role) => navigation_bar(t_string!(words, common.places), items(words, route, role)),
        None => nothing(),
    })
}

fn items(words: Words, route: Route, role: Role) -> Vec<NavigationItem> {
    let item = move |href, label, icon, also: &'static [&'static str]| NavigationItem {
        href,
        label,
        icon,
        current: Signal::derive(move || is_at(&route.path(), href, also)),
    };
    let letters: &'static [&'static str] = &[routes::LETTERS];
    let settings = item(
        routes::SETTINGS,
        t_string!(words, common.settings),
        IconName::Settings,
        &[],
    );
    match role {
        Role::Patient => vec![
            item(
                routes::HOME,
                t_string!(words, common.letters),
                IconName::Letters,
                letters,
            ),
            item(
                routes::RHYTHM,
                t_string!(words, common.rhythm),
                IconName::Rhythm,
                &[],
            ),
            item(
                routes::PLAN,
                t_string!(words, plan.title),
                IconName::Plan,
                &[],
            ),
            settings,
        ],
        Role::Therapist => vec![
            item(
                routes::HOME,
                t_string!(words, common.today),
                IconName::Today,
                letters,
            ),
            item(
                routes::PEOPLE,
                t_string!(words, common.people),
                IconName::People,
                &[routes::AGREEMENT, routes::RHYTHM, routes::PLAN],
            ),
            settings,
        ],
    }
}

/// Whether `path` is the place at `href`, or one below it or below `also`.
fn is_at(path: &str, href: &str, also: &[&str]) -> bool {
    let below = |place: &str| {
        path.strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    path == href || (href != routes::HOME && below(href)) || also.iter().any(|at| below(at))
}
