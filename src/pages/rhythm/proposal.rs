//! A proposal as the patient is asked, and as the therapist waits for it.

use holdfast_protocol::{ConversationId, EnvelopeId, Role};
use leptos::prelude::*;

use super::agreed::{AgreementInWords, Side};
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::icon::IconName;
use crate::components::notice::{Notice, NoticeKind};
use crate::i18n::{fill, t_string, use_i18n};
use crate::routes;
use crate::state::{Conversation, Desk, ProposalState};

/// The open proposal, worded for one side.
#[derive(Clone, PartialEq)]
pub(super) struct Proposed {
    id: EnvelopeId,
    role: Role,
    accepting: bool,
    heading: String,
    /// None where the document does not hold together.
    agreement: Option<AgreementInWords>,
    broken: String,
}

impl Proposed {
    /// The proposal that waits for a yes, if there is one.
    pub(super) fn of(conversation: &Conversation, side: &Side) -> Option<Self> {
        let words = side.words;
        let entry = conversation.open_proposal()?;
        let named = |sentence: &str| fill(sentence, &[("name", &side.name)]);
        let heading = match side.role {
            Role::Therapist => t_string!(words, rhythm.proposal.waits),
            Role::Patient if conversation.timeline.is_empty() => {
                t_string!(words, rhythm.proposal.heading)
            }
            Role::Patient => t_string!(words, rhythm.proposal.heading_change),
        };
        Some(Self {
            id: entry.id,
            role: side.role,
            accepting: entry.state == ProposalState::Accepting,
            heading: named(heading),
            agreement: entry
                .agreement
                .as_ref()
                .ok()
                .map(|agreement| AgreementInWords::new(agreement, side)),
            broken: named(t_string!(words, rhythm.proposal.broken)),
        })
    }
}

/// For the patient in full, with the one thing to do; for the therapist a word
/// that it waits.
#[component]
pub(super) fn OpenProposal(conversation: ConversationId, proposed: Proposed) -> impl IntoView {
    let words = use_i18n();
    let Proposed {
        id,
        role,
        accepting,
        heading,
        agreement,
        broken,
    } = proposed;
    if role == Role::Therapist {
        return view! {
            <Notice still=true icon=IconName::Agreement>
                <p>{heading}</p>
                <ButtonLink href=routes::agreement(conversation)>
                    {move || t_string!(words, rhythm.proposal.see)}
                </ButtonLink>
            </Notice>
        }
        .into_any();
    }
    let body = match agreement {
        None => view! { <p>{broken}</p> }.into_any(),
        Some(agreement) => view! {
            <p>{move || t_string!(words, rhythm.proposal.lead)}</p>
            {agreement.view()}
            <Answer conversation proposal=id accepting />
        }
        .into_any(),
    };
    view! {
        <section class="sheet stack" data-testid="proposal">
            <h2>{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Answer(conversation: ConversationId, proposal: EnvelopeId, accepting: bool) -> impl IntoView {
    let words = use_i18n();
    if accepting {
        return view! {
            <Notice icon=IconName::Device>
                <p>{move || t_string!(words, rhythm.proposal.accepting)}</p>
            </Notice>
        }
        .into_any();
    }
    let desk = expect_context::<Desk>();
    let not_kept = RwSignal::new(false);
    let agree = move |()| {
        not_kept.set(false);
        desk.accept(conversation, proposal, move |kept| {
            let _ = not_kept.try_set(kept.is_err());
        });
    };
    view! {
        <Button kind=ButtonKind::Primary icon=IconName::Check on_click=agree>
            {move || t_string!(words, rhythm.proposal.agree)}
        </Button>
        {move || {
            not_kept
                .get()
                .then(|| {
                    view! {
                        <Notice kind=NoticeKind::Sand icon=IconName::Information>
                            <p>{move || t_string!(words, rhythm.proposal.not_kept)}</p>
                        </Notice>
                    }
                })
        }}
    }
    .into_any()
}
