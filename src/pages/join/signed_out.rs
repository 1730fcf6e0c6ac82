//! The clinic no longer knows this device, and here is a new invitation: what
//! was never sent is said before anything begins anew.

use super::{Invitation, trouble_words};
use crate::{
    components::{
        button::{ButtonKind, button},
        live::live,
        parts::{block, heading, nothing, paragraph, row, status},
        shell::page as page_of,
    },
    i18n::{t_string, use_i18n},
    pages::{
        shell::Words,
        unsent::{is_any, save_button, saved_line, unsent_list},
    },
    state::{Desk, NeverSent, page},
};
use leptos::prelude::*;

/// The page for that; it asks for the invitation, [`Desk`] and the words.
pub fn signed_out() -> AnyView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let Ok(link) = expect_context::<Invitation>().link.get_untracked() else {
        return nothing();
    };
    let found = RwSignal::new(None::<NeverSent>);
    desk.never_sent(move |read| {
        let _ = found.try_set(Some(read));
    });
    let said = RwSignal::new(String::new());
    let begin = StoredValue::new(link);
    let begin = move || {
        desk.begin_anew(begin.get_value(), move |trouble| {
            let _ = said.try_set(trouble_words(words, &trouble));
        });
    };
    let body = live(move || match found.get() {
        None => nothing(),
        Some(found) if is_any(&found) => something(words, found, begin),
        Some(_) => block(
            "stack",
            vec![
                paragraph(t_string!(words, join.signed_out.none)),
                row(vec![begin_button(words, begin)]),
            ],
        ),
    });
    let title = t_string!(words, join.signed_out.title);
    let what = paragraph(t_string!(words, join.signed_out.words));
    page_of(title, vec![what, body, status(None, move || said.get())])
}

fn begin_button(words: Words, begin: impl Fn() + Send + Sync + 'static) -> AnyView {
    let label = t_string!(words, join.signed_out.begin);
    button(ButtonKind::Primary, label, begin)
}

/// Nothing begins before it was said what is to become of these: kept as a
/// copy, or left where they are.
fn something(
    words: Words,
    found: NeverSent,
    begin: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let saved = RwSignal::new(None::<bool>);
    let chosen = RwSignal::new(false);
    let list = unsent_list(words, &found, |_| nothing());
    let choice = live(move || {
        if chosen.get() || saved.get() == Some(true) {
            // The button that was pressed is gone.
            page::once_shown(|| page::focus(".begin-anew button"));
            return block("row begin-anew", vec![begin_button(words, begin)]);
        }
        let go_on = t_string!(words, join.signed_out.go_on);
        let without = button(ButtonKind::Quiet, go_on, move || chosen.set(true));
        let keep = match found.letters.is_empty() {
            true => nothing(),
            false => save_button(words, ButtonKind::Primary, found.clone(), saved),
        };
        row(vec![keep, without])
    });
    block(
        "stack",
        vec![
            heading(t_string!(words, join.signed_out.title_unsent)),
            paragraph(t_string!(words, join.signed_out.unsent)),
            list,
            saved_line(words, saved),
            choice,
        ],
    )
}
