//! "I have taken this on": one deliberate press, which can be taken back for
//! some seconds before it is said.

use holdfast_protocol::{ConversationId, EnvelopeId};
use leptos::prelude::*;

use super::entry::link_id;
use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button};
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::row;
use crate::components::place::has_focus;
use crate::i18n::t_string;
use crate::pages::shell::Words;
use crate::state::{Desk, page};

/// The press for these letters and check-ins; `place` tells several on one page
/// apart.
pub fn taking_on(
    words: Words,
    conversation: ConversationId,
    letters: Vec<EnvelopeId>,
    place: &'static str,
) -> AnyView {
    let desk = expect_context::<Desk>();
    let which = letters
        .first()
        .map_or_else(String::new, ToString::to_string);
    let id = format!("take-on-{place}-{which}");
    let way = format!("#{id} button");
    let count = letters.len();
    // What is not about to be taken on: more may have come meanwhile.
    let rest = Memo::new(move |_| {
        desk.taking_on.with(|all| {
            let about = all.get(&conversation).map_or(&[][..], Vec::as_slice);
            let rest = letters.iter().filter(|letter| !about.contains(letter));
            rest.copied().collect::<Vec<_>>()
        })
    });
    let part = live(move || {
        let rest = rest.get();
        let is_about = rest.len() < count;
        let mut buttons = Vec::with_capacity(2);
        if is_about {
            let again = way.clone();
            let undo = move || {
                desk.take_on_undone(conversation);
                let again = again.clone();
                page::once_shown(move || page::focus(&again));
            };
            buttons.push(button(
                ButtonKind::Quiet,
                t_string!(words, today.take_on.undo),
                undo,
            ));
        }
        if !rest.is_empty() {
            let way = way.clone();
            let take = move || {
                let here = way.clone();
                desk.take_on(conversation, rest.clone(), move |_| {
                    if has_focus(&here) {
                        page::focus(&format!("#{}, main h1", link_id(conversation)));
                    }
                });
                let undo = way.clone();
                page::once_shown(move || page::focus(&undo));
            };
            let said = t_string!(words, today.take_on.press);
            buttons.push(button(ButtonKind::Quiet, said, take));
        }
        if !is_about {
            return row(buttons);
        }
        let said = t_string!(words, today.take_on.soon);
        let said = view! { <p role="status">{said}</p> }.into_any();
        vec![said, row(buttons)].into_any()
    });
    view! {
        <div class="stack stack-close screen-only" {..given("id", id)} data-testid="take-on">
            {part}
        </div>
    }
    .into_any()
}
