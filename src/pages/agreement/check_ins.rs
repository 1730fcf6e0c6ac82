//! The check-ins of the form.

use holdfast_measures::{Measure, Worse};
use leptos::prelude::*;

use super::check_in_form::{CheckInForm, KINDS, empty_question, kind_of};
use super::editor::Editor;
use super::fields::{Label, chosen, typed};
use super::history::Kind;
use super::problem::Field;
use super::row_fields::{Again, days, repeats};
use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button_with};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::{block, nothing, paragraph_of, row};
use crate::components::window_editor::{WindowRow, window_row};
use crate::i18n::{fill, t_string};
use crate::pages::check_in::{in_short, measure_name};

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

fn add(editor: Editor, measure: Measure) -> AnyView {
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

fn fields(editor: Editor, index: usize, measure: Measure) -> Vec<AnyView> {
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

fn with<T>(editor: Editor, index: usize, read: impl FnOnce(&CheckInForm) -> T) -> Option<T> {
    editor.form.with(|form| form.check_ins.get(index).map(read))
}
