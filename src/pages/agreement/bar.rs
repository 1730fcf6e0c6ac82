//! What was done last, and the way back: in view wherever on the form one is.

use leptos::prelude::*;

use super::editor::Editor;
use crate::components::button::{ButtonKind, button_with};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::{nothing, status};
use crate::i18n::t_string;

/// The last change in words, and a way to take it back.
pub(super) fn bar(editor: Editor) -> AnyView {
    let can = Memo::new(move |_| editor.can_undo());
    let said = status(Some("agreement-said"), move || editor.said.get());
    let undo = live(move || {
        if !can.get() {
            return nothing();
        }
        let said = t_string!(editor.words, agreement.undo);
        let back = move || editor.undo();
        button_with(IconName::Back, ButtonKind::Quiet, said, back)
    });
    let empty = move || !can.get() && editor.said.with(String::is_empty);
    view! {
        <div class="agreement-bar" class:agreement-bar-empty=empty>
            {said}
            {undo}
        </div>
    }
    .into_any()
}
