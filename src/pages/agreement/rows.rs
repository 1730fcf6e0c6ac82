//! The rows of the form: windows, time away, single windows.

use chrono::Weekday;
use leptos::prelude::*;

use super::editor::Editor;
use super::form::{AwayForm, ExtraForm, WEEK, WindowForm};
use super::problem::Field;
use crate::components::button::Button;
use crate::components::choice::SelectField;
use crate::components::field::TextField;
use crate::components::icon::IconName;
use crate::components::window_editor::{DayName, DayPicker, TimeField, WindowRow};
use crate::i18n::times::{weekday_name, weekday_short};
use crate::i18n::{Language, fill, t_string};
use crate::state::Choices;

fn numbered(sentence: &str, index: usize) -> String {
    fill(sentence, &[("number", &(index + 1).to_string())])
}

fn day_names(language: Language) -> [DayName; 7] {
    WEEK.map(|day: Weekday| DayName {
        short: weekday_short(day, language).to_owned(),
        full: weekday_name(day, language).to_owned(),
    })
}

/// Every window that comes again.
#[component]
pub(super) fn Windows(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let count = Memo::new(move |_| editor.form.with(|form| form.windows.len()));
    let add = move |()| {
        let next = format!("#window-{}-opens", count.get_untracked());
        let window = WindowForm {
            every_weeks: 1,
            ..WindowForm::default()
        };
        editor.rows(|form| form.windows.push(window), next);
    };
    let whole = editor.problem(&[|_| Field::Windows], 0);
    view! {
        <section class="stack">
            <h2 id="windows" tabindex="-1">
                {move || t_string!(words, agreement.windows_title)}
            </h2>
            <p class="quiet">{move || t_string!(words, agreement.windows_hint)}</p>
            {move || (0..count.get()).map(|index| view! { <OneWindow editor index /> }).collect_view()}
            <p class="field-problem" aria-live="polite">{whole}</p>
            <Button icon=IconName::Add on_click=add>
                {move || t_string!(words, agreement.window_add)}
            </Button>
        </section>
    }
}

#[component]
fn OneWindow(editor: Editor, index: usize) -> impl IntoView {
    let words = editor.words;
    let choices = expect_context::<Choices>();
    let weeks = editor.read(move |form| form.windows.get(index).map(|window| window.every_weeks));
    let repeats = Signal::derive(move || {
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
        let weeks = weeks.get();
        if weeks > 2 {
            let weeks = weeks.to_string();
            let said = fill(
                t_string!(words, agreement.every_weeks),
                &[("weeks", &weeks)],
            );
            options.push((weeks, said));
        }
        options
    });
    let repeat = move |chosen: String| {
        editor.form.update(|form| {
            if let (Some(window), Ok(weeks)) = (form.windows.get_mut(index), chosen.parse()) {
                window.every_weeks = weeks;
            }
        });
    };
    let remove = move |()| {
        editor.rows(
            move |form| {
                form.windows.remove(index);
            },
            "#windows".to_owned(),
        );
    };
    view! {
        <WindowRow
            label=move || numbered(t_string!(words, agreement.window), index)
            remove_label=move || numbered(t_string!(words, agreement.window_remove), index)
            on_remove=remove
            problem=editor.problem(&[Field::Window, Field::WindowDays], index)
        >
            <DayPicker
                label=move || t_string!(words, agreement.days)
                names=Signal::derive(move || day_names(choices.language.get()))
                chosen=editor.read(move |form| form.windows.get(index).map(|window| window.days))
                on_change=editor
                    .write(move |form| form.windows.get_mut(index).map(|window| &mut window.days))
            />
            <TimeField
                id=format!("window-{index}-opens")
                label=move || t_string!(words, agreement.opens)
                value=editor
                    .read(move |form| form.windows.get(index).map(|window| window.opens.clone()))
                on_change=editor
                    .write(move |form| form.windows.get_mut(index).map(|window| &mut window.opens))
                problem=editor.problem(&[Field::WindowOpens], index)
            />
            <TimeField
                id=format!("window-{index}-closes")
                label=move || t_string!(words, agreement.closes)
                value=editor
                    .read(move |form| form.windows.get(index).map(|window| window.closes.clone()))
                on_change=editor
                    .write(move |form| form.windows.get_mut(index).map(|window| &mut window.closes))
                problem=editor.problem(&[Field::WindowCloses], index)
            />
            <SelectField
                id=format!("window-{index}-repeats")
                label=move || t_string!(words, agreement.repeats)
                options=repeats
                value=Signal::derive(move || weeks.get().to_string())
                on_change=repeat
            />
        </WindowRow>
    }
}

