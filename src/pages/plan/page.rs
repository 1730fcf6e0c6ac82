//! The plan of the conversation that the address names, or of the patient's
//! own.

use super::{form::Form, reading::reading, sheet::Sheet, versions::versions, writing::writing};
use crate::{
    components::{
        button::{ButtonKind, button},
        live::live,
        memo::Memo,
        parts::{nothing, paragraph, paragraph_of, row, status},
        shell::page as page_of,
    },
    i18n::{fill, t_string, use_i18n},
    pages::{
        reading::{use_conversation, use_name},
        shell::{Times, Words},
    },
    side::known,
    state::Desk,
};
use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

/// The page **My plan**.
#[component]
pub fn PlanPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let conversation = use_conversation();
    let name = use_name(conversation);
    let role = Memo::new(move |_| {
        let id = conversation.get()?;
        desk.book.read().get(id).map(|found| known(found.role))
    });
    let title = move || match role.get() {
        Some(Role::Therapist) => fill(t_string!(words, plan.title_with), &[("name", &name.get())]),
        _ => t_string!(words, plan.title).to_owned(),
    };
    let body = live(move || match (conversation.get(), role.get()) {
        (Some(id), Some(role)) => sheet(words, desk, id, role),
        _ => paragraph(t_string!(words, common.lost.not_yours)),
    });
    page_of(title, vec![body])
}

fn sheet(words: Words, desk: Desk, conversation: ConversationId, role: Role) -> AnyView {
    let sheet = Sheet {
        desk,
        words,
        times: expect_context::<Times>(),
        conversation,
        open: RwSignal::new(None),
        trouble: RwSignal::new(String::new()),
        said: RwSignal::new(String::new()),
        thrown: RwSignal::new(String::new()),
    };
    let lead = live(move || {
        let sentence = match role {
            Role::Patient => t_string!(words, plan.lead),
            Role::Therapist => t_string!(words, plan.lead_therapist),
        };
        paragraph_of(
            "lead screen-only",
            fill(sentence, &[("name", &sheet.name())]),
        )
    });
    let content = live(move || match sheet.open.get() {
        Some(form) => writing(sheet, form),
        None => vec![reading(sheet, role), versions(sheet)].into_any(),
    });
    vec![
        lead,
        status(Some("plan-said"), move || sheet.said.get()),
        bring_back(sheet),
        content,
    ]
    .into_any()
}

/// The way back to changes that were just thrown away.
fn bring_back(sheet: Sheet) -> AnyView {
    live(move || {
        if sheet.thrown.with(String::is_empty) {
            return nothing();
        }
        let words = t_string!(sheet.words, plan.bring_back);
        let back = move || {
            let draft = sheet.thrown.get_untracked();
            sheet.desk.save_draft(sheet.draft_of(), draft);
            sheet.edit(Form::default());
        };
        row(vec![button(ButtonKind::Quiet, words, back)])
    })
}
