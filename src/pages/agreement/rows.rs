//! The rows of the form: windows, time away, single windows.

use leptos::prelude::*;

use super::board::Board;
use super::calendar::calendar;
use super::editor::Editor;
use super::fields::{Label, chosen, typed};
use super::form::WEEK;
use super::grid_words::in_short;
use super::history::Kind;
use super::places::List;
use super::problem::Field;
use super::week::week;
use crate::components::button::{ButtonKind, button_with};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::parts::{nothing, paragraph_of};
use crate::components::window_editor::{
    DayName, WindowRow, day_chip, day_picker, problem_line, window_row,
};
use crate::i18n::times::{weekday_name, weekday_short};
use crate::i18n::{fill, t_string};

/// In a list of more rows than this, those that are whole are folded at first.
const UNFOLDED: usize = 3;

/// A list of the form, with a way to add to it.
pub(super) fn rows(editor: Editor, list: List) -> AnyView {
    let words = editor.words;
    let (id, title, hint, add) = match list {
        List::Windows => (
            "windows",
            t_string!(words, agreement.windows_title),
            t_string!(words, agreement.windows_hint),
            t_string!(words, agreement.window_add),
        ),
        List::Away => (
            "away",
            t_string!(words, agreement.away_title),
            t_string!(words, agreement.away_hint),
            t_string!(words, agreement.away_add),
        ),
        List::Extra => (
            "extra",
            t_string!(words, agreement.extra_title),
            t_string!(words, agreement.extra_hint),
            t_string!(words, agreement.extra_add),
        ),
    };
    let count = Memo::new(move |_| editor.form.read().rows(list));
    let folded = StoredValue::new(folded(editor, list));
    let each = live(move || {
        if count.get() <= UNFOLDED {
            folded.update_value(Vec::clear);
        }
        let row = |index| {
            let open = !folded.with_value(|folded| folded.contains(&index));
            one_row(editor, list, (id, index), open)
        };
        let rows: Vec<AnyView> = (0..count.get()).map(row).collect();
        rows.into_any()
    });
    let picture = match list {
        List::Windows => week(editor),
        List::Away => calendar(editor),
        List::Extra => nothing(),
    };
    let whole = match list {
        List::Windows => problem_line(editor.wrong(vec![Field::Windows])),
        List::Away | List::Extra => nothing(),
    };
    let add_id = match list {
        List::Windows => "window-add",
        List::Away => "away-add",
        List::Extra => "extra-add",
    };
    let add_row = move || {
        let next = match list {
            List::Windows => format!("#window-{}-opens", count.get_untracked()),
            List::Away => format!("#away-{}-from", count.get_untracked()),
            List::Extra => format!("#extra-{}-date", count.get_untracked()),
        };
        editor.edit(Kind::Once, |form| form.add_row(list));
        Editor::go_to(next);
    };
    view! {
        <section class="stack">
            <h2 id=id tabindex="-1">
                {title}
            </h2>
            {paragraph_of("quiet", hint)}
            {picture}
            {each}
            {whole}
            <div id=add_id>{button_with(IconName::Add, ButtonKind::Quiet, add, add_row)}</div>
        </section>
    }
    .into_any()
}

/// The rows of a long list that are whole when the page opens.
fn folded(editor: Editor, list: List) -> Vec<usize> {
    let form = editor.form.read_untracked();
    let reader = untrack(|| editor.times.reader(None));
    let rows = form.rows(list);
    let whole = |row: &usize| in_short(&form, list, *row, &reader).is_some();
    let long = rows > UNFOLDED;
    (0..rows).filter(|row| long && whole(row)).collect()
}

