//! The keyboard's ways through **Today**.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;

use crate::components::button::Button;
use crate::components::dialog::Dialog;
use crate::i18n::{t_string, use_i18n};
use crate::state::page;

/// Listens for j, k, r and ?, and shows them when asked. `links` are the ids of
/// the entries' links, in order; `open` opens the entry at a place.
#[component]
pub(super) fn Keys(
    #[prop(into)] links: Signal<Vec<String>>,
    #[prop(into)] open: Callback<usize>,
) -> impl IntoView {
    let words = use_i18n();
    let place = RwSignal::new(None::<usize>);
    let shown = RwSignal::new(false);
    let go = move |to: usize| {
        place.set(Some(to));
        if let Some(link) = links.with_untracked(|links| links.get(to).cloned()) {
            page::focus(&format!("#{link}"));
        }
    };
    let listening = window_event_listener(keydown, move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || shown.get_untracked() {
            return;
        }
        let last = links.with_untracked(Vec::len).checked_sub(1);
        let at = place.get_untracked();
        match (event.key().as_str(), last) {
            ("j", Some(last)) => go(at.map_or(0, |at| (at + 1).min(last))),
            ("k", Some(last)) => go(at.map_or(0, |at| at.saturating_sub(1).min(last))),
            ("r", Some(last)) => open.run(at.unwrap_or(0).min(last)),
            ("?", _) => shown.set(true),
            _ => {}
        }
    });
    on_cleanup(move || listening.remove());
    view! {
        <p class="screen-only">
            <Button on_click=move |()| shown.set(true)>
                {move || t_string!(words, today.keys_show)}
            </Button>
        </p>
        <Dialog
            id="today-keys"
            open=shown
            title=move || t_string!(words, today.keys_title)
            on_close=move |()| shown.set(false)
            actions=move || {
                view! {
                    <Button on_click=move |()| shown.set(false)>
                        {move || t_string!(words, today.close)}
                    </Button>
                }
            }
        >
            <ul>
                <li>{move || t_string!(words, today.keys_next)}</li>
                <li>{move || t_string!(words, today.keys_previous)}</li>
                <li>{move || t_string!(words, today.keys_open)}</li>
                <li>{move || t_string!(words, today.keys_help)}</li>
            </ul>
        </Dialog>
    }
}
