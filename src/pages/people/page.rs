//! Everyone a therapist writes with.

use holdfast_protocol::ConversationId;
use holdfast_rhythm::sort_by_key;
use leptos::prelude::*;

use super::invitation::{invitation_link, invite};
use super::standing::{AgreementStanding, agreement_standing};
use crate::components::button::{ButtonKind, ButtonLink, button_link_with};
use crate::components::empty_state::empty_state;
use crate::components::icon::IconName;
use crate::components::live::{Entry, live, live_list};
use crate::components::memo::Memo;
use crate::components::parts::{nothing, paragraph, paragraph_of, row};
use crate::components::shell::Page;
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::name_of;
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Book, Conversation, Desk, DeskLink};

/// Everyone, and a way to invite someone.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let nobody = Memo::new(move |_| desk.book.read().conversations.is_empty());
    let person = move |id: ConversationId| {
        let copied = RwSignal::new(None::<bool>);
        let state = Memo::new(move |_| {
            let book = desk.book.read();
            let found = book.get(id);
            found.map_or_else(String::new, |found| {
                state_of(words, found, times, desk.is_whole())
            })
        });
        let drawn = live(move || match desk.book.read().get(id) {
            Some(found) => person(words, desk, found, state, copied),
            None => nothing(),
        });
        view! {
            <li class="sheet stack stack-close" data-testid="person">
                {drawn}
            </li>
        }
        .into_any()
    };
    let list = live(move || {
        if nobody.get() {
            if !desk.is_whole() {
                return nothing();
            }
            let title = t_string!(words, today.people.empty_title);
            let more = t_string!(words, today.people.empty_words);
            return empty_state(IconName::People, title, more, None);
        }
        let entry = move |id: ConversationId| Entry::new(id.to_string(), move || person(id));
        let entries = move || by_name(words, &desk.book.read()).map(entry).collect();
        view! { <ul class="stack">{live_list(entries)}</ul> }.into_any()
    });
    view! {
        <Page title=t_string!(words, today.people.title)>
            {list}
            {invite(words, desk)}
        </Page>
    }
}

fn by_name(words: Words, book: &Book) -> impl Iterator<Item = ConversationId> {
    let mut all: Vec<(String, ConversationId)> = book
        .conversations
        .values()
        .map(|found| (name_of(words, found).to_lowercase(), found.id))
        .collect();
    sort_by_key(&mut all, |(name, id)| (name.clone(), *id));
    all.into_iter().map(|(_, id)| id)
}

/// Who it is, how far the agreement is, and the ways to them; before they have
/// joined, their invitation.
fn person(
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

fn state_of(words: Words, conversation: &Conversation, times: Times, is_whole: bool) -> String {
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
