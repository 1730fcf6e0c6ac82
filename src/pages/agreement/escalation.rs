//! The call list of the form: whom the clinic's computer tells when words
//! sound like danger.

use holdfast_rhythm::STEPS_MAX;
use leptos::prelude::*;

use super::editor::{Editor, Wrong};
use super::escalation_form::{EscalationForm, LadderField};
use super::escalation_words::worth;
use super::fields::{Label, typed};
use super::history::Kind;
use super::problem::Field;
use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button_with};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::{block, nothing, paragraph_of, row};
use crate::components::window_editor::{WindowRow, problem_line, window_row};
use crate::i18n::{fill, t_string};

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

fn go_to(field: LadderField) {
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

fn change(editor: Editor, change: impl FnOnce(&mut EscalationForm)) {
    editor.edit(Kind::Once, |form| {
        if let Some(ladder) = &mut form.escalation {
            change(ladder);
        }
    });
}

fn one_step(editor: Editor, step: usize, count: usize) -> AnyView {
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
