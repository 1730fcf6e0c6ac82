//! The rhythm of the conversation that the address names, or of the patient's
//! own.

use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

use super::agreed::{Side, agreement_in_words, windows};
use super::promises::promises_in_words;
use super::proposal::proposal_in_words;
use super::week::RhythmWeek;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty_state::EmptyState;
use crate::components::icon::IconName;
use crate::components::shell::Page;
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::{use_conversation, use_name, use_reader};
use crate::routes;
use crate::state::{Conversation, Desk};

/// The rhythm of the conversation that the address names, or of the patient's
/// own.
#[component]
pub fn RhythmPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let conversation = use_conversation();
    let name = use_name(conversation);
    let role = Memo::new(move |_| {
        let id = conversation.get()?;
        desk.book.with(|book| book.get(id).map(|found| found.role))
    });
    let title = move || match role.get() {
        Some(Role::Therapist) => fill(
            t_string!(words, rhythm.title_with),
            &[("name", &name.get())],
        ),
        _ => t_string!(words, rhythm.title).to_owned(),
    };
    let body = move || match (conversation.get(), role.get()) {
        (Some(conversation), Some(role)) => view! { <Rhythm conversation role name /> }.into_any(),
        _ => view! { <p>{move || t_string!(words, common.lost.not_yours)}</p> }.into_any(),
    };
    view! {
        <Page title wide=true>
            {body}
        </Page>
    }
}

#[component]
fn Rhythm(conversation: ConversationId, role: Role, name: Memo<String>) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let reader = use_reader(Memo::new(move |_| Some(conversation)));
    let not_kept = RwSignal::new(false);
    let side = move || Side {
        words,
        reader: reader.get(),
        role,
        name: name.get(),
    };
    let of_book = move |part: &dyn Fn(&Conversation, &Side) -> Option<AnyView>| {
        let side = side();
        desk.book
            .with(|book| book.get(conversation).and_then(|found| part(found, &side)))
    };
    let agreed = Memo::new(move |_| {
        desk.book.with(|book| {
            book.get(conversation)
                .is_some_and(|found| !found.timeline.is_empty())
        })
    });
    let proposal = move || {
        of_book(&|found, side| {
            let entry = found.open_proposal()?;
            let is_change = !found.timeline.is_empty();
            Some(proposal_in_words(
                entry,
                conversation,
                is_change,
                side,
                not_kept,
            ))
        })
    };
    let week = move || {
        agreed
            .get()
            .then(|| view! { <RhythmWeek conversation reader name role /> })
    };
    view! {
        {proposal}
        {move || of_book(&|found, side| empty(found, side))}
        {week}
        {move || of_book(&|found, side| next_change(found, side))}
        {move || of_book(&|found, side| promises(found, side))}
        {move || of_book(&|found, side| in_force(found, side))}
        {move || of_book(&|found, side| versions(found, side))}
        <Ways conversation role />
    }
}

/// Nothing is agreed and nothing proposed.
fn empty(conversation: &Conversation, side: &Side) -> Option<AnyView> {
    if !conversation.timeline.is_empty() || conversation.open_proposal().is_some() {
        return None;
    }
    let words = side.words;
    let name = side.name.clone();
    let said = match side.role {
        Role::Patient => fill(t_string!(words, rhythm.empty_patient), &[("name", &name)]),
        Role::Therapist => fill(t_string!(words, rhythm.empty_therapist), &[("name", &name)]),
    };
    Some(
        view! {
            <EmptyState
                title=t_string!(words, rhythm.empty_title)
                words=said
                icon=IconName::Rhythm
            />
        }
        .into_any(),
    )
}

fn next_change(conversation: &Conversation, side: &Side) -> Option<AnyView> {
    let Side { words, reader, .. } = side;
    let next = conversation.timeline.next_change(reader.now)?;
    let from = reader.moment(next.from);
    let lines = windows(&next.agreement, reader);
    conversation.timeline.in_force(reader.now)?;
    Some(
        view! {
            <section>
                <h2>{fill(t_string!(*words, rhythm.versions.next), &[("from", &from)])}</h2>
                <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

fn promises(conversation: &Conversation, side: &Side) -> Option<AnyView> {
    let Side { words, reader, .. } = side;
    (!conversation.timeline.is_empty()).then(|| {
        let lines = promises_in_words(*words, conversation, reader);
        view! {
            <section>
                <h2>{t_string!(*words, rhythm.promises.heading)}</h2>
                {lines}
            </section>
        }
        .into_any()
    })
}

/// The version in force, or the one that both have agreed to start with.
fn in_force(conversation: &Conversation, side: &Side) -> Option<AnyView> {
    let Side { words, reader, .. } = side;
    let timeline = &conversation.timeline;
    let agreement = timeline
        .in_force(reader.now)
        .or_else(|| timeline.next_change(reader.now).map(|next| &next.agreement))?;
    let in_words = agreement_in_words(agreement, side);
    Some(
        view! {
            <section>
                <h2>{t_string!(*words, rhythm.agreed.heading)}</h2>
                {in_words}
            </section>
        }
        .into_any(),
    )
}

fn versions(conversation: &Conversation, side: &Side) -> Option<AnyView> {
    let words = side.words;
    let reader: &Reader = &side.reader;
    let row = |version: &holdfast_rhythm::InForce| {
        fill(
            t_string!(words, rhythm.versions.row),
            &[
                ("version", &version.agreement.version().to_string()),
                ("from", &reader.moment(version.from)),
            ],
        )
    };
    let rows: Vec<String> = conversation.timeline.versions().map(row).collect();
    (rows.len() > 1).then(|| {
        view! {
            <section>
                <h2>{t_string!(words, rhythm.versions.heading)}</h2>
                <ul>{rows.into_iter().map(|row| view! { <li>{row}</li> }).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// Where to go from here.
#[component]
fn Ways(conversation: ConversationId, role: Role) -> impl IntoView {
    let words = use_i18n();
    (role == Role::Therapist).then(|| {
        view! {
            <div class="row">
                <ButtonLink href=routes::agreement(conversation) icon=IconName::Agreement>
                    {move || t_string!(words, rhythm.change)}
                </ButtonLink>
                <ButtonLink
                    href=routes::letters(conversation)
                    kind=ButtonKind::Plain
                    icon=IconName::Letters
                >
                    {move || t_string!(words, rhythm.to_letters)}
                </ButtonLink>
            </div>
        }
    })
}
