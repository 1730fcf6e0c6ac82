//! The call list of the form: whom the clinic's computer tells when words
//! sound like danger.

use super::{
    editor::{Editor, Wrong},
    escalation_form::EscalationForm,
    escalation_step::one_step,
    escalation_words::worth,
    fields::{Label, typed},
    history::Kind,
    ladder_field::LadderField,
    problem::Field,
};
use crate::{
    components::{
        attributes::given,
        button::{ButtonKind, button_with},
        icon::IconName,
        live::live,
        memo::Memo,
        parts::{block, nothing, paragraph_of, row},
        window_editor::problem_line,
    },
    i18n::t_string,
};
use holdfast_rhythm::STEPS_MAX;
use leptos::prelude::*;

/// The section; its steps only where there is a list.
pub(super) fn escalation(editor: Editor) -> AnyView {
    let words = editor.words;
    let steps = Memo::new(move |_| {
        let form = editor.form.read();
        form.escalation.as_ref().map(|ladder| ladder.steps.len())
    });
    let body = live(move || match steps.get() {
        Some(count) => untrack(|| whole(editor, count)),
        None => {
            let add = t_string!(words, agreement.ladder.begin);
            row(vec![button_with(
                IconName::Add,
                ButtonKind::Quiet,
                add,
                move || {
                    editor.edit(Kind::Once, |form| {
                        form.escalation = Some(EscalationForm::default());
                    });
                    go_to(LadderField::Name(0));
                },
            )])
        }
    });
    let hint = live(move || {
        paragraph_of(
            "quiet",
            editor.named(t_string!(words, agreement.ladder.hint)),
        )
    });
    view! {
        <section class="stack" data-testid="ladder-editor">
            <h2 {..given("id", LadderField::Steps.id())} tabindex="-1">
                {t_string!(words, agreement.ladder.title)}
            </h2>
            {hint}
            {body}
        </section>
    }
    .into_any()
}

pub(super) fn go_to(field: LadderField) {
    Editor::go_to(format!("#{}", field.id()));
}

fn whole(editor: Editor, count: usize) -> AnyView {
    let words = editor.words;
    let mut all: Vec<AnyView> = (0..count)
        .map(|step| one_step(editor, step, count))
        .collect();
    all.push(problem_line(wrong(editor, LadderField::Steps)));
    if count < STEPS_MAX {
        let add = t_string!(words, agreement.ladder.add);
        let add = button_with(IconName::Add, ButtonKind::Quiet, add, move || {
            change(editor, EscalationForm::add_step);
            go_to(LadderField::Name(count));
        });
        all.push(row(vec![add]));
    }
    let field = |field, label, hint, kind| {
        let label = Label::of(label).with_hint(hint);
        typed(editor, Field::Ladder(field), field.id(), label, kind)
    };
    all.push(field(
        LadderField::Reference,
        t_string!(words, agreement.ladder.reference),
        t_string!(words, agreement.ladder.reference_hint),
        "text",
    ));
    all.push(field(
        LadderField::Rounds,
        t_string!(words, agreement.ladder.rounds),
        t_string!(words, agreement.ladder.rounds_hint),
        "number",
    ));
    all.push(field(
        LadderField::CallCost,
        t_string!(words, agreement.ladder.call_cost),
        t_string!(words, agreement.ladder.call_cost_hint),
        "number",
    ));
    all.push(field(
        LadderField::MissCost,
        t_string!(words, agreement.ladder.miss_cost),
        t_string!(words, agreement.ladder.miss_cost_hint),
        "number",
    ));
    all.push(live(move || {
        let form = editor.form.read();
        let said = form
            .escalation
            .as_ref()
            .and_then(|ladder| worth(words, ladder));
        said.map_or_else(nothing, |said| paragraph_of("small", said))
    }));
    let end = t_string!(words, agreement.ladder.end);
    let ended = t_string!(words, agreement.ladder.ended);
    all.push(row(vec![button_with(
        IconName::Remove,
        ButtonKind::Plain,
        end,
        move || {
            editor.edit(Kind::Once, |form| form.escalation = None);
            editor.say(ended.to_owned());
            go_to(LadderField::Steps);
        },
    )]));
    block("stack", all)
}

fn wrong(editor: Editor, field: LadderField) -> Wrong {
    editor.wrong(vec![Field::Ladder(field)])
}

pub(super) fn change(editor: Editor, change: impl FnOnce(&mut EscalationForm)) {
    editor.edit(Kind::Once, |form| {
        if let Some(ladder) = &mut form.escalation {
            change(ladder);
        }
    });
}
