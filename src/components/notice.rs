//! A boxed word: calm, about a miss or a repair, or towards help.

use leptos::prelude::*;

use super::attributes::given;
use super::icon::{Icon, IconName};

/// Which colour of word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Calm,
    /// Something was missed or mended, or went wrong; warm, never alarming.
    Sand,
    /// Towards people who are there now.
    Help,
}

/// A boxed word; screen readers hear it when it appears.
#[component]
pub fn Notice(
    /// Which colour.
    #[prop(optional)]
    kind: NoticeKind,
    /// `true` for a word that is there from the start and need not be announced.
    #[prop(optional)]
    still: bool,
    /// An outline before the words; one of its own for each kind otherwise.
    #[prop(optional, into)]
    icon: Option<IconName>,
    children: Children,
) -> impl IntoView {
    let (class, usual) = match kind {
        NoticeKind::Calm => ("notice", IconName::Information),
        NoticeKind::Sand => ("notice notice-sand", IconName::Heart),
        NoticeKind::Help => ("notice notice-help", IconName::Phone),
    };
    view! {
        <div {..given("class", class)} {..given("role", if still { "note" } else { "status" })}>
            <Icon name=icon.unwrap_or(usual) />
            <div class="notice-words">{children()}</div>
        </div>
    }
}

/// A [`Notice`] that is announced as it appears.
pub fn notice(kind: NoticeKind, icon: IconName, parts: Vec<AnyView>) -> AnyView {
    view! { <Notice kind icon>{parts}</Notice> }.into_any()
}

/// A [`Notice`] that is there from the start.
pub fn still_notice(kind: NoticeKind, icon: IconName, parts: Vec<AnyView>) -> AnyView {
    view! { <Notice kind icon still=true>{parts}</Notice> }.into_any()
}
