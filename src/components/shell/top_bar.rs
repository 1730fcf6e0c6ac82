//! The bar at the top: who you write with, help, and the way out.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::icon::IconName;

/// Who you write with; "Get help now" on every page; "Exit" leaves at once.
#[component]
pub fn TopBar(
    /// Who you write with, or the product's name.
    #[prop(into)]
    title: TextProp,
    /// A quiet line under it, such as when they read next.
    #[prop(optional, into)]
    note: Option<TextProp>,
    /// "Get help now".
    #[prop(into)]
    help_label: TextProp,
    /// Where help is.
    #[prop(into)]
    help_href: String,
    /// "Exit".
    #[prop(into)]
    exit_label: TextProp,
    /// Leave this page for a harmless one, without a trace in the way back.
    #[prop(into)]
    on_exit: Callback<()>,
) -> impl IntoView {
    view! {
        <header class="top-bar">
            <div class="top-bar-title">
                <p class="top-bar-name">{move || title.get()}</p>
                {note.map(|note| view! { <p class="top-bar-note">{move || note.get()}</p> })}
            </div>
            <div class="top-bar-ways">
                <ButtonLink href=help_href kind=ButtonKind::Help icon=IconName::Phone>
                    {move || help_label.get()}
                </ButtonLink>
                <Button kind=ButtonKind::Plain icon=IconName::Exit on_click=on_exit>
                    {move || exit_label.get()}
                </Button>
            </div>
        </header>
    }
}
