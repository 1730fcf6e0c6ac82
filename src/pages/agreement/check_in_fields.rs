//! The fields of one check-in of the form.

use super::{
    check_in_form::{CheckInForm, KINDS, empty_question, kind_of},
    editor::Editor,
    fields::{Label, chosen, typed},
    history::Kind,
    problem::Field,
    row_fields::{Again, days, repeats},
};
use crate::{
    components::{
        button::{ButtonKind, button_with},
        icon::IconName,
        live::live,
        memo::Memo,
        parts::{block, nothing, paragraph_of},
    },
    i18n::{fill, t_string},
};
use holdfast_measures::{Measure, Worse};
use leptos::prelude::*;

/// All of them, by what is measured.
pub(super) fn fields(editor: Editor, index: usize, measure: Measure) -> Vec<AnyView> {
    let words = editor.words;
    let field = |field, name: &str, label, input_type| {
        typed(
            editor,
            field,
            format!("check-in-{index}-{name}"),
            label,
            input_type,
        )
    };
    let opens = Label::of(t_string!(words, check_ins.edit.opens));
    let closes = Label::of(t_string!(words, check_ins.edit.closes));
    let mut all = vec![
        days(editor, index, Again::CHECK_INS),
        field(Field::CheckInOpens(index), "opens", opens, "time"),
        field(Field::CheckInCloses(index), "closes", closes, "time"),
        repeats(editor, index, Again::CHECK_INS),
    ];
    if let Some(highest) = measure.highest() {
        let label = match measure.worse() {
            Worse::Higher => t_string!(words, check_ins.edit.score_more),
            Worse::Lower => t_string!(words, check_ins.edit.score_less),
        };
        let hint = t_string!(words, check_ins.edit.score_hint);
        let hint = fill(hint, &[("highest", &highest.to_string())]);
        let label = Label::of(label).with_hint(hint);
        all.push(field(Field::CheckInScore(index), "score", label, "number"));
        let label = Label::of(t_string!(words, check_ins.edit.change))
            .with_hint(t_string!(words, check_ins.edit.change_hint));
        all.push(field(
            Field::CheckInChange(index),
            "change",
            label,
            "number",
        ));
    }
    if measure == Measure::Phq9 {
        let said = move || editor.named(t_string!(words, check_ins.edit.item_nine));
        all.push(live(move || paragraph_of("quiet", said())));
    }
    if measure == Measure::Own {
        all.push(questions(editor, index));
    }
    all
}

/// Own questions, each with how it is answered.
fn questions(editor: Editor, index: usize) -> AnyView {
    let words = editor.words;
    let count = Memo::new(move |_| {
        let form = editor.form.read();
        form.check_ins.get(index).map_or(0, |it| it.questions.len())
    });
    let each = live(move || {
        let all: Vec<AnyView> = (0..count.get())
            .map(|place| untrack(|| question(editor, index, place)))
            .collect();
        all.into_any()
    });
    let add = live(move || {
        if count.get() >= holdfast_rhythm::QUESTIONS_MAX {
            return nothing();
        }
        let said = t_string!(words, check_ins.edit.question_add);
        button_with(IconName::Add, ButtonKind::Quiet, said, move || {
            let next = count.get_untracked();
            editor.edit(Kind::Once, |form| {
                if let Some(check_in) = form.check_ins.get_mut(index) {
                    check_in.questions.push(empty_question());
                }
            });
            Editor::go_to(format!("#check-in-{index}-question-{next}"));
        })
    });
    block("stack check-in-questions", vec![each, add])
}

fn question(editor: Editor, index: usize, place: usize) -> AnyView {
    let words = editor.words;
    let number = (place + 1).to_string();
    let numbered = |sentence: &str| fill(sentence, &[("number", &number)]);
    let id = format!("check-in-{index}-question-{place}");
    let label = Label::of(numbered(t_string!(words, check_ins.edit.question)));
    let text = typed(
        editor,
        Field::CheckInQuestion(index, place),
        id.clone(),
        label,
        "text",
    );
    let kinds = KINDS.map(|kind| {
        let said = match kind {
            holdfast_rhythm::QuestionKind::Words => t_string!(words, check_ins.edit.kind_words),
            holdfast_rhythm::QuestionKind::Scale => t_string!(words, check_ins.edit.kind_scale),
            holdfast_rhythm::QuestionKind::YesNo => t_string!(words, check_ins.edit.kind_yes_no),
        };
        (kind.name().to_owned(), said.to_owned())
    });
    let value = Signal::derive(move || {
        let kind = with(editor, index, |form| {
            form.questions.get(place).map(|it| it.kind)
        });
        kind.flatten().map_or("", |kind| kind.name()).to_owned()
    });
    let choose = Callback::new(move |name: String| {
        editor.edit(Kind::Once, |form| {
            let check_in = form.check_ins.get_mut(index);
            let question = check_in.and_then(|it| it.questions.get_mut(place));
            if let (Some(question), Some(kind)) = (question, kind_of(&name)) {
                question.kind = kind;
            }
        });
    });
    let kind = chosen(
        format!("{id}-kind"),
        Label::of(t_string!(words, check_ins.edit.kind)),
        kinds.into(),
        value,
        choose,
        Signal::stored(None),
    );
    let remove = numbered(t_string!(words, check_ins.edit.question_remove));
    let remove = button_with(IconName::Remove, ButtonKind::Plain, remove, move || {
        editor.edit(Kind::Once, |form| {
            if let Some(check_in) = form.check_ins.get_mut(index)
                && place < check_in.questions.len()
            {
                check_in.questions.remove(place);
            }
        });
        Editor::go_to(format!("#check-in-{index} summary"));
    });
    block("window-row-fields", vec![text, kind, remove])
}

/// What the form has of a check-in; nothing once that is gone.
pub(super) fn with<T>(
    editor: Editor,
    index: usize,
    read: impl FnOnce(&CheckInForm) -> T,
) -> Option<T> {
    editor.form.with(|form| form.check_ins.get(index).map(read))
}
