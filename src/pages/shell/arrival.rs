//! Arriving on a page: its name in the tab, the focus on its heading.

use super::words::Words;
use crate::{
    i18n::{t_string, use_i18n},
    routes,
    state::{Desk, Route, Session, page},
};
use holdfast_protocol::Role;
use leptos::prelude::*;

/// What a heading is found by.
const HEADING: &str = "main h1";

/// Names every page in the tab, and moves the focus to the heading on every
/// change of page, but not on the first.
pub fn follow_arrivals() {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let route = expect_context::<Route>();
    Effect::new(move || {
        let name = name_of(words, &route.path(), desk);
        let product = t_string!(words, common.product);
        page::set_title(&format!("{name} · {product}"));
    });
    Effect::new(move |before: Option<String>| {
        let path = route.path();
        if before.is_some_and(|before| before != path) {
            page::once_shown(|| page::focus(HEADING));
        }
        path
    });
}

fn name_of(words: Words, path: &str, desk: Desk) -> &'static str {
    let first = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .map_or_else(|| routes::HOME.to_owned(), |first| format!("/{first}"));
    match first.as_str() {
        routes::JOIN => t_string!(words, common.titles.join),
        routes::HELP => t_string!(words, common.titles.help),
        routes::RHYTHM => t_string!(words, common.rhythm),
        routes::SETTINGS => t_string!(words, common.settings),
        routes::PEOPLE => t_string!(words, common.people),
        routes::AGREEMENT => t_string!(words, common.titles.agreement),
        routes::LETTERS => t_string!(words, common.letters),
        _ => desk.session.with(|session| match session {
            Session::Here {
                role: Role::Therapist,
                ..
            } => t_string!(words, common.today),
            Session::Here { .. } => t_string!(words, common.letters),
            _ => t_string!(words, common.welcome.title),
        }),
    }
}
