//! Where a letter is written: a page that grows with the words, and beside the
//! button what will happen.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::{Button, ButtonKind};
use super::choice::CheckField;
use super::icon::IconName;

/// The writing page. It holds nothing itself: `text` comes in, what is typed
/// goes out.
#[component]
pub fn Composer(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Its name, such as "Your letter".
    #[prop(into)]
    label: TextProp,
    /// What stands there while nothing is written.
    #[prop(optional, into)]
    placeholder: TextProp,
    /// The words so far.
    #[prop(into)]
    text: Signal<String>,
    /// Typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// What the button will do: "Keep and send", "Keep".
    #[prop(into)]
    action: TextProp,
    /// Whether there is something to send.
    #[prop(into)]
    can_send: Signal<bool>,
    /// The button, or Control (Command) and Enter.
    #[prop(into)]
    on_send: Callback<()>,
    /// What will happen: the promise, where the words are kept.
    #[prop(optional, into)]
    promise: ViewFn,
    /// What is wrong, such as too many letters.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// "This needs no answer"; without it there is no such box.
    #[prop(optional, into)]
    no_answer_label: Option<TextProp>,
    /// Whether it is ticked.
    #[prop(optional, into)]
    no_answer: Signal<bool>,
    /// Ticked or not.
    #[prop(optional, into)]
    on_no_answer: Option<Callback<bool>>,
) -> impl IntoView {
    let promise_id = format!("{id}-promise");
    let name = label.clone();
    let problem_id = format!("{id}-problem");
    let on_key = move |event: KeyboardEvent| {
        let chord = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        if chord && !event.is_composing() && can_send.get_untracked() {
            event.prevent_default();
            on_send.run(());
        }
    };
    view! {
        <section class="composer" aria-label=name>
            // The hidden twin of the words gives the page its height without a script.
            <div class="composer-page" data-words=move || text.get()>
                <textarea
                    id=id
                    class="composer-words"
                    dir="auto"
                    aria-label=label
                    aria-describedby=format!("{problem_id} {promise_id}")
                    aria-invalid=move || problem.get().map(|_| "true")
                    placeholder=placeholder
                    prop:value=move || text.get()
                    on:input=move |event| on_input.run(event_target_value(&event))
                    on:keydown=on_key
                ></textarea>
            </div>
            <p class="field-problem" id=problem_id aria-live="polite">{move || problem.get()}</p>
            <div class="composer-foot">
                <div class="composer-promise" id=promise_id.clone()>{promise.run()}</div>
                <div class="composer-actions">
                    {no_answer_label
                        .map(|label| {
                            view! {
                                <CheckField
                                    label
                                    checked=no_answer
                                    on_change=move |ticked| {
                                        if let Some(on_no_answer) = on_no_answer {
                                            on_no_answer.run(ticked);
                                        }
                                    }
                                />
                            }
                        })}
                    <Button
                        kind=ButtonKind::Primary
                        icon=IconName::Letters
                        disabled=Signal::derive(move || !can_send.get())
                        described_by=promise_id
                        on_click=on_send
                    >
                        {move || action.get()}
                    </Button>
                </div>
            </div>
        </section>
    }
}
