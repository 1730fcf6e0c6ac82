//! The fields of a row: of a window, of time away, of a single window.

use leptos::prelude::*;

use super::editor::Editor;
use super::fields::{Label, chosen, typed};
use super::form::WEEK;
use super::history::Kind;
use super::problem::Field;
use crate::components::window_editor::{DayName, day_chip, day_picker};
use crate::i18n::times::{weekday_name, weekday_short};
use crate::i18n::{fill, t_string};

pub(super) fn window_fields(editor: Editor, index: usize) -> Vec<AnyView> {
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

pub(super) fn away_fields(editor: Editor, index: usize) -> Vec<AnyView> {
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

pub(super) fn extra_fields(editor: Editor, index: usize) -> Vec<AnyView> {
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
