//! What is typed is kept on this device, and can be thrown away again.

use leptos::prelude::*;

use super::board::Board;
use super::draft;
use super::editor::{Editor, first_form};
use super::history::Kind;
use crate::components::button::{ButtonKind, button};
use crate::components::icon::IconName;
use crate::components::live::{effect, live};
use crate::components::memo::Memo;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{nothing, paragraph, row};
use crate::i18n::t_string;
use crate::state::DraftOf;

/// Keeps the form as a draft whenever it is otherwise than it began.
pub(super) fn keep_what_is_typed(editor: Editor) {
    let of = DraftOf::Agreement(editor.conversation);
    effect(move || {
        let form = editor.form.read();
        let draft = if *form == *editor.begun.read() {
            String::new()
        } else {
            draft::written(&form)
        };
        if editor.desk.draft(of) != draft {
            editor.desk.save_draft(of, draft);
        }
    });
}

/// Says that it is kept, and leads back to the beginning.
pub(super) fn kept(editor: Editor) -> AnyView {
    let words = editor.words;
    let changed = Memo::new(move |_| *editor.form.read() != *editor.begun.read());
    live(move || {
        if !changed.get() {
            return nothing();
        }
        let again = move || {
            let reader = untrack(|| editor.times.reader(None));
            let book = editor.desk.book.read_untracked();
            let begun = first_form(&book, editor.conversation, &reader);
            editor.board.update(Board::let_go);
            editor.edit(Kind::Once, |form| form.clone_from(&begun));
            editor.begun.set(begun);
            editor.say(t_string!(words, agreement.begun_again).to_owned());
            Editor::go_to("#windows".to_owned());
        };
        let said = paragraph(t_string!(words, agreement.kept_here));
        let book = editor.desk.book.read();
        let found = book.get(editor.conversation);
        let back = if found.is_some_and(|found| found.open_proposal().is_some()) {
            t_string!(words, agreement.again_from_proposed)
        } else if found.is_some_and(|found| !found.timeline.is_empty()) {
            t_string!(words, agreement.again_from_agreed)
        } else {
            t_string!(words, agreement.again_from_start)
        };
        let back = row(vec![button(ButtonKind::Quiet, back, again)]);
        still_notice(NoticeKind::Calm, IconName::Device, vec![said, back])
    })
}
