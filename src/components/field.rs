//! Fields of a form: a label, a hint, the control, and what is wrong in words.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::attributes::{following, given};
use super::live::live_words;

/// What every field has around its control. Ids `<id>-hint` and `<id>-problem`
/// belong to it.
#[component]
pub(crate) fn FieldFrame(
    id: String,
    label: TextProp,
    hint: Option<TextProp>,
    problem: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let problem_id = format!("{id}-problem");
    view! {
        <div class="field">
            <label {..given("for", id)}>{live_words(move || label.get())}</label>
            {hint.map(|hint| view! { <p class="field-hint" {..given("id", hint_id)}>{live_words(move || hint.get())}</p> })}
            {children()}
            <p class="field-problem" {..given("id", problem_id)} aria-live="polite">{live_words(move || problem.get().unwrap_or_default().into())}</p>
        </div>
    }
}

/// The ids that describe a control.
fn described_by(id: &str, has_hint: bool) -> String {
    if has_hint {
        format!("{id}-hint {id}-problem")
    } else {
        format!("{id}-problem")
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Its name.
    #[prop(into)]
    label: TextProp,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// More about it.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// The `type` of the input, such as `"date"` or `"time"`; text otherwise.
    #[prop(default = "text")]
    input_type: &'static str,
    /// The `autocomplete` of the input; off otherwise.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    view! {
        <FieldFrame id=id.clone() label hint problem>
            <input
                {..given("id", id)}
                class="control"
                {..given("type", input_type)}
                {..given("autocomplete", autocomplete)}
                prop:value=move || value.get()
                {..given("aria-describedby", described)}
                {..following("aria-invalid", move || problem.get().map(|_| "true"))}
                on:input=move |event| on_input.run(event_target_value(&event))
            />
        </FieldFrame>
    }
}

/// Several lines of text.
#[component]
pub fn TextAreaField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Its name.
    #[prop(into)]
    label: TextProp,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// More about it.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Lines shown at first.
    #[prop(default = 3)]
    rows: u32,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    view! {
        <FieldFrame id=id.clone() label hint problem>
            <textarea
                {..given("id", id)}
                class="control"
                {..given("rows", rows.to_string())}
                prop:value=move || value.get()
                {..given("aria-describedby", described)}
                {..following("aria-invalid", move || problem.get().map(|_| "true"))}
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
        </FieldFrame>
    }
}
