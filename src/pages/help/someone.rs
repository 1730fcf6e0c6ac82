//! Words to send to someone you trust, and what happens when you call.

use crate::{
    components::{
        button::{ButtonKind, button_link_with, button_with},
        icon::IconName,
        parts::block,
    },
    i18n::t_string,
    pages::{copying::copying, shell::Words},
};
use leptos::prelude::*;

/// Words for someone you trust, to copy or to send.
#[must_use]
pub fn someone(words: Words) -> AnyView {
    let text = t_string!(words, help.someone_words);
    let (copy, outcome) = copying(words, text.to_owned());
    let quiet = ButtonKind::Quiet;
    let send = t_string!(words, help.send_sms);
    block(
        "stack stack-close",
        vec![
            view! { <blockquote class="letter-face">{text}</blockquote> }.into_any(),
            block(
                "row screen-only",
                vec![
                    button_with(IconName::Letters, quiet, t_string!(words, help.copy), copy),
                    button_link_with(IconName::Text, quiet, false, message_href(text), send),
                ],
            ),
            outcome,
        ],
    )
}

/// A text message with these words and nobody chosen yet.
fn message_href(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut href = String::from("sms:?&body=");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            href.push(char::from(byte));
        } else {
            href.push('%');
            for half in [byte >> 4, byte & 15] {
                href.push(char::from(DIGITS[usize::from(half)]));
            }
        }
    }
    href
}
