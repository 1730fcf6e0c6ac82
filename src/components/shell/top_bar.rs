//! The bar at the top: who you write with, help, and the way out.

use leptos::prelude::*;

use crate::components::button::{ButtonKind, button_link_with, button_with};
use crate::components::icon::IconName;
use crate::components::live::live_words;
use crate::components::memo::Memo;

/// What the bar says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopWords {
    /// Who you write with, or the product's name.
    pub title: String,
    /// A quiet line under it, such as when they read next.
    pub note: String,
}

/// Who you write with; "Get help now" on every page, and where that is; "Exit"
/// leaves at once, without a trace in the way back.
pub fn top_bar(
    words: Memo<TopWords>,
    help: (&'static str, &'static str),
    exit: (&'static str, fn()),
) -> AnyView {
    let (help_label, help_href) = help;
    let (exit_label, leave) = exit;
    view! {
        <header class="top-bar">
            <div class="top-bar-title">
                <p class="top-bar-name">{live_words(move || words.with(|words| words.title.clone().into()))}</p>
                <p class="top-bar-note">{live_words(move || words.with(|words| words.note.clone().into()))}</p>
            </div>
            <div class="top-bar-ways">
                {button_link_with(IconName::Phone, ButtonKind::Help, false, help_href, help_label)}
                {button_with(IconName::Exit, ButtonKind::Plain, exit_label, leave)}
            </div>
        </header>
    }
    .into_any()
}
