//! Pieces of the agreement editor: days, and one row for each window.

use leptos::prelude::*;

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
                aria-label=name.full
                prop:checked=move || chosen.get()
                on:change=move |event| choose.run(event_target_checked(&event))
            />
            <span>{name.short}</span>
        </label>
    }
    .into_any()
}

/// One row of an agreement, such as "Window 1": its fields, what is wrong with
/// it as a whole, and a way to take it out.
pub fn window_row(
    id: String,
    label: String,
    problem: Signal<Option<String>>,
    fields: Vec<AnyView>,
    remove: AnyView,
) -> AnyView {
    view! {
        <section class="window-row" id=id role="group" aria-label=label>
            <div class="window-row-fields">{fields}</div>
            {problem_line(problem)}
            {remove}
        </section>
    }
    .into_any()
}

/// What is wrong, if something is; said when it changes.
pub fn problem_line(problem: Signal<Option<String>>) -> AnyView {
    view! { <p class="field-problem" aria-live="polite">{move || problem.get()}</p> }.into_any()
}
