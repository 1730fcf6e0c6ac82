//! Keeping what is read where it is, while things come and go above and below
//! it. Browsers can do that by themselves; Safari cannot, and none does it for
//! what is put in where the page begins.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, HtmlElement};

use super::focus;

/// How far from the top of the window reading begins: under the bar.
const UNDER_THE_BAR: f64 = 112.0;
/// What lies below a list, and stands in for it where nothing of the list is
/// to be seen.
const BELOW: &str = ".compose";
/// What marks an element for a moment.
const FOUND: &str = "data-found";

/// Something on the page and how far from the window's top it is.
#[derive(Clone)]
pub struct Place {
    element: Element,
    top: f64,
    /// How far the page was scrolled when this was last seen to.
    scrolled: f64,
}

/// Where a list begins and ends, seen from the window's top, and how tall the
/// window is; in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub struct Edges {
    /// Where it begins.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
    /// The window's height.
    pub window: f64,
}

/// The edges of the list with this id.
#[must_use]
pub fn edges(list: &str) -> Option<Edges> {
    let bounds = document()
        .get_element_by_id(list)?
        .get_bounding_client_rect();
    let window = window().inner_height().ok()?.as_f64()?;
    Some(Edges {
        top: bounds.top(),
        bottom: bounds.bottom(),
        window,
    })
}

/// Whether the end of the list with this id is in sight, or above it.
#[must_use]
pub fn is_end_seen(list: &str) -> bool {
    edges(list).is_none_or(|edges| edges.bottom <= edges.window)
}

/// Whether somebody is in what lies below the list: writing.
#[must_use]
pub fn is_below() -> bool {
    below().is_some()
}

fn below() -> Option<Element> {
    let element = document().active_element()?;
    let is_below = element.closest(BELOW).is_ok_and(|found| found.is_some());
    // Whoever has scrolled away from it reads, wherever the focus stayed.
    let window = window().inner_height().ok()?.as_f64()?;
    (is_below && top_of(&element) < window).then_some(element)
}

fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

fn top_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// What is being read in the list with this id: what is being written in, else
/// the first entry that is to be seen; headings come and go. `before` is what
/// it was last: if nobody has scrolled since, what moved it is made good, and its
/// place counts if it still is, so that no fractions of a pixel add up.
#[must_use]
pub fn read_in(list: &str, before: Option<Place>) -> Option<Place> {
    let before = before.filter(|before| (before.scrolled - scrolled()).abs() < f64::EPSILON);
    let before = before.map(Place::keep);
    let element = below().or_else(|| first_seen(list))?;
    let scrolled = scrolled();
    let before = before.filter(|before| before.element == element);
    let top = before.map_or_else(|| top_of(&element), |before| before.top);
    Some(Place {
        element,
        top,
        scrolled,
    })
}

fn first_seen(list: &str) -> Option<Element> {
    let mut next = document().get_element_by_id(list)?.first_element_child();
    while let Some(element) = next {
        let ends = element.get_bounding_client_rect().bottom();
        if ends > UNDER_THE_BAR && element.tag_name() == "DIV" {
            return Some(element);
        }
        next = element.next_element_sibling();
    }
    document().query_selector(BELOW).ok()?
}

impl Place {
    /// Scrolls so that it is where it was; says where it is then.
    #[must_use]
    pub fn keep(self) -> Self {
        let moved = top_of(&self.element) - self.top;
        if self.element.is_connected() && moved.abs() > 0.25 {
            window().scroll_by_with_x_and_y(0.0, moved);
        }
        Self {
            scrolled: scrolled(),
            ..self
        }
    }

    /// The id of what is there.
    #[must_use]
    pub fn id(&self) -> String {
        self.element.id()
    }

    /// How far from the window's top it is to be.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.top
    }
}

/// Shows the element with this id, so far from the window's top or, without
/// that, under the bar, and moves the focus there. Says where it is then; none
/// if it is not on the page.
#[must_use]
pub fn show(id: &str, top: Option<f64>) -> Option<Place> {
    let element: HtmlElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    focus::take_in_place(&element);
    let place = Place {
        top: top.unwrap_or(UNDER_THE_BAR + 8.0),
        scrolled: 0.0,
        element: element.into(),
    };
    Some(place.keep())
}

/// Moves the focus to the element with this id and leaves the page where it is.
pub fn focus_in_place(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into().ok()) {
        focus::take_in_place(&element);
    }
}

/// Scrolls until the element with this id stands under the bar.
pub fn begin_at(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        window().scroll_by_with_x_and_y(0.0, top_of(&element) - UNDER_THE_BAR);
    }
}

/// Whether an element that matches has the focus, or something in it.
#[must_use]
pub fn has_focus(selector: &str) -> bool {
    let focused = document().active_element();
    focused.is_some_and(|focused| focused.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Marks the element with this id, or marks it no more.
pub fn mark(id: &str, is_found: bool) {
    if let Some(element) = document().get_element_by_id(id) {
        // Neither fails for a plain name.
        let _ = if is_found {
            element.set_attribute(FOUND, "")
        } else {
            element.remove_attribute(FOUND)
        };
    }
}

/// Which step of the browser's ways back and forth this is.
#[must_use]
pub fn step() -> u32 {
    let state = window().history().and_then(|history| history.state());
    state
        .ok()
        .and_then(|state| state.as_f64())
        .unwrap_or_default() as u32
}

/// Makes a way back to here: the browser's own, without a trace in the
/// address but the number of the `step` that begins. Where the page is scrolled
/// to on that way is ours to say.
pub fn leave_a_way_back(step: u32) {
    if let Ok(history) = window().history() {
        let _ = leptos::web_sys::js_sys::Reflect::set(
            &history,
            &JsValue::from_str("scrollRestoration"),
            &JsValue::from_str("manual"),
        );
        let _ = history.push_state(&JsValue::from(step), "");
    }
}
