//! The rest of the program: pages that are seldom opened lie in a second file
//! of the build, which the script in index.html can load
//! (docs/decisions/app-rest.md).

use super::{later::spawn_local, words::left_by_the_page};
use core::cell::Cell;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the script leaves: a function that loads the rest and promises it.
/// A build that is whole has none.
const LEFT_BY_THE_PAGE: &str = "holdfastRest";

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
}

/// Whether every page can be drawn.
pub fn is_here() -> bool {
    HERE.get() || loader().is_none()
}

/// Loads it, from the network or from what the worker keeps; `done` hears
/// whether it came. May be called again, and where a person `asked` for that,
/// the page opens anew once the server has only another build's.
pub fn load(asked: bool, done: impl FnOnce(bool) + 'static) {
    load_then(asked, Box::new(done));
}

fn load_then(asked: bool, done: Box<dyn FnOnce(bool)>) {
    spawn_local(async move {
        if let Some(loader) = loader() {
            let came = match loader.call1(&JsValue::NULL, &asked.into()) {
                Ok(loading) => JsFuture::from(Promise::resolve(&loading)).await.is_ok(),
                Err(_) => false,
            };
            HERE.set(came);
        }
        done(is_here());
    });
}

fn loader() -> Option<Function> {
    left_by_the_page(LEFT_BY_THE_PAGE).dyn_into().ok()
}
