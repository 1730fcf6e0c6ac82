//! A proposal as the patient is asked, and as the therapist waits for it.

use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

use super::agreed::{Side, agreement_in_words};
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::icon::IconName;
use crate::components::notice::{Notice, NoticeKind};
use crate::i18n::{fill, t_string};
use crate::routes;
use crate::state::{Desk, ProposalEntry, ProposalState};

/// The open proposal: for the patient in full, with the one thing to do.
pub(super) fn proposal_in_words(
    entry: &ProposalEntry,
    conversation: ConversationId,
    is_change: bool,
    side: &Side,
    not_kept: RwSignal<bool>,
) -> AnyView {
    let words = side.words;
    let name = side.name.clone();
    if side.role == Role::Therapist {
        return view! {
            <Notice still=true icon=IconName::Agreement>
                <p>{fill(t_string!(words, rhythm.proposal.waits), &[("name", &name)])}</p>
                <ButtonLink href=routes::agreement(conversation)>
                    {t_string!(words, rhythm.proposal.see)}
                </ButtonLink>
            </Notice>
        }
        .into_any();
    }
    let heading = if is_change {
        fill(
            t_string!(words, rhythm.proposal.heading_change),
            &[("name", &name.clone())],
        )
    } else {
        fill(
            t_string!(words, rhythm.proposal.heading),
            &[("name", &name.clone())],
        )
    };
    let body = match &entry.agreement {
        Err(_) => {
            view! { <p>{fill(t_string!(words, rhythm.proposal.broken), &[("name", &name)])}</p> }
                .into_any()
        }
        Ok(agreement) => {
            let in_words = agreement_in_words(agreement, side);
            let answer = answer(entry, conversation, side, not_kept);
            view! {
                <p>{t_string!(words, rhythm.proposal.lead)}</p>
                {in_words}
                {answer}
            }
            .into_any()
        }
    };
    view! {
        <section class="sheet stack" data-testid="proposal">
            <h2>{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn answer(
    entry: &ProposalEntry,
    conversation: ConversationId,
    side: &Side,
    not_kept: RwSignal<bool>,
) -> AnyView {
    let words = side.words;
    if entry.state == ProposalState::Accepting {
        return view! {
            <Notice icon=IconName::Device>
                <p>{t_string!(words, rhythm.proposal.accepting)}</p>
            </Notice>
        }
        .into_any();
    }
    let desk = expect_context::<Desk>();
    let proposal = entry.id;
    let agree = move |()| {
        not_kept.set(false);
        desk.accept(conversation, proposal, move |kept| {
            let _ = not_kept.try_set(kept.is_err());
        });
    };
    view! {
        <Button kind=ButtonKind::Primary icon=IconName::Check on_click=agree>
            {t_string!(words, rhythm.proposal.agree)}
        </Button>
        {move || {
            not_kept
                .get()
                .then(|| {
                    view! {
                        <Notice kind=NoticeKind::Sand>
                            <p>{t_string!(words, rhythm.proposal.not_kept)}</p>
                        </Notice>
                    }
                })
        }}
    }
    .into_any()
}
