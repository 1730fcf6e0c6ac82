//! One help line, and the ways to reach it.

use leptos::prelude::*;

use crate::components::button::{ButtonKind, button_link_with};
use crate::components::icon::IconName;
use crate::components::parts::row;

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

/// A way as a link that looks like a button; `first` is the one to try first.
pub fn help_link(action: HelpAction, first: bool) -> AnyView {
    let icon = match action.way {
        HelpWay::Call => IconName::Phone,
        HelpWay::Text => IconName::Text,
        HelpWay::Chat => IconName::Chat,
    };
    let kind = if first {
        ButtonKind::Help
    } else {
        ButtonKind::Quiet
    };
    let leaves = action.way == HelpWay::Chat;
    button_link_with(icon, kind, leaves, action.href, action.label)
}

/// A help line: what it calls itself, facts (hours, languages, when it was last
/// checked), ways to reach it, the best first, and `more` of the page's own.
pub fn help_line_card(
    name: &'static str,
    facts: Vec<String>,
    ways: Vec<HelpAction>,
    more: AnyView,
) -> AnyView {
    let facts: Vec<AnyView> = facts.into_iter().map(fact).collect();
    let ways = ways.into_iter().map(|way| help_link(way, false)).collect();
    view! {
        <section class="help-line">
            <h3>{name}</h3>
            <ul class="help-line-facts">{facts}</ul>
            {row(ways)}
            {more}
        </section>
    }
    .into_any()
}

fn fact(words: String) -> AnyView {
    view! { <li>{words}</li> }.into_any()
}
