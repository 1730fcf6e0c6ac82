//! The single fields of the form: templates, zone, first day, finer points.

use holdfast_rhythm::Tz;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::board::Board;
use super::editor::{Editor, Wrong};
use super::form::Template;
use super::history::Kind;
use super::problem::Field;
use crate::components::button::{ButtonKind, button};
use crate::components::choice::SelectField;
use crate::components::field::TextField;
use crate::components::parts::{heading, row, section};
use crate::i18n::t_string;

/// A rhythm to begin with.
pub(super) fn templates(editor: Editor) -> AnyView {
    let words = editor.words;
    let offer = |template: Template| {
        let said = match template {
            Template::OnceADay => t_string!(words, agreement.template_once),
            Template::TwiceAWeek => t_string!(words, agreement.template_twice),
            Template::Own => t_string!(words, agreement.template_own),
        };
        button(ButtonKind::Quiet, said, move || {
            editor.board.update(Board::let_go);
            editor.edit(Kind::Once, |form| form.use_template(template));
            editor.say(t_string!(words, agreement.replaced).to_owned());
        })
    };
    let title = t_string!(words, agreement.start_title);
    let offers = row(Template::ALL.map(offer).into());
    section("stack stack-close", vec![heading(title), offers])
}

/// The first day, and whose clocks.
pub(super) fn when_it_counts(editor: Editor) -> AnyView {
    let words = editor.words;
    let label = Label::of(t_string!(words, agreement.effective_from))
        .with_hint(t_string!(words, agreement.effective_from_hint));
    let id = "agreement-from".to_owned();
    let from = typed(editor, Field::EffectiveFrom, id, label, "date");
    let hint = move || editor.named(t_string!(words, agreement.zone_hint));
    let label = Label::of(t_string!(words, agreement.zone)).with_hint(hint);
    let zone = chosen(
        "agreement-zone".to_owned(),
        label,
        zones(),
        value_of(editor, Field::Zone),
        Callback::new(move |zone| editor.edit(Kind::Once, |form| form.put(Field::Zone, zone))),
        editor.wrong(vec![Field::Zone]),
    );
    let title = t_string!(words, agreement.when_title);
    section("stack", vec![heading(title), from, zone])
}

/// Zones that are named after a place, and UTC.
fn zones() -> Vec<(String, String)> {
    Tz::all()
        .map(Tz::name)
        .filter(|name| *name == "UTC" || (name.contains('/') && !name.starts_with("Etc/")))
        .map(|name| (name.to_owned(), name.replace('_', " ")))
        .collect()
}

/// Cut-off and notice.
pub(super) fn finer_points(editor: Editor) -> AnyView {
    let words = editor.words;
    let number = |field, id: &str, label, hint| {
        let label = Label::of(label).with_hint(hint);
        typed(editor, field, id.to_owned(), label, "number")
    };
    let cutoff = number(
        Field::Cutoff,
        "agreement-cutoff",
        t_string!(words, agreement.cutoff),
        t_string!(words, agreement.cutoff_hint),
    );
    let notice = number(
        Field::Notice,
        "agreement-notice",
        t_string!(words, agreement.notice),
        t_string!(words, agreement.notice_hint),
    );
    let title = t_string!(words, agreement.finer_title);
    section("stack", vec![heading(title), cutoff, notice])
}

/// What a field is called, and more about it.
pub(super) struct Label {
    name: TextProp,
    hint: Option<TextProp>,
}

impl Label {
    pub(super) fn of(name: impl Into<TextProp>) -> Self {
        Self {
            name: name.into(),
            hint: None,
        }
    }

    pub(super) fn with_hint(self, hint: impl Into<TextProp>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

/// A field of one line; `input_type` is the browser's own, such as `"date"`.
pub(super) fn typed(
    editor: Editor,
    field: Field,
    id: String,
    label: Label,
    input_type: &'static str,
) -> AnyView {
    let Label { name, hint } = label;
    let put = move |typed| editor.edit(Kind::Typed(field), |form| form.put(field, typed));
    view! {
        <TextField
            id
            label=name
            nostrip:hint=hint
            input_type
            value=value_of(editor, field)
            on_input=put
            problem=editor.wrong(vec![field])
        />
    }
    .into_any()
}

fn value_of(editor: Editor, field: Field) -> Signal<String> {
    Signal::derive(move || editor.form.read().typed(field).to_owned())
}

/// A field with a choice of (value, words).
pub(super) fn chosen(
    id: String,
    label: Label,
    options: Vec<(String, String)>,
    value: Signal<String>,
    choose: Callback<String>,
    wrong: Wrong,
) -> AnyView {
    let Label { name, hint } = label;
    view! {
        <SelectField
            id
            label=name
            nostrip:hint=hint
            options=Signal::stored(options)
            value
            on_change=choose
            problem=wrong
        />
    }
    .into_any()
}
