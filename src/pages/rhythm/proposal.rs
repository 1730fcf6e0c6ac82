//! A proposal as the patient is asked, and as the therapist waits for it.

use holdfast_protocol::{ConversationId, EnvelopeId, Role};
use leptos::prelude::*;

use super::agreed::{Side, agreement_in_words};
use crate::components::button::{ButtonKind, button_link, button_with};
use crate::components::icon::IconName;
use crate::components::notice::{NoticeKind, notice, still_notice};
use crate::components::parts::{nothing, paragraph};
use crate::i18n::t_string;
use crate::pages::shell::Words;
use crate::routes;
use crate::state::{Conversation, Desk, ProposalState};

/// The proposal that waits for a yes: for the patient in full, with the one
/// thing to do; for the therapist a word that it waits. `not_kept` is whether
/// the yes could not be kept.
pub(super) fn open_proposal(
    conversation: &Conversation,
    side: &Side,
    desk: Desk,
    not_kept: RwSignal<bool>,
) -> AnyView {
    let words = side.words;
    let Some(entry) = conversation.open_proposal() else {
        return nothing();
    };
    if side.role == Role::Therapist {
        let waits = side.named(t_string!(words, rhythm.proposal.waits));
        let see = t_string!(words, rhythm.proposal.see);
        let way = routes::agreement(conversation.id);
        let parts = vec![paragraph(waits), button_link(ButtonKind::Quiet, way, see)];
        return still_notice(NoticeKind::Calm, IconName::Agreement, parts);
    }
    let heading = if conversation.timeline.is_empty() {
        t_string!(words, rhythm.proposal.heading)
    } else {
        t_string!(words, rhythm.proposal.heading_change)
    };
    let body = match &entry.agreement {
        Err(_) => vec![paragraph(
            side.named(t_string!(words, rhythm.proposal.broken)),
        )],
        Ok(agreement) => vec![
            paragraph(t_string!(words, rhythm.proposal.lead)),
            agreement_in_words(agreement, side),
            if entry.state == ProposalState::Accepting {
                let accepting = paragraph(t_string!(words, rhythm.proposal.accepting));
                notice(NoticeKind::Calm, IconName::Device, vec![accepting])
            } else {
                agree(words, desk, (conversation.id, entry.id), not_kept)
            },
            if not_kept.get() {
                let said = paragraph(t_string!(words, rhythm.proposal.not_kept));
                notice(NoticeKind::Sand, IconName::Information, vec![said])
            } else {
                nothing()
            },
        ],
    };
    view! {
        <section class="sheet stack" data-testid="proposal">
            <h2>{side.named(heading)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn agree(
    words: Words,
    desk: Desk,
    (conversation, proposal): (ConversationId, EnvelopeId),
    not_kept: RwSignal<bool>,
) -> AnyView {
    let agree = move || {
        not_kept.set(false);
        desk.accept(conversation, proposal, move |kept| {
            let _ = not_kept.try_set(kept.is_err());
        });
    };
    let said = t_string!(words, rhythm.proposal.agree);
    button_with(IconName::Check, ButtonKind::Primary, said, agree)
}
