//! The page itself: title, language, focus, leaving it.

mod handing;
mod leaving;

pub use handing::{can_share, copy, print, share};
pub use leaving::{ask_before_leaving, leave, never_ask, was_left};

use super::words::field;
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Sets the title that tabs and screen readers name the page by.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Tells assistive technology which language the page is in.
pub fn set_language(language: &str) {
    set_root_attribute("lang", Some(language));
}

/// Shows the page light, dark, or as the device has it.
pub fn set_theme(theme: Option<&str>) {
    set_root_attribute("data-theme", theme);
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Neither call fails for the plain names given here.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Moves focus to the first element that matches, such as a page's heading;
/// what it is folded away in is opened.
pub fn focus(selector: &str) {
    if let Some(element) = document()
        .and_then(|document| document.query_selector(selector).ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
    {
        if let Ok(Some(folded)) = element.closest("details:not([open])") {
            let _ = folded.set_attribute("open", "");
        }
        let _ = element.focus();
    }
}

/// Moves focus to the first element that matches, and shows what begins with
/// it from its start.
pub fn focus_at_top(selector: &str) {
    focus(selector);
    if let Some(element) =
        document().and_then(|document| document.query_selector(selector).ok().flatten())
    {
        element.scroll_into_view();
    }
}

/// Whether a field that words are written in has the focus.
#[must_use]
pub fn is_writing() -> bool {
    document().is_some_and(|document| {
        let field = document.query_selector("textarea:focus, input:focus");
        field.is_ok_and(|field| field.is_some())
    })
}

/// Whether as little as possible is to be loaded: the browser's owner asks for
/// that, or the link is as slow as over 2G.
#[must_use]
pub fn saves_data() -> bool {
    let navigator = field(&js_sys::global(), "navigator");
    let link = field(&navigator, "connection");
    let speed = field(&link, "effectiveType").as_string();
    field(&link, "saveData").is_truthy() || speed.is_some_and(|speed| speed.ends_with("2g"))
}

/// Removes what stands in for the app until it runs.
pub fn clear_placeholder() {
    if let Some(element) = document().and_then(|document| document.get_element_by_id("opening")) {
        element.remove();
    }
}

fn tab_memory() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Whether this tab remembers something from before it was loaded anew.
#[must_use]
pub fn remembers(what: &str) -> bool {
    tab_memory().is_some_and(|memory| matches!(memory.get_item(what), Ok(Some(_))))
}

/// Remembers something for this tab alone, or forgets it; a browser that keeps
/// nothing does neither.
pub fn remember(what: &str, whether: bool) {
    if let Some(memory) = tab_memory() {
        let _ = match whether {
            true => memory.set_item(what, "yes"),
            false => memory.remove_item(what),
        };
    }
}

/// Tells `hear` whether the device has a network, now and whenever that
/// changes.
pub fn hear_network(hear: impl Fn(bool) + Copy + 'static) {
    if let Some(window) = web_sys::window() {
        hear(window.navigator().on_line());
        for event in ["online", "offline"] {
            EventListener::new(&window, event, move |_| hear(event == "online")).forget();
        }
    }
}

/// The part of the address after `#`.
#[must_use]
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Takes the fragment out of the address, so that a secret does not stay in
/// the history.
pub fn clear_fragment() {
    if let Some(window) = web_sys::window()
        && let (Ok(history), Ok(path)) = (window.history(), window.location().pathname())
    {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
    }
}

/// The origin, such as `https://letters.example`.
#[must_use]
pub fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Starts the app afresh at this path and fragment.
pub fn open_at(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(address);
        // Another fragment alone would not start it afresh.
        let _ = window.location().reload();
    }
}

/// Which build of the app this page is of; the last step of a build writes it
/// into the page.
#[must_use]
pub fn build() -> Option<String> {
    let mark = document()?.query_selector("meta[name=holdfast-build]");
    mark.ok()??.get_attribute("content")
}

/// Starts the app afresh.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The languages that the browser's owner prefers, the first one best.
#[must_use]
pub fn languages() -> Vec<String> {
    web_sys::window()
        .map(|window| window.navigator().languages())
        .into_iter()
        .flatten()
        .filter_map(|tag| tag.as_string())
        .collect()
}

/// Scrolls until the end of the first element that matches is in view.
pub fn show(selector: &str) {
    if let Some(element) =
        document().and_then(|document| document.query_selector(selector).ok().flatten())
    {
        element.scroll_into_view_with_bool(false);
    }
}

/// Opens the first folded element (`details`) that matches.
pub fn unfold(selector: &str) {
    if let Some(folded) =
        document().and_then(|document| document.query_selector(selector).ok().flatten())
    {
        let _ = folded.set_attribute("open", "");
    }
}
