//! What stands where a page will be whose code is in the second file.

use super::session::opening_page;
use crate::{
    components::{
        button::{ButtonKind, button},
        live::live,
        parts::{block, nothing, paragraph_of, row},
        shell::page as page_of,
    },
    i18n::{t_string, use_i18n},
    state::page as browser,
};
use leptos::prelude::*;

/// A part of a page whose code is in the second file, once that is here;
/// nothing until then: it is loaded as soon as the letters are shown.
pub fn beside_once_here(part: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    beside_in_place("", part)
}

/// The same, with an empty element of `place` until then, so that nothing moves
/// when it comes; with nothing where that is empty.
pub fn beside_in_place(
    place: &'static str,
    part: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    if browser::is_whole() {
        return part();
    }
    let here = RwSignal::new(false);
    browser::load_rest(false, move |came| {
        // What asked may be gone by now.
        let _ = here.try_set(came);
    });
    live(move || match (here.get(), place) {
        (true, _) => part(),
        (false, "") => nothing(),
        (false, place) => block(place, Vec::new()),
    })
}

/// A page of `crate::pages::later`, once its code is here; until then that it is being
/// loaded, or that it could not be.
pub fn once_here(page: fn() -> AnyView) -> AnyView {
    if browser::is_whole() {
        return page();
    }
    let words = use_i18n();
    let here = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let load = move |asked| {
        missing.set(false);
        browser::load_rest(asked, move |came| {
            here.set(came);
            missing.set(!came);
            // What was focused on arriving is gone with what stood here until now.
            browser::once_shown(|| browser::focus("main h1"));
        });
    };
    load(false);
    live(move || {
        if here.get() {
            page()
        } else if missing.get() {
            let again = t_string!(words, common.try_again);
            page_of(
                t_string!(words, common.rest.title),
                vec![
                    paragraph_of("lead", t_string!(words, common.rest.words)),
                    row(vec![button(ButtonKind::Primary, again, move || load(true))]),
                ],
            )
        } else {
            opening_page(words)
        }
    })
}
