//! The rows of the form: windows, time away, single windows.

use leptos::prelude::*;

use super::board::Board;
use super::calendar::calendar;
use super::editor::Editor;
use super::grid_words::in_short;
use super::history::Kind;
use super::places::List;
use super::problem::Field;
use super::row_fields::{away_fields, extra_fields, window_fields};
use super::week::week;
use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button_with};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::{nothing, paragraph_of};
use crate::components::window_editor::{WindowRow, problem_line, window_row};
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
        let count = count.get();
        if count <= UNFOLDED {
            folded.update_value(Vec::clear);
        }
        let row = |index| {
            let open = !folded.with_value(|folded| folded.contains(&index));
            untrack(|| one_row(editor, list, (id, index), open))
        };
        let rows: Vec<AnyView> = (0..count).map(row).collect();
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
            <h2 {..given("id", id)} tabindex="-1">
                {title}
            </h2>
            {paragraph_of("quiet", hint)}
            {picture}
            {each}
            {whole}
            <div {..given("id", add_id)}>{button_with(IconName::Add, ButtonKind::Quiet, add, add_row)}</div>
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
    let sentence = t_string!(words, agreement.removed);
    let removed = fill(sentence, &[("what", &numbered(label))]);
    let take_out = move || {
        editor.board.update(Board::let_go);
        editor.edit(Kind::Once, |form| form.remove_row(list, index));
        editor.say(removed.clone());
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
