//! That nobody can be reached at some steps of a call list, before anybody
//! needs them.

use holdfast_protocol::Role;
use holdfast_rhythm::{Agreement, LadderStep};
use leptos::prelude::*;

use super::agreed::{Side, list};
use crate::components::icon::IconName;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{nothing, paragraph};
use crate::i18n::{fill, listed, t_string};
use crate::pages::shell::Words;
use crate::side::known;
use crate::state::{Conversation, ProposalEntry};

/// Beside the list of a proposal: for the patient a word, for the therapist
/// what is to be done; nothing where everybody can be reached.
pub(super) fn unreached(
    conversation: &Conversation,
    proposal: &ProposalEntry,
    side: &Side,
) -> AnyView {
    let steps = conversation.unreached(proposal);
    if steps.is_empty() {
        return nothing();
    }
    let (kind, said) = match known(side.role) {
        Role::Patient => (NoticeKind::Calm, paragraph(to_patient(&steps, side))),
        Role::Therapist => {
            let lines = to_therapist(side.words, conversation, proposal);
            (NoticeKind::Sand, list(lines))
        }
    };
    let said = still_notice(kind, IconName::Information, vec![said]);
    view! { <div data-testid="unreached">{said}</div> }.into_any()
}

/// The same beside the version of `agreement` that both have agreed on.
pub(super) fn unreached_as_agreed(
    conversation: &Conversation,
    agreement: &Agreement,
    side: &Side,
) -> AnyView {
    match conversation.proposal_of(agreement) {
        Some(proposal) => unreached(conversation, proposal, side),
        None => nothing(),
    }
}

/// What a therapist can do about each step of a proposed list that nobody can be
/// reached at, one sentence each.
pub fn to_therapist(
    words: Words,
    conversation: &Conversation,
    proposal: &ProposalEntry,
) -> Vec<String> {
    let steps = conversation.unreached(proposal).into_iter();
    let in_words = |step: &LadderStep| {
        let sentence = if step.contact == LadderStep::THERAPIST {
            t_string!(words, rhythm.ladder.unreached_you)
        } else {
            t_string!(words, rhythm.ladder.unreached)
        };
        let parts = [
            ("contact", step.contact.as_str()),
            ("name", step.name.as_str()),
            ("where", t_string!(words, settings.push.title)),
        ];
        fill(sentence, &parts)
    };
    steps.map(in_words).collect()
}

fn to_patient(steps: &[&LadderStep], side: &Side) -> String {
    let names: Vec<String> = steps.iter().map(|step| step.name.clone()).collect();
    let names = listed(&names, side.reader.language);
    fill(
        t_string!(side.words, rhythm.ladder.unreached_patient),
        &[("names", &names), ("name", &side.name)],
    )
}
