//! Agreed call lists on which somebody cannot be reached: nothing else would say
//! so before they are needed.

use leptos::prelude::*;

use crate::components::attributes::given;
use crate::components::parts::{heading, nothing, section};
use crate::i18n::times::Reader;
use crate::i18n::{listed, t_string};
use crate::pages::reading::name_of;
use crate::pages::shell::Words;
use crate::routes;
use crate::state::{Book, Conversation};

/// Whose lists these are and who is meant; the rhythm says what to do.
pub(super) fn unreached(words: Words, book: &Book, reader: &Reader) -> AnyView {
    let line = |conversation: &Conversation| {
        let steps = conversation.unreached_at(reader.now);
        if steps.is_empty() {
            return None;
        }
        let names: Vec<String> = steps.iter().map(|step| step.name.clone()).collect();
        let names = listed(&names, reader.language);
        let said = [&name_of(words, conversation), " (", &names, ")"].concat();
        let way = routes::rhythm(conversation.id);
        Some(view! { <li><a {..given("href", way)}>{said}</a></li> }.into_any())
    };
    let lines: Vec<AnyView> = book.conversations.values().filter_map(line).collect();
    if lines.is_empty() {
        return nothing();
    }
    let lines = view! { <ul class="stack stack-close small" data-testid="lists">{lines}</ul> };
    section(
        "stack stack-close",
        vec![
            heading(t_string!(words, today.lists_title)),
            lines.into_any(),
        ],
    )
}
