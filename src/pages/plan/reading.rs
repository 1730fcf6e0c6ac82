//! The plan as it is: one version, or several that nobody has brought together.

use super::{form::Form, parts::whole, sheet::Sheet};
use crate::{
    components::{
        button::{ButtonKind, button},
        empty_state::empty_state,
        icon::IconName,
        live::live,
        memo::Memo,
        notice::{NoticeKind, still_notice},
        parts::{block, nothing, paragraph, paragraph_of, row, section},
    },
    i18n::{fill, t_string},
    side::known,
    state::{Desk, PlanEntry, Standing, page, together},
};
use holdfast_protocol::{EnvelopeId, Plan, Role};
use leptos::prelude::*;

/// What counts now, and what can be done with it.
pub(super) fn reading(sheet: Sheet, role: Role) -> AnyView {
    let has_draft = Memo::new(move |_| {
        let of = sheet.draft_of();
        sheet.desk.drafts.with(|drafts| drafts.contains_key(&of))
    });
    let versions = sheet.versions();
    live(move || {
        let has_draft = has_draft.get();
        let is_empty = versions.with(Vec::is_empty);
        if is_empty {
            return none(sheet, role, has_draft);
        }
        let drawn = untrack(|| {
            sheet.read(|found| {
                let now = found.plans_now();
                match now.as_slice() {
                    [] => nothing(),
                    [one] => vec![
                        draft_here(sheet, has_draft),
                        version(sheet, one, nothing()),
                        ways(sheet, one, has_draft),
                    ]
                    .into_any(),
                    several => vec![
                        draft_here(sheet, has_draft),
                        conflict(sheet, several, has_draft),
                    ]
                    .into_any(),
                }
            })
        });
        drawn.unwrap_or_else(nothing)
    })
}

fn none(sheet: Sheet, role: Role, has_draft: bool) -> AnyView {
    if !sheet.desk.is_whole() {
        return nothing();
    }
    let words = sheet.words;
    let sentence = match known(role) {
        Role::Patient => t_string!(words, plan.empty_words),
        Role::Therapist => t_string!(words, plan.empty_words_therapist),
    };
    let begin = if has_draft {
        t_string!(words, plan.go_on)
    } else {
        t_string!(words, plan.begin)
    };
    let title = t_string!(words, plan.empty_title);
    let begin = button(ButtonKind::Primary, begin, move || {
        sheet.edit(Form::default());
    });
    empty_state(IconName::Plan, title, sentence, Some(begin))
}

fn draft_here(sheet: Sheet, has_draft: bool) -> AnyView {
    if !has_draft {
        return nothing();
    }
    let words = sheet.words;
    let go_on = button(ButtonKind::Quiet, t_string!(words, plan.go_on), move || {
        sheet.edit(Form::default());
    });
    let parts = vec![paragraph(t_string!(words, plan.draft_here)), go_on];
    block(
        "screen-only",
        vec![still_notice(NoticeKind::Calm, IconName::Pen, parts)],
    )
}

fn version(sheet: Sheet, entry: &PlanEntry<'_>, more: AnyView) -> AnyView {
    let mut parts = vec![
        paragraph_of("small quiet", sheet.signed(entry)),
        whole(sheet.words, entry.plan, true),
    ];
    if let Some(where_it_is) = sheet.where_it_is(entry) {
        parts.insert(1, paragraph_of("small", where_it_is));
    }
    if let Standing::NeedsYou(_) = entry.standing {
        let (desk, id): (Desk, EnvelopeId) = (sheet.desk, entry.id);
        let retry = t_string!(sheet.words, plan.retry);
        parts.push(row(vec![button(ButtonKind::Quiet, retry, move || {
            desk.retry(id);
        })]));
    }
    parts.push(more);
    section("sheet stack plan", parts)
}

fn ways(sheet: Sheet, entry: &PlanEntry<'_>, has_draft: bool) -> AnyView {
    let words = sheet.words;
    let form = Form::of(entry.plan, vec![entry.id]);
    let print = t_string!(words, plan.print);
    let mut ways = vec![button(ButtonKind::Quiet, print, page::print)];
    if !has_draft {
        let change = t_string!(words, plan.change);
        ways.insert(
            0,
            button(ButtonKind::Primary, change, move || {
                sheet.edit(form.clone());
            }),
        );
    }
    block("row screen-only", ways)
}

/// Both sides wrote without seeing each other's: nothing is lost, and it is
/// said plainly.
fn conflict(sheet: Sheet, several: &[PlanEntry<'_>], has_draft: bool) -> AnyView {
    let words = sheet.words;
    let said = fill(t_string!(words, plan.several), &[("name", &sheet.name())]);
    let plans: Vec<&Plan> = several.iter().map(|entry| entry.plan).collect();
    let from: Vec<EnvelopeId> = several.iter().map(|entry| entry.id).collect();
    let mut notice = vec![paragraph(said)];
    if let Some(all) = together(&plans).filter(|_| !has_draft) {
        let form = Form::of(&all, from.clone());
        let label = t_string!(words, plan.together);
        notice.push(button(ButtonKind::Primary, label, move || {
            sheet.edit(form.clone());
            sheet
                .said
                .set(t_string!(words, plan.together_words).to_owned());
        }));
    }
    let mut all = vec![still_notice(
        NoticeKind::Sand,
        IconName::Information,
        notice,
    )];
    for entry in several {
        let (plan, from) = (entry.plan.clone(), from.clone());
        let use_this = t_string!(words, plan.use_this);
        let use_this = button(ButtonKind::Quiet, use_this, move || {
            let done = t_string!(words, plan.kept).to_owned();
            sheet.keep(plan.clone(), from.clone(), done);
        });
        all.push(version(
            sheet,
            entry,
            block("row screen-only", vec![use_this]),
        ));
    }
    block("stack", all)
}
