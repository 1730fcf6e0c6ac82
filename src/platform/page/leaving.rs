//! Leaving the page: at once and unseen, or after a question.

use super::{remember, remembers};
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Where leaving leads.
const ELSEWHERE: &str = "https://www.wikipedia.org/";
/// What this tab remembers of having been left.
const LEFT: &str = "holdfast-left";

/// Leaves for a harmless page and takes this one out of the way back.
pub fn leave() {
    // Without it one step back still shows nothing.
    remember(LEFT, true);
    never_ask();
    hide_and_go();
}

/// Whether somebody left this tab and now came upon it by going back: then it
/// shows nothing and leaves again. Opened by its address it is itself again.
#[must_use]
pub fn was_left() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let shown_again = EventListener::new(&window, "pageshow", |_| {
        if remembers(LEFT) {
            hide_and_go();
        }
    });
    let went_back = window.performance().is_some_and(|performance| {
        performance.navigation().type_() == web_sys::PerformanceNavigation::TYPE_BACK_FORWARD
    });
    if went_back && remembers(LEFT) {
        hide_and_go();
        return true;
    }
    remember(LEFT, false);
    shown_again.forget();
    false
}

/// Asks before the page goes whenever `would_lose` says yes, in the browser's
/// own words.
pub fn ask_before_leaving(would_lose: impl Fn() -> bool + 'static) {
    let asked = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if would_lose() {
            event.prevent_default();
        }
    });
    if let Some(window) = web_sys::window() {
        window.set_onbeforeunload(Some(asked.as_ref().unchecked_ref()));
    }
    asked.forget();
}

/// Lets the page go without a question from here on.
pub fn never_ask() {
    if let Some(window) = web_sys::window() {
        window.set_onbeforeunload(None);
    }
}

fn hide_and_go() {
    if let Some(window) = web_sys::window() {
        if let Some(body) = window.document().and_then(|document| document.body()) {
            body.set_hidden(true);
        }
        let _ = window.location().replace(ELSEWHERE);
    }
}
