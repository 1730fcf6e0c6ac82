//! One of a few, all of them in sight.

use leptos::prelude::*;

use super::attributes::given;
use super::live::live_words;
use super::parts::Sentence;

/// Choices under a question, of which at most one is made; `chosen` is its
/// place. `name` is unique on the page, `problem` what is wrong, or empty.
pub fn radios(
    name: &'static str,
    question: impl Into<Sentence>,
    choices: Vec<String>,
    chosen: RwSignal<Option<usize>>,
    problem: Signal<&'static str>,
) -> AnyView {
    drawn(name, question.into(), choices, chosen, problem)
}

fn drawn(
    name: &'static str,
    question: Sentence,
    choices: Vec<String>,
    chosen: RwSignal<Option<usize>>,
    problem: Signal<&'static str>,
) -> AnyView {
    let choices: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(place, words)| choice(name, place, words, chosen))
        .collect();
    let problem_id = format!("{name}-problem");
    let described_by = problem_id.clone();
    view! {
        <fieldset class="radios" {..given("aria-describedby", described_by)}>
            <legend>{question}</legend>
            {choices}
            <p class="field-problem" {..given("id", problem_id)} aria-live="polite">{live_words(move || problem.get().into())}</p>
        </fieldset>
    }
    .into_any()
}

fn choice(
    name: &'static str,
    place: usize,
    words: String,
    chosen: RwSignal<Option<usize>>,
) -> AnyView {
    view! {
        <label class="check">
            <input
                type="radio"
                {..given("name", name)}
                prop:checked=move || chosen.get() == Some(place)
                on:change=move |_| chosen.set(Some(place))
            />
            <span>{words}</span>
        </label>
    }
    .into_any()
}
