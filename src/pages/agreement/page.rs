//! The agreement editor of the conversation that the address names.

use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

use super::bar::bar;
use super::check_ins::check_ins;
use super::editor::Editor;
use super::escalation::escalation;
use super::fields::{finer_points, templates, when_it_counts};
use super::keeping::{keep_what_is_typed, kept};
use super::places::List;
use super::preview::preview;
use super::proposing::propose;
use super::rows::rows;
use super::warning_words::worth_knowing;
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{block, nothing, paragraph, paragraph_of};
use crate::components::shell::Page;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::{use_conversation, use_name};
use crate::state::Desk;

/// The agreement editor of the conversation that the address names.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let conversation = use_conversation();
    let name = use_name(conversation);
    let theirs = Memo::new(move |_| {
        let book = desk.book.read();
        let found = book.get(conversation.get()?)?;
        (found.role == Role::Therapist).then_some(found.id)
    });
    // Built once for a conversation: what is typed, chosen and done belongs to
    // the one form, whatever happens meanwhile.
    let body = live(move || match theirs.get() {
        Some(conversation) => untrack(|| editing(desk, conversation, name)),
        None => paragraph(t_string!(words, common.lost.not_yours)),
    });
    let title = move || fill(t_string!(words, agreement.title), &[("name", &name.get())]);
    view! {
        <Page title wide=true>
            {body}
        </Page>
    }
}

fn editing(desk: Desk, conversation: ConversationId, name: Memo<String>) -> AnyView {
    let editor = Editor::new(conversation, name);
    keep_what_is_typed(editor);
    let words = editor.words;
    let lead = live(move || paragraph_of("lead", editor.named(t_string!(words, agreement.lead))));
    let not_joined = live(move || {
        let book = desk.book.read();
        let found = book.get(conversation);
        if found.is_some_and(|found| found.partner.is_some()) {
            return nothing();
        }
        let said = paragraph(editor.named(t_string!(words, agreement.not_joined)));
        still_notice(NoticeKind::Calm, IconName::People, vec![said])
    });
    let form = vec![
        templates(editor),
        rows(editor, List::Windows),
        rows(editor, List::Away),
        rows(editor, List::Extra),
        check_ins(editor),
        escalation(editor),
        when_it_counts(editor),
        finer_points(editor),
        bar(editor),
    ];
    let action = vec![worth_knowing(editor), propose(editor)];
    vec![
        lead,
        not_joined,
        kept(editor),
        block(
            "agreement-editor",
            vec![
                block("stack stack-wide agreement-form", form),
                preview(editor),
                block("stack agreement-action", action),
            ],
        ),
    ]
    .into_any()
}
