//! Whether the browser may throw our storage away.

use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Asks the browser to keep what is stored here even when room gets scarce.
/// It decides by itself, so nothing waits for its answer.
pub fn ask_to_stay() {
    let asked = web_sys::window()
        .map(|window| window.navigator().storage())
        .and_then(|storage| storage.persist().ok());
    if let Some(asked) = asked {
        spawn_local(async move {
            let _ = JsFuture::from(asked).await;
        });
    }
}
