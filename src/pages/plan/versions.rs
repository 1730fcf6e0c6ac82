//! Earlier versions: who kept them and when, what changed, and the way back.

use super::{parts::whole, sheet::Sheet};
use crate::{
    components::{
        button::{ButtonKind, button},
        live::live,
        parts::{block, details, nothing, paragraph_of, row},
    },
    i18n::{fill, t_string},
    state::{PlanEntry, changes},
};
use holdfast_protocol::{EnvelopeId, Plan};
use leptos::prelude::*;

/// Every version before those that count, the newest first.
pub(super) fn versions(sheet: Sheet) -> AnyView {
    let versions = sheet.versions();
    live(move || {
        if versions.with(Vec::len) < 2 {
            return nothing();
        }
        let earlier = untrack(|| {
            sheet.read(|found| {
                let all = found.plans();
                let now = found.plans_now();
                let from: Vec<EnvelopeId> = now.iter().map(|entry| entry.id).collect();
                let only = now.len() == 1;
                let entries = all.iter().map(|entry| {
                    // Of the one that counts, what it changed is told here too.
                    let is_now = from.contains(&entry.id);
                    let before = entry.plan.follows.and_then(|id| found.plan(id));
                    let back = (!is_now && only).then(|| from.clone());
                    one(sheet, entry, before, back)
                });
                entries.collect::<Vec<AnyView>>()
            })
        });
        let list = view! { <ul class="stack">{earlier.unwrap_or_default()}</ul> }.into_any();
        let title = t_string!(sheet.words, plan.earlier);
        block("screen-only", vec![details(title, list)])
    })
}

fn one(
    sheet: Sheet,
    entry: &PlanEntry<'_>,
    before: Option<&Plan>,
    back: Option<Vec<EnvelopeId>>,
) -> AnyView {
    let words = sheet.words;
    let (added, removed) = changes(before, entry.plan);
    let said = |sentence, lines: Vec<String>| {
        let line = move |line: String| {
            let said = fill(sentence, &[("line", &line)]);
            view! { <li dir="auto">{said}</li> }.into_any()
        };
        lines.into_iter().map(line).collect::<Vec<AnyView>>()
    };
    let mut lines = said(t_string!(words, plan.added), added);
    lines.extend(said(t_string!(words, plan.removed), removed));
    let changed = if lines.is_empty() {
        paragraph_of("small quiet", t_string!(words, plan.same_as_before))
    } else {
        view! { <ul class="plan-lines small">{lines}</ul> }.into_any()
    };
    let mut parts = vec![
        view! { <h2>{sheet.signed(entry)}</h2> }.into_any(),
        changed,
        details(
            t_string!(words, plan.whole_version),
            whole(words, entry.plan, false),
        ),
    ];
    if let Some(from) = back {
        let plan = entry.plan.clone();
        let version = plan.version.to_string();
        let label = t_string!(words, plan.back_to);
        parts.push(row(vec![button(ButtonKind::Quiet, label, move || {
            let done = t_string!(words, plan.back_done);
            let done = fill(done, &[("version", &version)]);
            sheet.keep(plan.clone(), from.clone(), done);
        })]));
    }
    view! {
        <li class="stack stack-close plan-version" data-testid="plan-version">
            {parts}
        </li>
    }
    .into_any()
}