/// Every time away.
#[component]
pub(super) fn TimesAway(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let count = Memo::new(move |_| editor.form.with(|form| form.away.len()));
    let add = move |()| {
        let next = format!("#away-{}-from", count.get_untracked());
        editor.rows(|form| form.away.push(AwayForm::default()), next);
    };
    view! {
        <section class="stack">
            <h2 id="away" tabindex="-1">
                {move || t_string!(words, agreement.away_title)}
            </h2>
            <p class="quiet">{move || t_string!(words, agreement.away_hint)}</p>
            {move || (0..count.get()).map(|index| view! { <OneAway editor index /> }).collect_view()}
            <Button icon=IconName::Add on_click=add>
                {move || t_string!(words, agreement.away_add)}
            </Button>
        </section>
    }
}

#[component]
fn OneAway(editor: Editor, index: usize) -> impl IntoView {
    let words = editor.words;
    let remove = move |()| {
        editor.rows(
            move |form| {
                form.away.remove(index);
            },
            "#away".to_owned(),
        );
    };
    view! {
        <WindowRow
            label=move || numbered(t_string!(words, agreement.away), index)
            remove_label=move || numbered(t_string!(words, agreement.away_remove), index)
            on_remove=remove
            problem=editor.problem(&[Field::Away], index)
        >
            <TextField
                id=format!("away-{index}-from")
                label=move || t_string!(words, agreement.away_from)
                input_type="date"
                value=editor.read(move |form| form.away.get(index).map(|away| away.from.clone()))
                on_input=editor.write(move |form| form.away.get_mut(index).map(|away| &mut away.from))
                problem=editor.problem(&[Field::AwayFrom], index)
            />
            <TextField
                id=format!("away-{index}-until")
                label=move || t_string!(words, agreement.away_until)
                input_type="date"
                value=editor.read(move |form| form.away.get(index).map(|away| away.until.clone()))
                on_input=editor
                    .write(move |form| form.away.get_mut(index).map(|away| &mut away.until))
                problem=editor.problem(&[Field::AwayUntil], index)
            />
            <TextField
                id=format!("away-{index}-note")
                label=move || fill(
                    t_string!(words, agreement.away_note),
                    &[("name", &editor.name.get())],
                )
                value=editor.read(move |form| form.away.get(index).map(|away| away.note.clone()))
                on_input=editor.write(move |form| form.away.get_mut(index).map(|away| &mut away.note))
            />
        </WindowRow>
    }
}

/// Every window on one date.
#[component]
pub(super) fn SingleWindows(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let count = Memo::new(move |_| editor.form.with(|form| form.extra.len()));
    let add = move |()| {
        let next = format!("#extra-{}-date", count.get_untracked());
        editor.rows(|form| form.extra.push(ExtraForm::default()), next);
    };
    view! {
        <section class="stack">
            <h2 id="extra" tabindex="-1">
                {move || t_string!(words, agreement.extra_title)}
            </h2>
            <p class="quiet">{move || t_string!(words, agreement.extra_hint)}</p>
            {move || (0..count.get()).map(|index| view! { <OneExtra editor index /> }).collect_view()}
            <Button icon=IconName::Add on_click=add>
                {move || t_string!(words, agreement.extra_add)}
            </Button>
        </section>
    }
}

#[component]
fn OneExtra(editor: Editor, index: usize) -> impl IntoView {
    let words = editor.words;
    let remove = move |()| {
        editor.rows(
            move |form| {
                form.extra.remove(index);
            },
            "#extra".to_owned(),
        );
    };
    view! {
        <WindowRow
            label=move || numbered(t_string!(words, agreement.extra), index)
            remove_label=move || numbered(t_string!(words, agreement.extra_remove), index)
            on_remove=remove
            problem=editor.problem(&[Field::Extra], index)
        >
            <TextField
                id=format!("extra-{index}-date")
                label=move || t_string!(words, agreement.extra_date)
                input_type="date"
                value=editor.read(move |form| form.extra.get(index).map(|extra| extra.date.clone()))
                on_input=editor
                    .write(move |form| form.extra.get_mut(index).map(|extra| &mut extra.date))
                problem=editor.problem(&[Field::ExtraDate], index)
            />
            <TimeField
                id=format!("extra-{index}-opens")
                label=move || t_string!(words, agreement.opens)
                value=editor.read(move |form| form.extra.get(index).map(|extra| extra.opens.clone()))
                on_change=editor
                    .write(move |form| form.extra.get_mut(index).map(|extra| &mut extra.opens))
                problem=editor.problem(&[Field::ExtraOpens], index)
            />
            <TimeField
                id=format!("extra-{index}-closes")
                label=move || t_string!(words, agreement.closes)
                value=editor
                    .read(move |form| form.extra.get(index).map(|extra| extra.closes.clone()))
                on_change=editor
                    .write(move |form| form.extra.get_mut(index).map(|extra| &mut extra.closes))
                problem=editor.problem(&[Field::ExtraCloses], index)
            />
        </WindowRow>
    }
}
