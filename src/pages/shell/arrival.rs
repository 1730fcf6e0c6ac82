//! Arriving on a page: its name in the tab, the focus on its heading.

use super::words::Words;
use crate::{
    components::live::effect,
    i18n::{t_string, use_i18n},
    routes::{Place, page_at},
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
    effect(move || {
        let name = name_of(words, &route.path(), desk);
        let product = t_string!(words, common.product);
        page::set_title(&format!("{name} · {product}"));
    });
    let mut before = None;
    effect(move || {
        let path = route.path();
        if before.as_ref().is_some_and(|before| *before != path) {
            page::once_shown(|| page::focus(HEADING));
        }
        before = Some(path);
    });
}

/// The page at `path`, as it is shown in this build.
fn name_of(words: Words, path: &str, desk: Desk) -> &'static str {
    match page_at(path) {
        Some(Place::Join) => t_string!(words, common.titles.join),
        Some(Place::Help) => t_string!(words, common.titles.help),
        Some(Place::Rhythm) => t_string!(words, common.rhythm),
        Some(Place::Plan) => t_string!(words, plan.title),
        Some(Place::Settings) => t_string!(words, common.settings),
        Some(Place::Letters) => t_string!(words, common.letters),
        #[cfg(feature = "therapist")]
        Some(Place::People) => t_string!(words, common.people),
        #[cfg(feature = "therapist")]
        Some(Place::Agreement) => t_string!(words, common.titles.agreement),
        Some(Place::Home) => desk.session.with(|session| match session {
            Session::Here {
                role: Role::Therapist,
                ..
            } => t_string!(words, common.today),
            Session::Here { .. } => t_string!(words, common.letters),
            _ => t_string!(words, common.welcome.title),
        }),
        _ => t_string!(words, common.lost.title),
    }
}
