//! The check-ins of the form.

use super::{
    check_in_fields::{fields, with},
    check_in_form::CheckInForm,
    editor::Editor,
    history::Kind,
    problem::Field,
};
use crate::{
    components::{
        attributes::given,
        button::{ButtonKind, button_with},
        icon::IconName,
        live::live,
        memo::Memo,
        parts::{nothing, paragraph_of, row},
        window_editor::{WindowRow, window_row},
    },
    i18n::{fill, t_string},
    pages::check_in::{in_short, measure_name},
};
use holdfast_measures::Measure;
use leptos::prelude::*;

/// How many an agreement can have.
const MOST: usize = holdfast_rhythm::CHECK_INS_MAX;

/// The list, with ways to add to it.
pub(super) fn check_ins(editor: Editor) -> AnyView {
    let words = editor.words;
    let count = Memo::new(move |_| editor.form.read().check_ins.len());
    let each = live(move || {
        let rows: Vec<AnyView> = (0..count.get())
            .map(|index| untrack(|| one(editor, index)))
            .collect();
        rows.into_any()
    });
    let add = live(move || {
        if count.get() >= MOST {
            return nothing();
        }
        row(Measure::ALL.map(|measure| add(editor, measure)).into())
    });
    let hint =
        live(move || paragraph_of("quiet", editor.named(t_string!(words, check_ins.edit.hint))));
    view! {
        <section class="stack">
            <h2 {..given("id", "check-ins")} tabindex="-1">
                {t_string!(words, check_ins.edit.title)}
            </h2>
            {hint}
            {each}
            <div {..given("id", "check-in-add")}>{add}</div>
        </section>
    }
    .into_any()
}

pub(super) fn add(editor: Editor, measure: Measure) -> AnyView {
    let words = editor.words;
    let said = fill(
        t_string!(words, check_ins.edit.add),
        &[("name", measure_name(words, measure))],
    );
    button_with(IconName::Add, ButtonKind::Quiet, said, move || {
        let next = editor.form.read_untracked().check_ins.len();
        editor.edit(Kind::Once, |form| {
            let new = CheckInForm::new(measure, &form.check_ins);
            form.check_ins.push(new);
        });
        Editor::go_to(format!("#check-in-{next} summary"));
    })
}

fn one(editor: Editor, index: usize) -> AnyView {
    let words = editor.words;
    let Some(measure) = with(editor, index, |form| form.measure) else {
        return nothing();
    };
    let number = (index + 1).to_string();
    let numbered = |sentence: &str| fill(sentence, &[("number", &number)]);
    let label = numbered(t_string!(words, check_ins.edit.row));
    let sentence = t_string!(words, agreement.removed);
    let removed = fill(sentence, &[("what", &label)]);
    let take_out = move || {
        editor.edit(Kind::Once, |form| {
            if index < form.check_ins.len() {
                form.check_ins.remove(index);
            }
        });
        editor.say(removed.clone());
        Editor::go_to("#check-ins".to_owned());
    };
    let remove = numbered(t_string!(words, check_ins.edit.remove));
    let summary = Signal::derive(move || {
        let form = editor.form.read();
        let reader = untrack(|| editor.times.reader(None));
        let said = |it: &CheckInForm| {
            let hours = (it.opens.as_str(), it.closes.as_str());
            in_short(words, it.measure, &it.weekdays(), hours, &reader)
        };
        form.check_ins.get(index).map_or_else(String::new, said)
    });
    window_row(WindowRow {
        id: format!("check-in-{index}"),
        label,
        summary,
        open: true,
        problem: editor.wrong(vec![Field::CheckIn(index), Field::CheckInDays(index)]),
        fields: fields(editor, index, measure),
        remove: button_with(IconName::Remove, ButtonKind::Plain, remove, take_out),
    })
}
