//! One line of the chosen country as a card.

use super::lines::{checked, hours, languages, ways};
use crate::{
    components::prompt::HelpLineCard,
    i18n::use_i18n,
    pages::shell::Times,
    state::{Desk, DeskLink},
};
use holdfast_safety::HelpLine;
use leptos::prelude::*;

/// Whether chat is worth offering: not while the link is known to be down.
#[must_use]
pub fn is_online(desk: Desk) -> bool {
    !matches!(desk.link.get(), DeskLink::NotReached(_))
}

/// A line with its ways, hours, languages and date.
#[component]
pub fn LineCard(
    /// Which.
    line: &'static HelpLine,
) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let in_languages = move || languages(words, line).unwrap_or_default();
    view! {
        <HelpLineCard
            name=line.name
            actions=Signal::derive(move || ways(words, line, is_online(desk)))
            hours=move || hours(words, line)
            languages=in_languages
            checked=move || checked(words, line, &times.reader(None))
        />
    }
}
