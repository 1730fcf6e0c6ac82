//! One line of the chosen country as a card.

use super::lines::{facts, line_name, ways};
use crate::{
    components::{parts::nothing, prompt::help_line_card},
    i18n::times::Reader,
    pages::shell::Words,
    state::{Desk, DeskLink},
};
use holdfast_safety::HelpLine;
use leptos::prelude::*;

/// Whether chat is worth offering: not while the link is known to be down, or
/// the device says that it has none.
#[must_use]
pub fn is_online(desk: Desk) -> bool {
    desk.has_network.get() && !matches!(desk.link.get(), DeskLink::NotReached(_))
}

/// A line with its ways, hours, languages and date.
#[must_use]
pub fn line_card(words: Words, line: &HelpLine, reader: &Reader, online: bool) -> AnyView {
    line_card_with(words, line, reader, online, nothing())
}

/// The same with more of the page's own.
pub(super) fn line_card_with(
    words: Words,
    line: &HelpLine,
    reader: &Reader,
    online: bool,
    more: AnyView,
) -> AnyView {
    help_line_card(
        line_name(words, line),
        facts(words, line, reader),
        ways(words, line, online),
        more,
    )
}
