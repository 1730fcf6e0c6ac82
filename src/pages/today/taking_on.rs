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
    let is_about = Memo::new({
        let letters = letters.clone();
        move |_| {
            desk.taking_on.with(|all| {
                let about = all.get(&conversation);
                about.is_some_and(|about| letters.iter().all(|letter| about.contains(letter)))
            })
        }
    });
    let which = letters
        .first()
        .map_or_else(String::new, ToString::to_string);
    let id = format!("take-on-{place}-{which}");
    let way = format!("#{id} button");
    let take = {
        let way = way.clone();
        move || {
            let here = way.clone();
            desk.take_on(conversation, letters.clone(), move |_| {
                if has_focus(&here) {
                    page::focus(&format!("#{}, main h1", link_id(conversation)));
                }
            });
            let undo = way.clone();
            page::once_shown(move || page::focus(&undo));
        }
    };
    let part = live(move || {
        if is_about.get() {
            let again = way.clone();
            let undo = move || {
                desk.take_on_undone(conversation);
                let again = again.clone();
                page::once_shown(move || page::focus(&again));
            };
            let undo = button(
                ButtonKind::Quiet,
                t_string!(words, today.take_on.undo),
                undo,
            );
            let said = t_string!(words, today.take_on.soon);
            let said = view! { <p role="status">{said}</p> }.into_any();
            vec![said, row(vec![undo])].into_any()
        } else {
            let take = take.clone();
            let said = t_string!(words, today.take_on.press);
            row(vec![button(ButtonKind::Quiet, said, take)])
        }
    });
    view! {
        <div class="stack stack-close screen-only" {..given("id", id)} data-testid="take-on">
            {part}
        </div>
    }
    .into_any()
}
