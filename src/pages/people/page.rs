//! Everyone a therapist writes with.

use holdfast_protocol::ConversationId;
use leptos::prelude::*;

use super::invitation::{InvitationLink, Invite};
use super::standing::{AgreementStanding, agreement_standing};
use crate::components::button::ButtonLink;
use crate::components::empty_state::EmptyState;
use crate::components::icon::IconName;
use crate::components::shell::Page;
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::name_of;
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Desk, DeskLink};

/// Everyone, and a way to invite someone.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let everyone: Memo<Vec<ConversationId>> = Memo::new(move |_| {
        desk.book.with(|book| {
            let mut all: Vec<_> = book
                .conversations
                .values()
                .map(|found| (name_of(words, found).to_lowercase(), found.id))
                .collect();
            all.sort();
            all.into_iter().map(|(_, id)| id).collect()
        })
    });
    let list = move || {
        let everyone = everyone.get();
        if everyone.is_empty() {
            return view! {
                <EmptyState
                    title=move || t_string!(words, today.people.empty_title)
                    words=move || t_string!(words, today.people.empty_words)
                    icon=IconName::People
                />
            }
            .into_any();
        }
        let row = |id| view! { <Row id /> };
        view! { <ul class="stack">{everyone.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <Page title=move || t_string!(words, today.people.title)>
            {list}
            <Invite />
        </Page>
    }
}

#[component]
fn Row(id: ConversationId) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let name = Memo::new(move |_| {
        desk.book.with(|book| {
            book.get(id)
                .map(|found| name_of(words, found))
                .unwrap_or_default()
        })
    });
    let joined = Memo::new(move |_| {
        desk.book
            .with(|book| book.get(id).is_some_and(|found| found.partner.is_some()))
    });
    let standing = Memo::new(move |_| {
        let now = times.now();
        desk.book
            .with(|book| book.get(id).map(|found| agreement_standing(found, now)))
    });
    let state = move || {
        let reader = times.reader(None);
        standing
            .get()
            .map(|standing| standing_words(words, standing, &name.get(), &reader))
    };
    let named = move |sentence: &'static str| fill(sentence, &[("name", &name.get())]);
    let offline = Signal::derive(move || desk.link.get() != DeskLink::Reached);
    let below = move || {
        if joined.get() {
            return view! {
                <p>{state}</p>
                <div class="row">
                    <ButtonLink href=routes::letters(id) icon=IconName::Letters>
                        {move || named(t_string!(words, today.people.letters_of))}
                    </ButtonLink>
                    <ButtonLink href=routes::agreement(id) icon=IconName::Agreement>
                        {move || t_string!(words, today.people.agreement)}
                        <span class="unseen">{move || format!(", {}", name.get())}</span>
                    </ButtonLink>
                    <ButtonLink href=routes::rhythm(id) icon=IconName::Rhythm>
                        {move || t_string!(words, today.people.rhythm)}
                        <span class="unseen">{move || format!(", {}", name.get())}</span>
                    </ButtonLink>
                </div>
            }
            .into_any();
        }
        let link = desk
            .invitation_link(id)
            .map(|link| view! { <InvitationLink id=format!("link-{id}") link waits=offline /> });
        view! {
            <p class="quiet">{move || t_string!(words, today.people.not_joined)}</p>
            {link}
        }
        .into_any()
    };
    view! {
        <li class="sheet stack stack-close" data-testid="person">
            <h2>{name}</h2>
            {below}
        </li>
    }
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
            &[("from", &reader.moment(from))],
        ),
        AgreementStanding::InForce {
            version,
            change: Some(change),
            ..
        } => fill(
            t_string!(words, today.people.state_change),
            &[
                ("version", &version.to_string()),
                ("from", &reader.moment(change)),
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
