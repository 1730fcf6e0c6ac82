//! What the prompt shows of the patient's own plan: in their words, and there
//! without a connection.

use super::About;
use crate::{
    components::{
        button::{ButtonKind, button_link, button_link_with},
        icon::IconName,
        live::live,
        memo::Memo,
        parts::nothing,
    },
    i18n::{fill, t_string},
    pages::shell::Words,
    routes,
    state::{Conversation, dialled},
};
use leptos::prelude::*;

/// How much of each part is shown.
const FIRST: usize = 3;

/// The first of what helps and of the people, and the way to the rest; nothing
/// where there is no plan.
pub(super) fn own_plan(about: About) -> AnyView {
    let own = Memo::new(move |_| {
        let book = about.desk.book.read();
        first_of(book.get(about.conversation)?)
    });
    live(move || match own.get() {
        Some(own) => drawn(about.words, own),
        None => nothing(),
    })
}

/// What helps, and whom to call: how they are called, their number, and what
/// dials it.
#[derive(Clone, PartialEq)]
struct First {
    helps: Vec<String>,
    people: Vec<Callable>,
}

/// Somebody with a number.
#[derive(Clone, PartialEq)]
pub struct Callable {
    /// What they are called.
    pub name: String,
    /// The number as it was written down.
    pub number: String,
    /// What dials it.
    pub dialled: String,
}

fn first_of(conversation: &Conversation) -> Option<First> {
    let now = conversation.plans_now();
    let plan = now.first()?.plan;
    Some(First {
        helps: plan.what_helps.iter().take(FIRST).cloned().collect(),
        people: callable(conversation).into_iter().take(FIRST).collect(),
    })
}

/// The people of the plan who have a number, their own before professionals.
#[must_use]
pub fn callable(conversation: &Conversation) -> Vec<Callable> {
    let now = conversation.plans_now();
    let Some(plan) = now.first().map(|entry| entry.plan) else {
        return Vec::new();
    };
    let all = plan.people.iter().chain(&plan.professionals);
    let with_number = all.filter_map(|one| {
        let name = if one.name.is_empty() {
            &one.note
        } else {
            &one.name
        };
        Some(Callable {
            name: name.clone(),
            number: one.number.clone(),
            dialled: dialled(&one.number)?,
        })
    });
    with_number.collect()
}

fn drawn(words: Words, own: First) -> AnyView {
    let title = t_string!(words, plan.prompt_title);
    let helps = own
        .helps
        .into_iter()
        .map(|line| view! { <li dir="auto">{line}</li> }.into_any());
    let helps: Vec<AnyView> = helps.collect();
    let calls = own.people.into_iter().map(|one| {
        let said = fill(
            t_string!(words, plan.call),
            &[("name", &one.name), ("number", &one.number)],
        );
        let href = format!("tel:{}", one.dialled);
        button_link_with(IconName::Person, ButtonKind::Quiet, false, href, said)
    });
    let calls: Vec<AnyView> = calls.collect();
    let whole = t_string!(words, plan.open);
    view! {
        <section class="help-line help-prompt-plan">
            <h3>{title}</h3>
            {(!helps.is_empty()).then(|| view! { <ul class="letter-face">{helps}</ul> }.into_any())}
            {calls}
            {button_link(ButtonKind::Plain, routes::PLAN, whole)}
        </section>
    }
    .into_any()
}
