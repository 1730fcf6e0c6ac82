//! A link that is not whole, or is not there: room to paste it.

use super::trouble::link_words;
use crate::{
    components::{
        button::{Button, ButtonKind},
        field::TextField,
    },
    i18n::{t_string, use_i18n},
};
use holdfast_protocol::{Link, LinkError};
use leptos::prelude::*;

/// Takes a pasted link.
#[component]
pub(super) fn PasteLink(
    error: LinkError,
    link: RwSignal<Result<Link, LinkError>>,
) -> impl IntoView {
    let words = use_i18n();
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(Some(error));
    let take = move || {
        // What was pasted may be the whole address or only its end.
        let pasted = text.get_untracked();
        let end = pasted.rsplit('#').next().unwrap_or_default();
        match end.parse::<Link>() {
            Ok(whole) => link.set(Ok(whole)),
            Err(error) => problem.set(Some(error)),
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
            <h2>{move || t_string!(words, join.paste_title)}</h2>
            <TextField
                id="invitation-link"
                label=move || t_string!(words, join.paste_label)
                hint=move || t_string!(words, join.paste_hint)
                value=text
                on_input=move |typed| text.set(typed)
                problem=Signal::derive(move || {
                    problem.get().map(|error| link_words(words, error).to_owned())
                })
            />
            <Button kind=ButtonKind::Primary submit=true>
                {move || t_string!(words, join.use_link)}
            </Button>
        </form>
    }
}
