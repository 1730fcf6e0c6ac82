//! The place to write.

use super::{
    ending::ending,
    leaving_line::leaving_line,
    missed::missed_notice,
    outside::outside_way,
    outside_dialog::outside_dialog,
    owning::owning,
    promise_line::{needs_none, promise_line},
    prompt::{noticed_line, towards_prompt},
    trouble::too_long,
    waiting::waiting_line,
    writing::{FIELD, Writing},
};
use crate::{
    components::{
        button::{ButtonKind, button, button_link_with},
        composer::Composer,
        icon::IconName,
        live::live,
        parts::{block, nothing},
        shell::live_region,
    },
    i18n::t_string,
    pages::{
        later,
        shell::{beside_in_place, beside_once_here},
    },
    routes,
    side::known,
    state::DeskLink,
};
use holdfast_protocol::Role;
use leptos::prelude::*;

/// The tide, what was missed, the page to write on, and what belongs to it.
pub fn compose(writing: Writing) -> AnyView {
    let tide = tide(writing);
    let said = live_region(move || writing.said.get());
    let (missed, beside, waiting) = match known(writing.role) {
        Role::Patient => (
            missed_notice(writing),
            noticed_line(writing),
            waiting_line(writing),
        ),
        Role::Therapist => (owning(writing), other_ways(writing), nothing()),
    };
    let parts = vec![tide, missed, composer(writing), beside, waiting, said];
    block("compose", parts)
}

/// From now to the answer; until it can be drawn, its place where a rhythm is agreed.
fn tide(writing: Writing) -> AnyView {
    let conversation = writing.conversation;
    let is_agreed = writing.desk.book.with_untracked(|book| {
        book.get(conversation)
            .is_some_and(|found| !found.timeline.is_empty())
    });
    let place = if is_agreed { "tide tide-place" } else { "" };
    beside_in_place(place, move || later::tide_strip(conversation))
}

/// What a therapist may do instead of keeping a reply for its window.
fn other_ways(writing: Writing) -> AnyView {
    // What comes and goes with the words stands last, so that nothing moves
    // under a finger.
    let label = t_string!(writing.words, plan.link_therapist);
    let plan = routes::plan(writing.conversation);
    let ways = vec![
        button_link_with(IconName::Plan, ButtonKind::Plain, false, plan, label),
        stop_editing(writing),
        beside_once_here(move || later::more_ways(writing)),
    ];
    block("row compose-ways", ways)
}

/// That an exchange ends here, and what is written outside the windows.
pub fn more_ways(writing: Writing) -> AnyView {
    // Here because a therapist comes by after every start.
    #[cfg(feature = "therapist")]
    writing.desk.keep_push();
    vec![
        ending(writing),
        outside_way(writing),
        outside_dialog(writing),
    ]
    .into_any()
}

fn composer(writing: Writing) -> AnyView {
    let words = writing.words;
    let (outlook, choices, line) = match known(writing.role) {
        Role::Patient => (
            promise_line(writing),
            needs_none(writing),
            Some(towards_prompt(writing)),
        ),
        Role::Therapist => (leaving_line(writing), nothing(), None),
    };
    view! {
        <Composer
            id=FIELD
            label=(move || label(writing)).into()
            placeholder=t_string!(words, letters.compose.placeholder)
            text=writing.text
            on_input=Callback::new(move |typed| writing.typed(typed))
            action=(move || action(writing)).into()
            can_send=Signal::derive(move || writing.can_send())
            on_send=Callback::new(move |()| writing.send())
            promise=outlook
            problem=Signal::derive(move || problem(writing))
            choices=choices
            line=line
        />
    }
    .into_any()
}

fn label(writing: Writing) -> &'static str {
    let words = writing.words;
    match known(writing.role) {
        Role::Patient => t_string!(words, letters.compose.label_patient),
        Role::Therapist if writing.is_editing() => {
            t_string!(words, letters.compose.label_editing)
        }
        Role::Therapist => t_string!(words, letters.compose.label_therapist),
    }
}

/// "Keep and send" while the relay is reached, "Keep" otherwise.
fn action(writing: Writing) -> &'static str {
    let words = writing.words;
    if writing.is_editing() {
        return t_string!(words, letters.compose.replace);
    }
    match writing.desk.link.get() {
        DeskLink::Reached => t_string!(words, letters.compose.keep_and_send),
        DeskLink::Unknown | DeskLink::NotReached(_) => t_string!(words, letters.compose.keep),
    }
}

fn stop_editing(writing: Writing) -> AnyView {
    live(move || {
        if !writing.is_editing() {
            return nothing();
        }
        let words = t_string!(writing.words, letters.compose.stop_editing);
        button(ButtonKind::Plain, words, move || writing.stop_editing())
    })
}

fn problem(writing: Writing) -> String {
    match writing.over() {
        0 => writing.trouble.get(),
        over => too_long(writing.words, over),
    }
}
