//! One step of the call list in the form.

use super::{
    editor::Editor,
    escalation::{change, go_to},
    fields::{Label, typed},
    ladder_field::LadderField,
    problem::Field,
};
use crate::{
    components::{
        button::{ButtonKind, button_with},
        icon::IconName,
        parts::row,
        window_editor::{WindowRow, window_row},
    },
    i18n::{fill, t_string},
};
use leptos::prelude::*;

/// A step: its fields, and the ways to move it and to take it out.
pub(super) fn one_step(editor: Editor, step: usize, count: usize) -> AnyView {
    let words = editor.words;
    let number = (step + 1).to_string();
    let numbered = |sentence: &str| fill(sentence, &[("number", &number)]);
    let field = |field: LadderField, label, kind| {
        typed(editor, Field::Ladder(field), field.id(), label, kind)
    };
    let contact = Label::of(t_string!(words, agreement.ladder.contact))
        .with_hint(t_string!(words, agreement.ladder.contact_hint));
    let name = Label::of(t_string!(words, agreement.ladder.name));
    let delay = Label::of(t_string!(words, agreement.ladder.delay));
    let fields = vec![
        field(LadderField::Name(step), name, "text"),
        field(LadderField::Contact(step), contact, "text"),
        field(LadderField::Delay(step), delay, "number"),
    ];
    let label = numbered(t_string!(words, agreement.ladder.step));
    let moved = t_string!(words, agreement.ladder.moved);
    let mut ways = Vec::new();
    // A step's place changes with its neighbour's: the focus stays with it.
    let mut way = |icon, said: &str, upper: usize, to: usize| {
        let said = numbered(said);
        let place = (to + 1).to_string();
        let told = fill(moved, &[("number", &place)]);
        ways.push(button_with(icon, ButtonKind::Plain, said, move || {
            change(editor, |ladder| ladder.move_up(upper));
            editor.say(told.clone());
            Editor::go_to(format!("#ladder-{to} summary"));
        }));
    };
    if step > 0 {
        way(
            IconName::Up,
            t_string!(words, agreement.ladder.up),
            step,
            step - 1,
        );
    }
    if step + 1 < count {
        way(
            IconName::Down,
            t_string!(words, agreement.ladder.down),
            step + 1,
            step + 1,
        );
    }
    let sentence = t_string!(words, agreement.removed);
    let removed = fill(sentence, &[("what", &label)]);
    let remove = numbered(t_string!(words, agreement.ladder.remove));
    ways.push(button_with(
        IconName::Remove,
        ButtonKind::Plain,
        remove,
        move || {
            change(editor, |ladder| ladder.remove_step(step));
            editor.say(removed.clone());
            go_to(LadderField::Steps);
        },
    ));
    let summary = Signal::derive(move || {
        let form = editor.form.read();
        let found = form.escalation.as_ref();
        let found = found.and_then(|ladder| ladder.steps.get(step));
        found.map_or_else(String::new, |step| step.name.clone())
    });
    window_row(WindowRow {
        id: format!("ladder-{step}"),
        label,
        summary,
        open: true,
        problem: Signal::stored(None),
        fields,
        remove: row(ways),
    })
}
