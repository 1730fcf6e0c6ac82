//! Which side of the app this browser opens: a patient's build or a
//! therapist's, both at the same addresses. The script in index.html reads
//! what is kept here.

use super::{address, page, preferences::Preference};
use crate::side::{self, ONLY};
use holdfast_protocol::Role;
use wasm_bindgen::JsValue;

/// Opens this page in the other build, the one for `role`, and says whether it
/// does: the address may have asked for that one already, in vain. The
/// fragment goes along; no server ever sees it.
#[must_use]
pub fn switch_to(role: Role, fragment: &str) -> bool {
    let asked = format!("?side={}", side::name(role));
    let Some(window) = web_sys::window() else {
        return false;
    };
    if window
        .location()
        .search()
        .is_ok_and(|search| search == asked)
    {
        return false;
    }
    let address = format!("{}{asked}{fragment}", address::path());
    window.location().replace(&address).is_ok()
}

/// This build is the right one here: it opens next time too, without being
/// asked for in the address.
pub fn settle() {
    if let Some(only) = ONLY {
        Preference::Side.write(side::name(only));
    }
    if let Some(window) = web_sys::window()
        && window
            .location()
            .search()
            .is_ok_and(|search| !search.is_empty())
        && let Ok(history) = window.history()
    {
        let address = format!("{}{}", address::path(), page::fragment());
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
