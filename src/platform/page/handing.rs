//! Handing words on: to the clipboard, to another app, to paper.

use wasm_bindgen::JsCast;

/// Puts a text on the clipboard; says whether that worked.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let copied = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(copied).await.is_ok()
}

/// Whether the device has a way of its own to hand words on.
#[must_use]
pub fn can_share() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false)
}

/// Hands words to the device, which asks to whom.
pub fn share(text: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let words = js_sys::Object::new();
    let navigator = window.navigator();
    let share = js_sys::Reflect::set(&words, &"text".into(), &text.into())
        .and_then(|_| js_sys::Reflect::get(&navigator, &"share".into()));
    // Whoever puts it away again has lost nothing: the words stay in their field.
    if let Ok(share) = share
        && let Some(share) = share.dyn_ref::<js_sys::Function>()
        && let Ok(promise) = share.call1(&navigator, &words)
    {
        let promise = promise.unchecked_into::<js_sys::Promise>();
        crate::platform::later::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Where printing is not allowed the page stays as it is.
        let _ = window.print();
    }
}
