//! The parts of a plan as they are read: lines, and people with their numbers.

use crate::{
    components::{
        button::{ButtonKind, button_link_with},
        icon::IconName,
        parts::{nothing, paragraph, paragraph_of, section},
    },
    i18n::{fill, t_string},
    pages::shell::Words,
    state::dialled,
};
use holdfast_protocol::{Plan, PlanContact};
use leptos::prelude::*;

/// The whole plan; parts with nothing in them say so where `empty` is wished.
pub(super) fn whole(words: Words, plan: &Plan, empty: bool) -> AnyView {
    let part = |title, content: Option<AnyView>| {
        if content.is_none() && !empty {
            return nothing();
        }
        let none = || paragraph_of("quiet", t_string!(words, plan.nothing_here));
        // An earlier version stands under a heading of its own.
        let title = if empty {
            view! { <h2>{title}</h2> }.into_any()
        } else {
            view! { <h3>{title}</h3> }.into_any()
        };
        section(
            "stack stack-close plan-part",
            vec![title, content.unwrap_or_else(none)],
        )
    };
    vec![
        part(
            t_string!(words, plan.part.warning_signs),
            lines(&plan.warning_signs),
        ),
        part(
            t_string!(words, plan.part.what_helps),
            lines(&plan.what_helps),
        ),
        part(
            t_string!(words, plan.part.people),
            contacts(words, &plan.people),
        ),
        part(
            t_string!(words, plan.part.professionals),
            contacts(words, &plan.professionals),
        ),
        part(t_string!(words, plan.part.safer), lines(&plan.safer)),
    ]
    .into_any()
}

fn lines(all: &[String]) -> Option<AnyView> {
    let line = |line: &String| view! { <li dir="auto">{line.clone()}</li> }.into_any();
    listed(all.iter().map(line).collect())
}

fn contacts(words: Words, all: &[PlanContact]) -> Option<AnyView> {
    let one = |one: &PlanContact| {
        let call = call(words, one).unwrap_or_else(nothing);
        let said = [one.name.as_str(), one.note.as_str()];
        let said: Vec<&str> = said.into_iter().filter(|said| !said.is_empty()).collect();
        let mut parts = vec![paragraph(said.join(" · ")), call];
        // What cannot be dialled is still theirs.
        if !one.number.is_empty() && dialled(&one.number).is_none() {
            parts.insert(1, paragraph(one.number.clone()));
        }
        view! {
            <li class="stack stack-close" dir="auto">
                {parts}
            </li>
        }
        .into_any()
    };
    listed(all.iter().map(one).collect())
}

fn listed(entries: Vec<AnyView>) -> Option<AnyView> {
    if entries.is_empty() {
        return None;
    }
    Some(view! { <ul class="plan-lines letter-face">{entries}</ul> }.into_any())
}

/// The link that calls somebody; none where there is no number to dial.
fn call(words: Words, contact: &PlanContact) -> Option<AnyView> {
    let href = format!("tel:{}", dialled(&contact.number)?);
    let name = if contact.name.is_empty() {
        &contact.note
    } else {
        &contact.name
    };
    let said = fill(
        t_string!(words, plan.call),
        &[("name", name), ("number", &contact.number)],
    );
    let kind = ButtonKind::Quiet;
    Some(button_link_with(IconName::Phone, kind, false, href, said))
}
