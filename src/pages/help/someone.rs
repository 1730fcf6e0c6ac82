//! Words to send to someone you trust, and what happens when you call.

use crate::{
    components::{
        button::{Button, ButtonLink},
        icon::IconName,
    },
    i18n::{t_string, use_i18n},
    state::page,
};
use leptos::prelude::*;

/// Words for someone you trust, to copy or to send.
#[component]
pub fn Someone() -> impl IntoView {
    let words = use_i18n();
    let copied = RwSignal::new(None::<bool>);
    let copy = move |()| {
        let text = t_string!(words, help.someone_words).to_owned();
        page::copy_then(text, move |worked| {
            let _ = copied.try_set(Some(worked));
        });
    };
    let outcome = move || match copied.get() {
        None => "",
        Some(true) => t_string!(words, help.copied),
        Some(false) => t_string!(words, help.not_copied),
    };
    view! {
        <div class="stack stack-close">
            <blockquote class="letter-face">{move || t_string!(words, help.someone_words)}</blockquote>
            <div class="row screen-only">
                <Button icon=IconName::Letters on_click=copy>
                    {move || t_string!(words, help.copy)}
                </Button>
                <ButtonLink
                    href=Signal::derive(move || message_href(t_string!(words, help.someone_words)))
                    icon=IconName::Text
                >
                    {move || t_string!(words, help.send_sms)}
                </ButtonLink>
            </div>
            <p class="small quiet" role="status">{outcome}</p>
        </div>
    }
}

/// A text message with these words and nobody chosen yet.
fn message_href(text: &str) -> String {
    let mut href = String::from("sms:?&body=");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            href.push(char::from(byte));
        } else {
            href.push_str(&format!("%{byte:02X}"));
        }
    }
    href
}
