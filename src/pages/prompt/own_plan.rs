//! What the prompt shows of the patient's own plan: in their words, and there
//! without a connection.

use super::About;
use crate::{
    components::{
        button::{ButtonKind, button_link, button_link_with},
        icon::IconName,
        live::live,
        memo::Memo,
        parts::{block, details, nothing, section},
    },
    i18n::{fill, t_string},
    pages::shell::Words,
    routes,
    state::{Conversation, dialled},
};
use holdfast_protocol::PlanContact;
use leptos::prelude::*;

/// How much of each part is shown.
const FIRST: usize = 3;
/// How many parts: what helps, people, professionals.
const AT_ONCE: usize = 3;

/// The whole plan: the first of what helps and of the people at once, more of it
/// folded in; nothing where there is no plan.
#[must_use]
pub fn own_plan(about: About) -> AnyView {
    let own = Memo::new(move |_| {
        let book = about.desk.book.read();
        parts_of(about.words, book.get(about.conversation)?)
    });
    live(move || match own.get() {
        Some(own) => drawn(about.words, own),
        None => nothing(),
    })
}

/// One part: whom to call, then lines, people without a number among them.
#[derive(Clone, PartialEq)]
struct Part {
    title: &'static str,
    people: Vec<Callable>,
    lines: Vec<String>,
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

/// In the order of use, now that it is hard.
fn parts_of(words: Words, conversation: &Conversation) -> Option<Vec<Part>> {
    let plan = conversation.whole_plan()?;
    let of_lines = |title, lines: &[String]| Part {
        title,
        people: Vec::new(),
        lines: lines.to_vec(),
    };
    let of_people = |title, all: &[PlanContact]| {
        let others = all.iter().filter(|one| dialled(&one.number).is_none());
        Part {
            title,
            people: all.iter().filter_map(callable_of).collect(),
            lines: others.map(in_a_line).collect(),
        }
    };
    Some(vec![
        of_lines(t_string!(words, plan.part.what_helps), &plan.what_helps),
        of_people(t_string!(words, plan.part.people), &plan.people),
        of_people(
            t_string!(words, plan.part.professionals),
            &plan.professionals,
        ),
        of_lines(t_string!(words, plan.part.safer), &plan.safer),
        of_lines(
            t_string!(words, plan.part.warning_signs),
            &plan.warning_signs,
        ),
    ])
}

fn in_a_line(one: &PlanContact) -> String {
    let mut parts = vec![one.name.as_str(), &one.number, &one.note];
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// The people of the plan who have a number, their own before professionals.
#[must_use]
pub fn callable(conversation: &Conversation) -> Vec<Callable> {
    let Some(plan) = conversation.whole_plan() else {
        return Vec::new();
    };
    let all = plan.people.iter().chain(&plan.professionals);
    all.filter_map(callable_of).collect()
}

fn callable_of(one: &PlanContact) -> Option<Callable> {
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
}

fn drawn(words: Words, own: Vec<Part>) -> AnyView {
    let mut shown = vec![subheading(t_string!(words, plan.prompt_title))];
    let mut folded = Vec::new();
    for (place, mut part) in own.into_iter().enumerate() {
        // The rest of the plan is for later, unless there is nothing else.
        let first = if place < AT_ONCE || shown.len() == 1 {
            FIRST
        } else {
            0
        };
        let people = part.people.split_off(part.people.len().min(first));
        let left = first - part.people.len();
        let lines = part.lines.split_off(part.lines.len().min(left));
        shown.extend(drawn_part(words, part.people, part.lines));
        let rest = drawn_part(words, people, lines);
        if !rest.is_empty() {
            folded.push(subheading(part.title));
            folded.extend(rest);
        }
    }
    if !folded.is_empty() {
        let folded = block("stack stack-close", folded);
        shown.push(details(t_string!(words, plan.prompt_more), folded));
    }
    let whole = t_string!(words, plan.open);
    shown.push(button_link(ButtonKind::Plain, routes::PLAN, whole));
    section("help-line help-prompt-plan", shown)
}

fn drawn_part(words: Words, people: Vec<Callable>, lines: Vec<String>) -> Vec<AnyView> {
    let mut drawn = Vec::new();
    if !lines.is_empty() {
        let lines = lines.into_iter();
        let lines = lines.map(|line| view! { <li dir="auto">{line}</li> }.into_any());
        let lines: Vec<AnyView> = lines.collect();
        drawn.push(view! { <ul class="letter-face">{lines}</ul> }.into_any());
    }
    for one in people {
        let said = fill(
            t_string!(words, plan.call),
            &[("name", &one.name), ("number", &one.number)],
        );
        let href = format!("tel:{}", one.dialled);
        let icon = IconName::Person;
        drawn.push(button_link_with(icon, ButtonKind::Quiet, false, href, said));
    }
    drawn
}

fn subheading(words: &'static str) -> AnyView {
    view! { <h3>{words}</h3> }.into_any()
}
