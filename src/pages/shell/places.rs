//! The places of the app, by role.

use crate::{
    components::{
        icon::IconName,
        shell::{NavigationBar, NavigationItem},
    },
    i18n::{t_string, use_i18n},
    routes,
    state::{Desk, Route, Session},
};
use holdfast_protocol::Role;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// The navigation; nothing before someone has joined.
#[component]
pub fn Places() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let route = expect_context::<Route>();
    let role = Memo::new(move |_| match desk.session.get() {
        Session::Here { role, .. } => Some(role),
        _ => None,
    });
    let item = move |href: &'static str, label: TextProp, icon, also: &'static [&'static str]| {
        let current = Signal::derive(move || {
            let path = route.path();
            let below = |place: &str| path == place || path.starts_with(&format!("{place}/"));
            path == href || (href != routes::HOME && below(href)) || also.iter().any(|at| below(at))
        });
        NavigationItem {
            href: href.to_owned(),
            label,
            icon,
            current,
        }
    };
    let letters = move || t_string!(words, common.letters);
    let rhythm = move || t_string!(words, common.rhythm);
    let settings = move || t_string!(words, common.settings);
    let today = move || t_string!(words, common.today);
    let people = move || t_string!(words, common.people);
    move || {
        let mut items = match role.get()? {
            Role::Patient => vec![
                item(
                    routes::HOME,
                    letters.into(),
                    IconName::Letters,
                    &[routes::LETTERS],
                ),
                item(routes::RHYTHM, rhythm.into(), IconName::Rhythm, &[]),
            ],
            Role::Therapist => vec![
                item(
                    routes::HOME,
                    today.into(),
                    IconName::Today,
                    &[routes::LETTERS],
                ),
                item(
                    routes::PEOPLE,
                    people.into(),
                    IconName::People,
                    &[routes::AGREEMENT, routes::RHYTHM],
                ),
            ],
        };
        items.push(item(
            routes::SETTINGS,
            settings.into(),
            IconName::Settings,
            &[],
        ));
        Some(view! { <NavigationBar label=move || t_string!(words, common.places) items /> })
    }
}
