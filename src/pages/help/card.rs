//! One line of the chosen country as a card.

use super::lines::{facts, ways};
use crate::{
    components::prompt::help_line_card,
    i18n::times::Reader,
    pages::shell::Words,
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
#[must_use]
pub fn line_card(words: Words, line: &HelpLine, reader: &Reader, online: bool) -> AnyView {
    help_line_card(
        line.name,
        facts(words, line, reader),
        ways(words, line, online),
    )
}
