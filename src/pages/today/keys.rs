//! The keyboard's ways through **Today**.

use holdfast_protocol::ConversationId;
use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;

use super::entry::link_id;
use crate::components::button::{ButtonKind, button};
use crate::components::dialog::Dialog;
use crate::i18n::t_string;
use crate::pages::shell::Words;
use crate::state::page;

/// Listens for j, k, r and ?, and shows them when asked. `waiting` are those
/// who have an entry, in order; `open` opens the entry of one of them.
pub(super) fn keys(
    words: Words,
    waiting: impl Fn() -> Vec<ConversationId> + 'static,
    open: impl Fn(ConversationId) + 'static,
) -> AnyView {
    let place = RwSignal::new(None::<usize>);
    let shown = RwSignal::new(false);
    let listening = window_event_listener(keydown, move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || shown.get_untracked() {
            return;
        }
        let key = event.key();
        if key == "?" {
            shown.set(true);
            return;
        }
        let waiting = waiting();
        let Some(last) = waiting.len().checked_sub(1) else {
            return;
        };
        let at = place.get_untracked();
        let to = match key.as_str() {
            "j" => at.map_or(0, |at| (at + 1).min(last)),
            "k" => at.map_or(0, |at| at.saturating_sub(1).min(last)),
            "r" => return open(waiting[at.unwrap_or(0).min(last)]),
            _ => return,
        };
        place.set(Some(to));
        page::focus(&format!("#{}", link_id(waiting[to])));
    });
    on_cleanup(move || listening.remove());
    let show = button(
        ButtonKind::Quiet,
        t_string!(words, today.keys_show),
        move || shown.set(true),
    );
    let close = move || {
        let said = t_string!(words, today.close);
        button(ButtonKind::Quiet, said, move || shown.set(false))
    };
    view! {
        <p class="screen-only">{show}</p>
        <Dialog
            id="today-keys"
            open=shown
            title=t_string!(words, today.keys_title)
            on_close=move |()| shown.set(false)
            actions=close
        >
            <ul>
                <li>{t_string!(words, today.keys_next)}</li>
                <li>{t_string!(words, today.keys_previous)}</li>
                <li>{t_string!(words, today.keys_open)}</li>
                <li>{t_string!(words, today.keys_help)}</li>
            </ul>
        </Dialog>
    }
    .into_any()
}
