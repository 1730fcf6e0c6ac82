//! The prompt: shown when words suggest danger. It stands in the page, covers
//! nothing and stops nothing; one press puts it away.

use leptos::html;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::help_line::{HelpAction, HelpLink};
use crate::components::button::{Button, ButtonKind};
use crate::components::choice::SelectField;
use crate::components::focus::{self, Before};

/// The prompt. Children, if any, come after the lines: words to send to
/// someone, their own plan, what happens when you call.
///
/// A region, not an alert dialog: it never holds the focus captive. With
/// `take_focus` (after sending) the heading gets the focus and whoever had it
/// gets it back; without (in a pause while typing) the page says it through
/// its live region.
#[component]
pub fn HelpPrompt(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Such as "This sounds very hard".
    #[prop(into)]
    heading: TextProp,
    /// What it says plainly: this sounds hard; nobody reads right now; where
    /// the letter is.
    #[prop(into)]
    sentences: Signal<Vec<String>>,
    /// The one thing to do first.
    #[prop(into)]
    primary: Signal<Option<HelpAction>>,
    /// Other ways to the same people.
    #[prop(into)]
    others: Signal<Vec<HelpAction>>,
    /// More lines: [`HelpLineCard`](super::HelpLineCard)s.
    #[prop(optional, into)]
    lines: ViewFn,
    /// Such as "Lines for".
    #[prop(into)]
    country_label: TextProp,
    /// Countries to choose from: (code, name).
    #[prop(into)]
    countries: Signal<Vec<(String, String)>>,
    /// The code chosen; empty while none is.
    #[prop(into)]
    country: Signal<String>,
    /// Chosen.
    #[prop(into)]
    on_country: Callback<String>,
    /// "This is not what I meant".
    #[prop(into)]
    not_meant_label: TextProp,
    /// Pressed: quiets the rule for this letter only.
    #[prop(into)]
    on_not_meant: Callback<()>,
    /// "Close".
    #[prop(into)]
    close_label: TextProp,
    /// Pressed, or Escape.
    #[prop(into)]
    on_close: Callback<()>,
    /// Whether the focus moves here as it appears.
    #[prop(optional)]
    take_focus: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let title = NodeRef::<html::H2>::new();
    if take_focus {
        let before = Before::none();
        before.remember();
        Effect::new(move || {
            if let Some(title) = title.get() {
                focus::take(&title);
            }
        });
        on_cleanup(move || before.restore());
    }
    let heading_id = format!("{id}-heading");
    let labelled_by = heading_id.clone();
    view! {
        <section
            class="help-prompt"
            role="region"
            aria-labelledby=labelled_by
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    on_close.run(());
                }
            }
        >
            <h2 id=heading_id tabindex="-1" node_ref=title>{move || heading.get()}</h2>
            {move || sentences.get().into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            <div class="help-prompt-ways">
                {move || primary.get().map(|action| view! { <HelpLink action primary=true /> })}
                {move || others.get().into_iter().map(|action| view! { <HelpLink action /> }).collect_view()}
            </div>
            <div class="help-prompt-lines">{lines.run()}</div>
            <SelectField
                id=format!("{id}-country")
                label=country_label
                options=countries
                value=country
                on_change=on_country
            />
            {children.map(|children| view! { <div class="help-prompt-more">{children()}</div> })}
            <div class="row">
                <Button on_click=on_not_meant>{move || not_meant_label.get()}</Button>
                <Button kind=ButtonKind::Plain on_click=on_close>{move || close_label.get()}</Button>
            </div>
        </section>
    }
}
