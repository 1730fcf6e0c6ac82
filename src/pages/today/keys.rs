//! The keyboard's ways through **Today**.

use holdfast_protocol::ConversationId;
use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;

use super::entry::link_id;
use crate::components::button::{ButtonKind, button};
use crate::components::dialog::Dialog;
use crate::components::focus::is_typing;
use crate::i18n::t_string;
use crate::pages::conversation::LETTER_FIELD;
use crate::pages::shell::Words;
use crate::routes;
use crate::state::{Route, page};

/// What r does.
#[derive(Clone, Copy)]
pub(super) enum Reply {
    /// Opens the entry that the keys have come to.
    Open(Route),
    /// The letters of this one are open: goes to where a reply is written.
    In(ConversationId),
}

/// Listens for j, k, r and ?, and shows them when asked. `waiting` are those
/// who have an entry, in order.
pub(super) fn keys(
    words: Words,
    waiting: impl Fn() -> Vec<ConversationId> + 'static,
    reply: Reply,
) -> AnyView {
    let first = match reply {
        Reply::Open(_) => None,
        Reply::In(current) => waiting().iter().position(|id| *id == current),
    };
    let place = RwSignal::new(first);
    let shown = RwSignal::new(false);
    let listening = window_event_listener(keydown, move |event: KeyboardEvent| {
        let chord = event.ctrl_key() || event.alt_key() || event.meta_key();
        if chord || shown.get_untracked() || is_typing() {
            return;
        }
        let key = event.key();
        if let ("r", Reply::In(_)) = (key.as_str(), reply) {
            event.prevent_default();
            return page::focus(&format!("#{LETTER_FIELD}"));
        }
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
            "r" => {
                if let Reply::Open(route) = reply {
                    route.go(&routes::letters(waiting[at.unwrap_or(0).min(last)]));
                }
                return;
            }
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
    let open = match reply {
        Reply::Open(_) => t_string!(words, today.keys_open),
        Reply::In(_) => t_string!(words, today.keys_reply),
    };
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
                <li>{open}</li>
                <li>{t_string!(words, today.keys_help)}</li>
            </ul>
        </Dialog>
    }
    .into_any()
}
