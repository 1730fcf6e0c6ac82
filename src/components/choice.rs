//! Fields with a choice: one of several, or yes and no.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::attributes::given;
use super::field::FieldFrame;
use super::live::live_words;

/// One of several.
#[component]
pub fn SelectField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Its name.
    #[prop(into)]
    label: TextProp,
    /// What can be chosen: (value, words).
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// More about it.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let described = hint.as_ref().map(|_| format!("{id}-hint"));
    let choices = move || {
        let chosen = value.get();
        options
            .get()
            .into_iter()
            .map(|(key, words)| {
                let selected = key == chosen;
                view! { <option value=key selected=selected>{words}</option> }.into_any()
            })
            .collect::<Vec<AnyView>>()
    };
    view! {
        <FieldFrame id=id.clone() label hint problem>
            <select
                {..given("id", id)}
                class="control"
                prop:value=move || value.get()
                {..given("aria-describedby", described)}
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {choices}
            </select>
        </FieldFrame>
    }
}

/// Yes or no.
#[component]
pub fn CheckField(
    /// What a yes means.
    #[prop(into)]
    label: TextProp,
    /// Whether it is a yes.
    #[prop(into)]
    checked: Signal<bool>,
    /// Changed.
    #[prop(into)]
    on_change: Callback<bool>,
    /// More about it.
    #[prop(optional, into)]
    hint: Option<TextProp>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || checked.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span>
                {live_words(move || label.get())}
                {hint.map(|hint| view! { <span class="field-hint">{live_words(move || hint.get())}</span> })}
            </span>
        </label>
    }
}

/// A [`SelectField`] with a hint (or an empty one) whose choices stay.
pub fn select(
    id: &'static str,
    (label, hint): (&'static str, &'static str),
    options: Vec<(String, String)>,
    value: impl Fn() -> String + Send + Sync + 'static,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let hint = (!hint.is_empty()).then(|| TextProp::from(hint));
    let options = Signal::stored(options);
    let (value, on_change) = (Signal::derive(value), Callback::new(choose));
    drawn(id, label, hint, options, value, on_change)
}

fn drawn(
    id: &'static str,
    label: &'static str,
    hint: Option<TextProp>,
    options: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    on_change: Callback<String>,
) -> AnyView {
    view! { <SelectField id label nostrip:hint=hint options value on_change /> }.into_any()
}
