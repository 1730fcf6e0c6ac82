//! The fields of a row: of a window, of time away, of a single window; and
//! the days and weeks of anything that comes again.

use leptos::prelude::*;

use super::editor::Editor;
use super::fields::{Label, chosen, typed};
use super::form::{Form, WEEK};
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
        days(editor, index, Again::WINDOWS),
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
        repeats(editor, index, Again::WINDOWS),
    ]
}

/// Days, Monday first, and every how many weeks.
type DaysAndWeeks = ([bool; 7], u32);

/// Where the days and weeks of what comes again stand in the form.
#[derive(Clone, Copy)]
pub(super) struct Again {
    /// How its rows' elements are called.
    name: &'static str,
    read: fn(&Form, usize) -> Option<DaysAndWeeks>,
    days: fn(&mut Form, usize) -> Option<&mut [bool; 7]>,
    weeks: fn(&mut Form, usize) -> Option<&mut u32>,
}

impl Again {
    /// Of windows.
    const WINDOWS: Self = Self {
        name: "window",
        read: |form, row| form.windows.get(row).map(|it| (it.days, it.every_weeks)),
        days: |form, row| form.windows.get_mut(row).map(|it| &mut it.days),
        weeks: |form, row| form.windows.get_mut(row).map(|it| &mut it.every_weeks),
    };
    /// Of check-ins.
    pub(super) const CHECK_INS: Self = Self {
        name: "check-in",
        read: |form, row| form.check_ins.get(row).map(|it| (it.days, it.every_weeks)),
        days: |form, row| form.check_ins.get_mut(row).map(|it| &mut it.days),
        weeks: |form, row| form.check_ins.get_mut(row).map(|it| &mut it.every_weeks),
    };
}

pub(super) fn days(editor: Editor, index: usize, again: Again) -> AnyView {
    let language = editor.times.reader(None).language;
    let chip = |place: usize| {
        let name = DayName {
            short: weekday_short(WEEK[place], language),
            full: weekday_name(WEEK[place], language),
        };
        let chosen = Signal::derive(move || {
            let found = (again.read)(&editor.form.read(), index);
            found.is_some_and(|(days, _)| days[place])
        });
        let choose = Callback::new(move |on| {
            editor.edit(Kind::Once, |form| {
                if let Some(days) = (again.days)(form, index) {
                    days[place] = on;
                }
            });
        });
        day_chip(name, chosen, choose)
    };
    let label = t_string!(editor.words, agreement.days);
    day_picker(label, (0..WEEK.len()).map(chip).collect())
}

pub(super) fn repeats(editor: Editor, index: usize, again: Again) -> AnyView {
    let words = editor.words;
    let weeks = Signal::derive(move || {
        let found = (again.read)(&editor.form.read(), index);
        found.map_or(1, |(_, weeks)| weeks).to_string()
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
            if let (Some(place), Ok(weeks)) = ((again.weeks)(form, index), chosen.parse()) {
                *place = weeks;
            }
        });
    });
    chosen(
        format!("{}-{index}-repeats", again.name),
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
