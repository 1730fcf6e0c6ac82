//! Words to be copied, and whether that worked.

use crate::{components::parts::status, i18n::t_string, pages::shell::Words, state::page};
use leptos::prelude::*;

/// What copies `text` when it is called, and the line that says how it went.
pub(super) fn copying(words: Words, text: String) -> (impl Fn() + 'static, AnyView) {
    let copied = RwSignal::new(None::<bool>);
    let copy = move || {
        page::copy_then(text.clone(), move |worked| {
            let _ = copied.try_set(Some(worked));
        });
    };
    let outcome = move || {
        match copied.get() {
            None => "",
            Some(true) => t_string!(words, help.copied),
            Some(false) => t_string!(words, help.not_copied),
        }
        .to_owned()
    };
    (copy, status(Some("small quiet"), outcome))
}