/// One row with a way to take it out; the focus goes back to the list's
/// heading then.
fn one_row(
    editor: Editor,
    list: List,
    (heading, index): (&'static str, usize),
    open: bool,
) -> AnyView {
    let words = editor.words;
    let (id, label, remove, wrong, fields) = match list {
        List::Windows => (
            format!("window-{index}"),
            t_string!(words, agreement.window),
            t_string!(words, agreement.window_remove),
            vec![Field::Window(index), Field::WindowDays(index)],
            window_fields(editor, index),
        ),
        List::Away => (
            format!("away-{index}"),
            t_string!(words, agreement.away),
            t_string!(words, agreement.away_remove),
            vec![Field::Away(index)],
            away_fields(editor, index),
        ),
        List::Extra => (
            format!("extra-{index}"),
            t_string!(words, agreement.extra),
            t_string!(words, agreement.extra_remove),
            vec![Field::Extra(index)],
            extra_fields(editor, index),
        ),
    };
    let number = (index + 1).to_string();
    let numbered = |sentence: &str| fill(sentence, &[("number", &number)]);
    let take_out = move || {
        editor.board.update(Board::let_go);
        editor.edit(Kind::Once, |form| form.remove_row(list, index));
        Editor::go_to(format!("#{heading}"));
    };
    let remove = button_with(
        IconName::Remove,
        ButtonKind::Plain,
        numbered(remove),
        take_out,
    );
    let summary = Signal::derive(move || {
        let reader = untrack(|| editor.times.reader(None));
        let said = in_short(&editor.form.read(), list, index, &reader);
        said.unwrap_or_else(|| t_string!(words, agreement.not_whole).to_owned())
    });
    window_row(WindowRow {
        id,
        label: numbered(label),
        summary,
        open,
        problem: editor.wrong(wrong),
        fields,
        remove,
    })
}

fn window_fields(editor: Editor, index: usize) -> Vec<AnyView> {
    let words = editor.words;
    let time = |field, name: &str, label: &'static str| {
        let id = format!("window-{index}-{name}");
        typed(editor, field, id, Label::of(label), "time")
    };
    vec![
        days(editor, index),
        time(
            Field::WindowOpens(index),
            "opens",
            t_string!(words, agreement.opens),
        ),
        time(
            Field::WindowCloses(index),
            "closes",
            t_string!(words, agreement.closes),
        ),
        repeats(editor, index),
    ]
}

fn days(editor: Editor, index: usize) -> AnyView {
    let language = editor.times.reader(None).language;
    let chip = |place: usize| {
        let name = DayName {
            short: weekday_short(WEEK[place], language),
            full: weekday_name(WEEK[place], language),
        };
        let chosen = Signal::derive(move || {
            let form = editor.form.read();
            let window = form.windows.get(index);
            window.is_some_and(|window| window.days[place])
        });
        let choose = Callback::new(move |on| {
            editor.edit(Kind::Once, |form| {
                if let Some(window) = form.windows.get_mut(index) {
                    window.days[place] = on;
                }
            });
        });
        day_chip(name, chosen, choose)
    };
    let label = t_string!(editor.words, agreement.days);
    day_picker(label, (0..WEEK.len()).map(chip).collect())
}

fn repeats(editor: Editor, index: usize) -> AnyView {
    let words = editor.words;
    let weeks = Signal::derive(move || {
        let form = editor.form.read();
        let window = form.windows.get(index);
        window.map_or(1, |window| window.every_weeks).to_string()
    });
    let mut options = vec![
        (
            "1".to_owned(),
            t_string!(words, agreement.every_week).to_owned(),
        ),
        (
            "2".to_owned(),
            t_string!(words, agreement.every_other_week).to_owned(),
        ),
    ];
    let now = weeks.get_untracked();
    if options.iter().all(|(known, _)| *known != now) {
        let said = t_string!(words, agreement.every_weeks);
        let said = fill(said, &[("weeks", &now)]);
        options.push((now, said));
    }
    let choose = Callback::new(move |chosen: String| {
        editor.edit(Kind::Once, |form| {
            if let (Some(window), Ok(weeks)) = (form.windows.get_mut(index), chosen.parse()) {
                window.every_weeks = weeks;
            }
        });
    });
    chosen(
        format!("window-{index}-repeats"),
        Label::of(t_string!(words, agreement.repeats)),
        options,
        weeks,
        choose,
        Signal::stored(None),
    )
}

fn away_fields(editor: Editor, index: usize) -> Vec<AnyView> {
    let words = editor.words;
    let id = |name: &str| format!("away-{index}-{name}");
    let date =
        |field, name, label: &'static str| typed(editor, field, id(name), Label::of(label), "date");
    let note = editor.named(t_string!(words, agreement.away_note));
    vec![
        date(
            Field::AwayFrom(index),
            "from",
            t_string!(words, agreement.away_from),
        ),
        date(
            Field::AwayUntil(index),
            "until",
            t_string!(words, agreement.away_until),
        ),
        typed(
            editor,
            Field::AwayNote(index),
            id("note"),
            Label::of(note),
            "text",
        ),
    ]
}

fn extra_fields(editor: Editor, index: usize) -> Vec<AnyView> {
    let words = editor.words;
    let field = |field, name: &str, label: &'static str, input_type| {
        let id = format!("extra-{index}-{name}");
        typed(editor, field, id, Label::of(label), input_type)
    };
    vec![
        field(
            Field::ExtraDate(index),
            "date",
            t_string!(words, agreement.extra_date),
            "date",
        ),
        field(
            Field::ExtraOpens(index),
            "opens",
            t_string!(words, agreement.opens),
            "time",
        ),
        field(
            Field::ExtraCloses(index),
            "closes",
            t_string!(words, agreement.closes),
            "time",
        ),
    ]
}
