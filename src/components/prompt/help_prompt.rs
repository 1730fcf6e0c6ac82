//! The prompt: shown when words suggest danger. It stands in the page, covers
//! nothing and stops nothing; one press puts it away.

use leptos::html;
use leptos::prelude::*;

use crate::components::button::{ButtonKind, button};
use crate::components::focus::{self, Before};
use crate::components::live::effect;
use crate::components::parts::row;

/// What the prompt says of itself.
#[derive(Debug, Clone, Copy)]
pub struct PromptWords {
    /// Such as "This sounds very hard".
    pub heading: &'static str,
    /// "This is not what I meant".
    pub not_meant: &'static str,
    /// "Close".
    pub close: &'static str,
}

/// The prompt. `parts` are what it says plainly (this sounds hard; nobody reads
/// right now; where the letter is), the ways out of it, and what comes after:
/// the country, words to send to someone, what happens when you call.
///
/// A region, not an alert dialog: it never holds the focus captive. With
/// `take_focus` (after sending) the heading gets the focus and whoever had it
/// gets it back; without (in a pause while typing) the page says it through
/// its live region. "This is not what I meant" quiets the rule for this letter
/// only; Escape closes too.
pub fn help_prompt(
    words: PromptWords,
    parts: Vec<AnyView>,
    on_not_meant: Callback<()>,
    on_close: Callback<()>,
    take_focus: bool,
) -> AnyView {
    let title = NodeRef::<html::H2>::new();
    if take_focus {
        let before = Before::none();
        before.remember();
        effect(move || {
            if let Some(title) = title.get() {
                focus::take(&title);
            }
        });
        on_cleanup(move || before.restore());
    }
    view! {
        <section
            class="help-prompt"
            role="region"
            aria-labelledby="noticed-heading"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    on_close.run(());
                }
            }
        >
            <h2 id="noticed-heading" tabindex="-1" node_ref=title>{words.heading}</h2>
            {parts}
            {row(
                vec![
                    button(ButtonKind::Quiet, words.not_meant, move || on_not_meant.run(())),
                    button(ButtonKind::Plain, words.close, move || on_close.run(())),
                ],
            )}
        </section>
    }
    .into_any()
}
