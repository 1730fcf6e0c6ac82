//! Pieces of the agreement editor: days, and one row for each window.

use leptos::prelude::*;

use super::attributes::given;
use super::live::live_words;

/// A day as it is named: in short on the chip, in full to screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayName {
    /// Such as "Mon".
    pub short: &'static str,
    /// Such as "Monday".
    pub full: &'static str,
}

/// Days to choose from: `label` says what they are for, such as "Days".
pub fn day_picker(label: &'static str, chips: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset class="day-picker">
            <legend>{label}</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
    .into_any()
}

/// One day, on or off.
pub fn day_chip(name: DayName, chosen: Signal<bool>, choose: Callback<bool>) -> AnyView {
    view! {
        <label class="chip">
            <input
                type="checkbox"
                {..given("aria-label", name.full)}
                prop:checked=move || chosen.get()
                on:change=move |event| choose.run(event_target_checked(&event))
            />
            <span>{name.short}</span>
        </label>
    }
    .into_any()
}

/// One row of an agreement.
pub struct WindowRow {
    /// Unique on the page.
    pub id: String,
    /// Its name, such as "Window 1".
    pub label: String,
    /// What is in it, in a few words.
    pub summary: Signal<String>,
    /// Whether its fields are there to be seen at first.
    pub open: bool,
    /// What is wrong with it as a whole.
    pub problem: Signal<Option<String>>,
    /// Its fields.
    pub fields: Vec<AnyView>,
    /// A way to take it out.
    pub remove: AnyView,
}

/// A row that folds: its name and what is in it, then its fields.
pub fn window_row(row: WindowRow) -> AnyView {
    let (summary, name) = (row.summary, row.label.clone());
    view! {
        <details class="window-row" {..given("id", row.id)} {..given("aria-label", name)} {..given("open", row.open.then_some(""))}>
            <summary>
                <strong>{row.label}</strong>
                " "
                <span class="window-row-summary">{live_words(move || summary.get().into())}</span>
            </summary>
            <div class="window-row-body">
                <div class="window-row-fields">{row.fields}</div>
                {problem_line(row.problem)}
                {row.remove}
            </div>
        </details>
    }
    .into_any()
}

/// What is wrong, if something is; said when it changes.
pub fn problem_line(problem: Signal<Option<String>>) -> AnyView {
    view! { <p class="field-problem" aria-live="polite">{live_words(move || problem.get().unwrap_or_default().into())}</p> }.into_any()
}
