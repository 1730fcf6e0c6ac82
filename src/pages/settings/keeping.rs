//! Whether what is on this device stays there, and removing it.

use leptos::prelude::*;

use super::device::waiting;
use crate::components::button::{ButtonKind, button};
use crate::components::dialog::confirmation;
use crate::components::live::live;
use crate::components::parts::{block, nothing, paragraph};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::state::{Desk, DeskLink, Keeping};

const MEGABYTE: f64 = 1_000_000.0;

/// Whether the browser has promised to keep what is here, and how much that
/// is; a way to ask for the promise.
pub(super) fn how_safe(words: Words, desk: Desk) -> AnyView {
    let known = RwSignal::new(None::<Keeping>);
    let asked = RwSignal::new(false);
    let look = move |ask| {
        desk.keeping(ask, move |found| {
            let _ = known.try_set(found);
            let _ = asked.try_set(ask);
        });
    };
    look(false);
    live(move || {
        let Some(Keeping { promised, bytes }) = known.get() else {
            return nothing();
        };
        let mut parts = Vec::new();
        if promised {
            parts.push(paragraph(t_string!(words, settings.promised)));
        } else {
            parts.push(paragraph(t_string!(words, settings.not_promised)));
            parts.push(paragraph(t_string!(words, settings.install)));
            let said = match asked.get() {
                true => paragraph(t_string!(words, settings.promise_refused)),
                false => nothing(),
            };
            let ask = t_string!(words, settings.promise_ask);
            parts.push(button(ButtonKind::Quiet, ask, move || look(true)));
            parts.push(said);
        }
        if let Some(bytes) = bytes {
            let size = megabytes(bytes).to_string();
            let sentence = t_string!(words, settings.stored);
            parts.push(paragraph(fill(sentence, &[("size", &size)])));
        }
        view! {
            <div class="stack stack-close" data-testid="keeping" role="status">
                {parts}
            </div>
        }
        .into_any()
    })
}

/// Whole megabytes, one at the least.
fn megabytes(bytes: f64) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a browser holds less than four billion megabytes"
    )]
    let whole = (bytes / MEGABYTE) as u32;
    whole.max(1)
}

/// A button that removes Holdfast from this device, once `only_here` was read:
/// what would be lost with it.
pub(super) fn removal(
    words: Words,
    desk: Desk,
    only_here: impl Fn() -> Vec<String> + Copy + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let lost = live(move || {
        let sentences = only_here().into_iter().map(paragraph).collect();
        block("stack stack-close", sentences)
    });
    let waits = Memo::new(move |_| desk.book.with(waiting) > 0);
    let reached = Memo::new(move |_| !matches!(desk.link.get(), DeskLink::NotReached(_)));
    let offline = live(move || match waits.get() && !reached.get() {
        true => paragraph(t_string!(words, settings.remove_offline)),
        false => nothing(),
    });
    let send = live(move || match waits.get() && reached.get() {
        true => {
            let send = t_string!(words, settings.remove_send_first);
            button(ButtonKind::Quiet, send, move || desk.sync_now())
        }
        false => nothing(),
    });
    let question = confirmation(
        "remove".into(),
        open,
        t_string!(words, settings.remove_question),
        vec![
            offline,
            lost,
            send,
            paragraph(t_string!(words, settings.remove_gone)),
        ],
        t_string!(words, settings.remove_not),
        (
            ButtonKind::Destructive,
            t_string!(words, settings.remove_yes),
            Callback::new(move |()| desk.remove_from_device()),
        ),
    );
    let ask = button(
        ButtonKind::Quiet,
        t_string!(words, settings.remove),
        move || open.set(true),
    );
    vec![ask, question].into_any()
}
