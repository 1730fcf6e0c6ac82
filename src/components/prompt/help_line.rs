//! One help line, and the ways to reach it.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::icon::IconName;

/// How a help line is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpWay {
    /// By voice: `tel:`.
    Call,
    /// By text message: `sms:`.
    Text,
    /// On a page of theirs: `https:`. Not for offline.
    Chat,
}

/// One way to someone who is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpAction {
    /// Which way.
    pub way: HelpWay,
    /// Dialable as it is: `tel:988`, `sms:50808`, `https://…`.
    pub href: String,
    /// Such as "Call 988".
    pub label: String,
}

/// A way as a link that looks like a button.
#[component]
pub fn HelpLink(
    /// The way.
    action: HelpAction,
    /// Whether it is the one to try first.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let icon = match action.way {
        HelpWay::Call => IconName::Phone,
        HelpWay::Text => IconName::Text,
        HelpWay::Chat => IconName::Chat,
    };
    let kind = if primary {
        ButtonKind::Help
    } else {
        ButtonKind::Quiet
    };
    view! {
        <ButtonLink href=action.href kind icon leaves=action.way == HelpWay::Chat>
            {action.label}
        </ButtonLink>
    }
}

/// A help line with its ways, hours and languages.
#[component]
pub fn HelpLineCard(
    /// What it calls itself.
    #[prop(into)]
    name: TextProp,
    /// Ways to reach it, the best first.
    #[prop(into)]
    actions: Signal<Vec<HelpAction>>,
    /// Such as "Day and night".
    #[prop(optional, into)]
    hours: Option<TextProp>,
    /// Such as "English, Spanish".
    #[prop(optional, into)]
    languages: Option<TextProp>,
    /// Such as "Last checked 2 June 2026"; says so where it rests on one source.
    #[prop(optional, into)]
    checked: Option<TextProp>,
) -> impl IntoView {
    let fact =
        |words: Option<TextProp>| words.map(|words| view! { <li>{move || words.get()}</li> });
    view! {
        <section class="help-line">
            <h3>{move || name.get()}</h3>
            <ul class="help-line-facts">{fact(hours)} {fact(languages)} {fact(checked)}</ul>
            <div class="row">
                {move || {
                    actions.get().into_iter().map(|action| view! { <HelpLink action /> }).collect_view()
                }}
            </div>
        </section>
    }
}
