//! A link that is not whole, or is not there: room to paste it.

use super::{Invitation, trouble::link_words};
use crate::{
    components::{
        button::{Button, ButtonKind},
        field::TextField,
        parts::heading,
    },
    i18n::t_string,
    pages::shell::Words,
};
use holdfast_protocol::{Link, LinkError};
use leptos::prelude::*;

/// Takes a pasted link.
pub(super) fn paste_link(words: Words, error: LinkError, invitation: Invitation) -> AnyView {
    let text = RwSignal::new(String::new());
    let told = move |error| Some(link_words(words, error).to_owned());
    let problem = RwSignal::new(told(error));
    let take = move || {
        // What was pasted may be the whole address or only its end.
        let pasted = text.get_untracked();
        let end = pasted.rsplit('#').next().unwrap_or_default();
        match end.parse::<Link>() {
            Ok(whole) => invitation.link.set(Ok(whole)),
            Err(error) => problem.set(told(error)),
        }
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                take();
            }
        >
            {heading(t_string!(words, join.paste_title))}
            <TextField
                id="invitation-link"
                label=t_string!(words, join.paste_label)
                hint=t_string!(words, join.paste_hint)
                value=text
                on_input=move |typed| text.set(typed)
                problem
            />
            <Button kind=ButtonKind::Primary submit=true>
                {t_string!(words, join.use_link)}
            </Button>
        </form>
    }
    .into_any()
}
