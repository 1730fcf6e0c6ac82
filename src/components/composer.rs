//! Where a letter is written: a page that grows with the words, and beside the
//! button what will happen.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::attributes::{following, given};
use super::button::{Button, ButtonKind};
use super::icon::IconName;
use super::live::live_words;
use super::parts::block;

/// The writing page. It holds nothing itself: `text` comes in, what is typed
/// goes out.
#[component]
pub fn Composer(
    /// Unique on the page.
    id: &'static str,
    /// Its name, such as "Your letter".
    label: TextProp,
    /// What stands there while nothing is written.
    placeholder: &'static str,
    /// The words so far.
    #[prop(into)]
    text: Signal<String>,
    /// Typed.
    on_input: Callback<String>,
    /// What the button will do: "Keep and send", "Keep".
    action: TextProp,
    /// Whether there is something to send.
    can_send: Signal<bool>,
    /// The button, or Control (Command) and Enter.
    on_send: Callback<()>,
    /// What will happen: the promise, where the words are kept.
    promise: AnyView,
    /// What is wrong, such as too many letters; empty while nothing is.
    problem: Signal<String>,
    /// What else can be chosen, such as "This needs no answer".
    choices: AnyView,
    /// A line under the words that comes and goes; its place is kept, so that
    /// the button stays where a finger may be coming down.
    line: Option<AnyView>,
) -> impl IntoView {
    let promise_id = format!("{id}-promise");
    let problem_id = format!("{id}-problem");
    let name = label.clone();
    let on_key = move |event: KeyboardEvent| {
        let chord = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        if chord && !event.is_composing() && can_send.get_untracked() {
            event.prevent_default();
            on_send.run(());
        }
    };
    view! {
        <section class="composer" {..following("aria-label", move || name.get())}>
            // The hidden twin of the words gives the page its height without a script.
            <div class="composer-page" {..following("data-words", move || text.get())}>
                <textarea
                    {..given("id", id)}
                    class="composer-words"
                    dir="auto"
                    {..following("aria-label", move || label.get())}
                    {..given("aria-describedby", format!("{problem_id} {promise_id}"))}
                    {..following("aria-invalid", move || (!problem.with(String::is_empty)).then_some("true"))}
                    {..given("placeholder", placeholder)}
                    prop:value=move || text.get()
                    on:input=move |event| on_input.run(event_target_value(&event))
                    on:keydown=on_key
                ></textarea>
            </div>
            {line.map(|line| block("composer-line", vec![line]))}
            <p class="field-problem" {..given("id", problem_id)} aria-live="polite">{live_words(move || problem.get().into())}</p>
            <div class="composer-foot">
                <div class="composer-promise" {..given("id", promise_id.clone())}>{promise}</div>
                <div class="composer-actions">
                    {choices}
                    <Button
                        kind=ButtonKind::Primary
                        icon=IconName::Letters
                        disabled=Signal::derive(move || !can_send.get())
                        described_by=promise_id
                        on_click=on_send
                    >
                        {live_words(move || action.get())}
                    </Button>
                </div>
            </div>
        </section>
    }
}
