//! Pieces of the agreement editor: days, hours, one row for each window.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::{Button, ButtonKind};
use super::field::TextField;
use super::icon::IconName;

/// A day as it is named: in short on the chip, in full to screen readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayName {
    /// Such as "Mon".
    pub short: String,
    /// Such as "Monday".
    pub full: String,
}

/// Monday to Sunday, each on or off.
#[component]
pub fn DayPicker(
    /// What the days are for, such as "Days".
    #[prop(into)]
    label: TextProp,
    /// The seven names, Monday first.
    #[prop(into)]
    names: Signal<[DayName; 7]>,
    /// Which are on, Monday first.
    #[prop(into)]
    chosen: Signal<[bool; 7]>,
    /// Changed: all seven.
    #[prop(into)]
    on_change: Callback<[bool; 7]>,
) -> impl IntoView {
    let chip = move |(index, name): (usize, DayName)| {
        let toggle = move |event| {
            let mut days = chosen.get_untracked();
            days[index] = event_target_checked(&event);
            on_change.run(days);
        };
        view! {
            <label class="chip">
                <input
                    type="checkbox"
                    aria-label=name.full
                    prop:checked=move || chosen.get()[index]
                    on:change=toggle
                />
                <span>{name.short}</span>
            </label>
        }
    };
    view! {
        <fieldset class="day-picker">
            <legend>{move || label.get()}</legend>
            <div class="chips">
                {move || names.get().into_iter().enumerate().map(chip).collect_view()}
            </div>
        </fieldset>
    }
}

/// A time of day, by the browser's own control.
#[component]
pub fn TimeField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Such as "Opens".
    #[prop(into)]
    label: TextProp,
    /// `HH:MM`, 24 hours; empty while none is set.
    #[prop(into)]
    value: Signal<String>,
    /// Changed, in the same form.
    #[prop(into)]
    on_change: Callback<String>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    view! { <TextField id label value on_input=on_change problem input_type="time" /> }
}

/// One window of the agreement: days and times as children, and a way to take
/// it out.
#[component]
pub fn WindowRow(
    /// Such as "Window 1".
    #[prop(into)]
    label: TextProp,
    /// Such as "Remove window 1".
    #[prop(into)]
    remove_label: TextProp,
    /// Take it out.
    #[prop(into)]
    on_remove: Callback<()>,
    /// What is wrong with it as a whole, if something is.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="window-row" role="group" aria-label=label>
            <div class="window-row-fields">{children()}</div>
            <p class="field-problem" aria-live="polite">{move || problem.get()}</p>
            <Button kind=ButtonKind::Plain icon=IconName::Remove on_click=on_remove>
                {move || remove_label.get()}
            </Button>
        </section>
    }
}
