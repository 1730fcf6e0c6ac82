//! The address of the page: where it is, where it goes, and links within it.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// The path, such as `/rhythm`.
#[must_use]
pub fn path() -> String {
    web_sys::window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_else(|| "/".into())
}

/// Puts another path into the address and the history, and shows its top.
pub fn push(path: &str) {
    if let Some(window) = web_sys::window() {
        if let Ok(history) = window.history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
        }
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Calls `changed` when the person goes back or on, or the fragment changes.
pub fn on_change(changed: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let mut changed = changed;
    EventListener::new(&window, "popstate", move |_| changed()).forget();
}

/// Calls `follow` with the path of a link that is followed within this page;
/// the browser follows it where `follow` says no. What opens elsewhere, by
/// intent or by key, stays the browser's.
pub fn on_link(mut follow: impl FnMut(&str) -> bool + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "click", options, move |event| {
        if let Some(path) = event
            .dyn_ref::<MouseEvent>()
            .filter(|event| is_plain(event))
            .and_then(linked_path)
            && follow(&path)
        {
            event.prevent_default();
        }
    })
    .forget();
}

fn is_plain(event: &MouseEvent) -> bool {
    event.button() == 0
        && !event.default_prevented()
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}

fn linked_path(event: &MouseEvent) -> Option<String> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = element.closest("a[href]").ok()??.dyn_into().ok()?;
    let here = link.origin() == super::page::origin();
    let plain = link.target().is_empty() && !link.has_attribute("download");
    // A fragment on the same page is the browser's to scroll to.
    (here && plain && link.hash().is_empty()).then(|| link.pathname())
}
