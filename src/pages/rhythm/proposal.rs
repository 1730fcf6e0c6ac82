//! A proposal as the patient is asked, and as the therapist waits for it.

use holdfast_protocol::{ConversationId, EnvelopeId, Role};
use leptos::prelude::*;

use super::agreed::Side;
use super::proposed::{ChosenWeek, proposed};
use super::unreached::unreached;
use crate::components::button::{ButtonKind, button_link, button_with};
use crate::components::icon::IconName;
use crate::components::notice::{NoticeKind, notice, still_notice};
use crate::components::parts::{block, nothing, paragraph, row};
use crate::i18n::t_string;
use crate::pages::conversation::LETTER_FIELD;
use crate::pages::shell::Words;
use crate::routes;
use crate::side::known;
use crate::state::{Conversation, Desk, ProposalState, Route, page};

/// What the page remembers while somebody looks at a proposal.
#[derive(Clone, Copy)]
pub(super) struct Looking {
    desk: Desk,
    route: Route,
    /// Whether the yes could not be kept.
    not_kept: RwSignal<bool>,
    week: ChosenWeek,
}

impl Looking {
    /// Nothing looked at yet.
    pub(super) fn new(desk: Desk) -> Self {
        Self {
            desk,
            route: expect_context(),
            not_kept: RwSignal::new(false),
            week: RwSignal::new(None),
        }
    }
}

/// The proposal that waits for a yes: for the patient in full, with what there
/// is to do; for the therapist a word that it waits.
pub(super) fn open_proposal(conversation: &Conversation, side: &Side, looking: Looking) -> AnyView {
    let words = side.words;
    let Some(entry) = conversation.open_proposal() else {
        return nothing();
    };
    if known(side.role) == Role::Therapist {
        let waits = side.named(t_string!(words, rhythm.proposal.waits));
        let see = t_string!(words, rhythm.proposal.see);
        let way = routes::agreement(conversation.id);
        let parts = vec![paragraph(waits), button_link(ButtonKind::Quiet, way, see)];
        let waits = still_notice(NoticeKind::Calm, IconName::Agreement, parts);
        let unreached = unreached(conversation, entry, side);
        return block("stack stack-close", vec![waits, unreached]);
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
            proposed(conversation, agreement, side, looking.week),
            unreached(conversation, entry, side),
            if entry.state == ProposalState::Accepting {
                let accepting = paragraph(t_string!(words, rhythm.proposal.accepting));
                notice(NoticeKind::Calm, IconName::Device, vec![accepting])
            } else {
                answers(words, looking, (conversation.id, entry.id))
            },
            if looking.not_kept.get() {
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

/// Yes, or a letter about it.
fn answers(
    words: Words,
    looking: Looking,
    (conversation, proposal): (ConversationId, EnvelopeId),
) -> AnyView {
    let not_kept = looking.not_kept;
    let agree = move || {
        not_kept.set(false);
        looking.desk.accept(conversation, proposal, move |kept| {
            let _ = not_kept.try_set(kept.is_err());
        });
    };
    let write = move || {
        looking.route.go(routes::HOME);
        // The arrival moves the focus to the heading first.
        let to_the_field = || page::focus(&format!("#{LETTER_FIELD}"));
        page::once_shown(move || page::once_shown(to_the_field));
    };
    let (yes, about) = (
        t_string!(words, rhythm.proposal.agree),
        t_string!(words, rhythm.proposal.write),
    );
    row(vec![
        button_with(IconName::Check, ButtonKind::Primary, yes, agree),
        button_with(IconName::Pen, ButtonKind::Quiet, about, write),
    ])
}
