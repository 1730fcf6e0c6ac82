//! The new version as the patient will see it.

use holdfast_protocol::Role;
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::editor::Editor;
use crate::components::live::live;
use crate::components::memo::Memo;
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
    // While something is being typed, the last that was whole stays.
    let last_whole = Memo::new(move |before: Option<&Option<Agreement>>| {
        let made = editor.whenever.get();
        made.as_ref()
            .ok()
            .cloned()
            .or_else(|| before.cloned().flatten())
    });
    let is_whole = Memo::new(move |_| editor.whenever.with(Result::is_ok));
    let title = live(move || heading(editor.named(t_string!(words, agreement.preview_title))));
    let waits = live(move || {
        let said = match (is_whole.get(), last_whole.with(Option::is_some)) {
            (true, _) => return nothing(),
            (false, true) => t_string!(words, agreement.preview_before),
            (false, false) => t_string!(words, agreement.preview_waits),
        };
        paragraph_of("quiet", editor.named(said))
    });
    let drawn = live(move || match &last_whole.get() {
        Some(agreement) => show(editor, agreement, &editor.desk.book.read(), chosen),
        None => nothing(),
    });
    view! {
        <section class="sheet stack agreement-preview" data-testid="preview">
            {title}
            {waits}
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
