//! The new version as the patient will see it.

use holdfast_protocol::Role;
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::editor::Editor;
use crate::components::live::live;
use crate::components::parts::{heading, nothing, paragraph_of};
use crate::i18n::t_string;
use crate::i18n::times::Reader;
use crate::pages::rhythm::{ChosenWeek, Side, proposed};
use crate::state::{Book, Session};

/// The version in words and as a picture, with the patient's zone first: what
/// their page of the rhythm will show.
pub(super) fn preview(editor: Editor) -> AnyView {
    let words = editor.words;
    let chosen: ChosenWeek = RwSignal::new(None);
    let drawn = live(move || {
        let title = heading(editor.named(t_string!(words, agreement.preview_title)));
        let shown = match &*editor.outcome.read() {
            Ok(agreement) => show(editor, agreement, &editor.desk.book.read(), chosen),
            Err(_) => {
                let waits = editor.named(t_string!(words, agreement.preview_waits));
                paragraph_of("quiet", waits)
            }
        };
        vec![title, shown].into_any()
    });
    view! {
        <section class="sheet stack" data-testid="preview">
            {drawn}
        </section>
    }
    .into_any()
}

/// The timeline as it will be once both have agreed, in the patient's eyes.
fn show(editor: Editor, agreement: &Agreement, book: &Book, chosen: ChosenWeek) -> AnyView {
    let Some(found) = book.get(editor.conversation) else {
        return nothing();
    };
    let reader = editor.times.reader(Some(agreement.zone()));
    let zone = found.partner.as_ref().map(|partner| partner.zone);
    let own_name = match &*editor.desk.session.read() {
        Session::Here { name, .. } => name.clone(),
        _ => String::new(),
    };
    let side = Side {
        words: editor.words,
        reader: Reader {
            zone: zone.unwrap_or(reader.zone),
            ..reader
        },
        role: Role::Patient,
        name: own_name,
        emergency: None,
    };
    proposed(found, agreement, &side, chosen)
}
