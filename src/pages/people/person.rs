//! Somebody in the list of **People**.

use super::{
    invitation::invitation_link,
    standing::{AgreementStanding, agreement_standing},
};
use crate::{
    components::{
        button::{ButtonKind, ButtonLink, button_link_with},
        icon::IconName,
        memo::Memo,
        parts::{nothing, paragraph, paragraph_of, row},
    },
    i18n::{fill, t_string, times::Reader},
    pages::{
        reading::name_of,
        shell::{Times, Words},
    },
    routes,
    state::{Conversation, Desk, DeskLink},
};
use leptos::prelude::*;

/// Who it is, how far the agreement is, and the ways to them; before they have
/// joined, their invitation.
pub(super) fn person(
    words: Words,
    desk: Desk,
    conversation: &Conversation,
    state: Memo<String>,
    copied: RwSignal<Option<bool>>,
) -> AnyView {
    let id = conversation.id;
    let name = name_of(words, conversation);
    let title = view! { <h2>{name.clone()}</h2> }.into_any();
    if conversation.partner.is_none() {
        let waits = desk.link.get() != DeskLink::Reached;
        let link = desk.invitation_link(id).map_or_else(nothing, |link| {
            invitation_link(words, format!("link-{id}"), link, waits, copied)
        });
        let not_joined = t_string!(words, today.people.not_joined);
        return vec![title, paragraph_of("quiet", not_joined), link].into_any();
    }
    let letters = fill(
        t_string!(words, today.people.letters_of),
        &[("name", &name)],
    );
    let ways = row(vec![
        button_link_with(
            IconName::Letters,
            ButtonKind::Quiet,
            false,
            routes::letters(id),
            letters,
        ),
        way(
            IconName::Agreement,
            routes::agreement(id),
            t_string!(words, today.people.agreement),
            &name,
        ),
        way(
            IconName::Rhythm,
            routes::rhythm(id),
            t_string!(words, today.people.rhythm),
            &name,
        ),
        way(
            IconName::Plan,
            routes::plan(id),
            t_string!(words, plan.link_therapist),
            &name,
        ),
    ]);
    vec![title, paragraph(state.get()), ways].into_any()
}

/// A way that names the person to screen readers only.
fn way(icon: IconName, href: String, said: &'static str, name: &str) -> AnyView {
    let unseen = format!(", {name}");
    view! {
        <ButtonLink href icon>
            {said}
            <span class="unseen">{unseen}</span>
        </ButtonLink>
    }
    .into_any()
}

/// How far the agreement is, in words; nothing while nobody can say.
pub(super) fn state_of(
    words: Words,
    conversation: &Conversation,
    times: Times,
    is_whole: bool,
) -> String {
    let standing = agreement_standing(conversation, times.now());
    if standing == AgreementStanding::Nothing && !is_whole {
        return String::new();
    }
    let name = name_of(words, conversation);
    standing_words(words, standing, &name, &times.reader(None))
}

fn standing_words(
    words: Words,
    standing: AgreementStanding,
    name: &str,
    reader: &Reader,
) -> String {
    match standing {
        AgreementStanding::Nothing => t_string!(words, today.people.state_none).to_owned(),
        AgreementStanding::ProposalKept => {
            t_string!(words, today.people.state_proposed_kept).to_owned()
        }
        AgreementStanding::ProposalRefused => {
            t_string!(words, today.people.state_proposed_refused).to_owned()
        }
        AgreementStanding::Proposed => fill(
            t_string!(words, today.people.state_proposed),
            &[("name", name)],
        ),
        AgreementStanding::Starts(from) => fill(
            t_string!(words, today.people.state_starts),
            &[("from", &reader.starting(from))],
        ),
        AgreementStanding::InForce {
            version,
            change: Some(change),
            ..
        } => fill(
            t_string!(words, today.people.state_change),
            &[
                ("version", &version.to_string()),
                ("from", &reader.starting(change)),
            ],
        ),
        AgreementStanding::InForce {
            version, proposed, ..
        } => {
            let agreed = fill(
                t_string!(words, today.people.state_in_force),
                &[("version", &version.to_string())],
            );
            if proposed {
                let next = fill(
                    t_string!(words, today.people.state_next_proposed),
                    &[("name", name)],
                );
                format!("{agreed}. {next}")
            } else {
                agreed
            }
        }
    }
}
