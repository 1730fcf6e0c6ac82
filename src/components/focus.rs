//! Moving the keyboard's place, and giving it back.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusOptions, HtmlElement};

/// What had the focus before; kept to return there, as long as the component
/// that asked lives.
#[derive(Clone, Copy)]
pub(crate) struct Before(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Before {
    /// Nothing remembered yet.
    pub(crate) fn none() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Remembers what has the focus now.
    pub(crate) fn remember(self) {
        let element = document()
            .active_element()
            .and_then(|element| element.dyn_into().ok());
        self.0.set_value(element);
    }

    /// Gives the focus back, if its holder is still on the page.
    pub(crate) fn restore(self) {
        let holder = self.0.try_get_value().flatten();
        if let Some(element) = holder.filter(|element| element.is_connected()) {
            take(&element);
        }
    }
}

impl Before {
    /// Gives the focus back, unless somebody has gone on to write.
    pub(crate) fn restore_unless_writing(self) {
        let writes = document()
            .active_element()
            .is_some_and(|element| ["INPUT", "TEXTAREA"].contains(&element.tag_name().as_str()));
        if !writes {
            self.restore();
        }
    }
}

/// Moves the focus to `element` and shows what begins with it from its start.
pub(crate) fn take_to_the_top(element: &HtmlElement) {
    take_in_place(element);
    element.scroll_into_view();
}

/// Moves the focus to `element` and leaves the page where it is.
pub(crate) fn take_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it was.
    let _ = element.focus_with_options(&options);
}

/// Whether what has the focus takes letters: keys that lead through a page
/// stay away from it.
#[must_use]
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())
    })
}

/// Moves the focus to `element`.
pub(crate) fn take(element: &HtmlElement) {
    // An element that cannot take the focus leaves it where it was.
    let _ = element.focus();
}
