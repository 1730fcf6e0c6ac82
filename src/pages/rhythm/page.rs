//! The rhythm of the conversation that the address names, or of the patient's
//! own.

use holdfast_protocol::{ConversationId, Role};
use holdfast_rhythm::InForce;
use leptos::prelude::*;

use super::agreed::{AgreementInWords, Side, list};
use super::agreed_lines::windows;
use super::promises::promises_in_words;
use super::proposal::{OpenProposal, Proposed};
use super::week::RhythmWeek;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty_state::EmptyState;
use crate::components::icon::IconName;
use crate::components::shell::Page;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::{use_conversation, use_name, use_reader};
use crate::pages::shell::Words;
use crate::routes;
use crate::state::{Book, Conversation, Desk};

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
    let facts = Memo::new(move |_| {
        let side = Side {
            words,
            reader: reader.get(),
            role,
            name: name.get(),
        };
        let found = |book: &Book| book.get(conversation).map(|found| Facts::of(found, &side));
        desk.book.with(found).unwrap_or_default()
    });
    let agreed = Memo::new(move |_| facts.with(|facts| facts.agreed.is_some()));
    view! {
        {part(facts, |facts| facts.proposed.clone(), move |proposed| {
            view! { <OpenProposal conversation proposed /> }.into_any()
        })}
        {part(facts, |facts| facts.nothing_yet.clone(), move |said| {
            view! {
                <EmptyState
                    title=move || t_string!(words, rhythm.empty_title)
                    words=said
                    icon=IconName::Rhythm
                />
            }
            .into_any()
        })}
        {move || agreed.get().then(|| view! { <RhythmWeek conversation reader name role /> })}
        {part(facts, |facts| facts.starts.clone(), |said| {
            view! { <p class="lead">{said}</p> }.into_any()
        })}
        {part(facts, |facts| facts.change.clone(), |(heading, lines)| {
            section(heading, list(lines).into_any())
        })}
        {part(facts, |facts| facts.promises.clone(), move |lines| {
            let heading = t_string!(words, rhythm.promises.heading).to_owned();
            section(heading, promises(words, lines))
        })}
        {part(facts, |facts| facts.agreed.clone(), move |agreed| {
            section(t_string!(words, rhythm.agreed.heading).to_owned(), agreed.view())
        })}
        {part(facts, |facts| facts.versions.clone(), move |lines| {
            let heading = t_string!(words, rhythm.versions.heading).to_owned();
            section(heading, list(lines).into_any())
        })}
        <Ways conversation role agreed />
    }
}

/// What the page says, part by part; each part is drawn anew only when its own
/// words change.
#[derive(Clone, PartialEq, Default)]
struct Facts {
    proposed: Option<Proposed>,
    nothing_yet: Option<String>,
    starts: Option<String>,
    change: Option<(String, Vec<String>)>,
    promises: Option<Vec<String>>,
    agreed: Option<AgreementInWords>,
    versions: Option<Vec<String>>,
}

impl Facts {
    fn of(conversation: &Conversation, side: &Side) -> Self {
        Self {
            proposed: Proposed::of(conversation, side),
            nothing_yet: nothing_yet(conversation, side),
            starts: starts(conversation, side),
            change: change(conversation, side),
            promises: promises_in_words(side.words, conversation, &side.reader),
            agreed: agreed(conversation, side),
            versions: versions(conversation, side),
        }
    }
}

fn part<T: Clone + PartialEq + Send + Sync + 'static>(
    facts: Memo<Facts>,
    take: fn(&Facts) -> Option<T>,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let part = Memo::new(move |_| facts.with(take));
    (move || part.get().map(&draw)).into_any()
}

fn section(heading: String, body: AnyView) -> AnyView {
    view! {
        <section>
            <h2>{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn promises(words: Words, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="quiet">{t_string!(words, rhythm.promises.none)}</p> }.into_any();
    }
    let line = |line: String| view! { <li data-testid="promise">{line}</li> };
    view! { <ul>{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// Nothing is agreed and nothing proposed.
fn nothing_yet(conversation: &Conversation, side: &Side) -> Option<String> {
    if !conversation.timeline.is_empty() || conversation.open_proposal().is_some() {
        return None;
    }
    let words = side.words;
    let sentence = match side.role {
        Role::Patient => t_string!(words, rhythm.empty_patient),
        Role::Therapist => t_string!(words, rhythm.empty_therapist),
    };
    Some(fill(sentence, &[("name", &side.name)]))
}

/// Both have agreed, and it does not count yet.
fn starts(conversation: &Conversation, side: &Side) -> Option<String> {
    let Side { words, reader, .. } = side;
    let timeline = &conversation.timeline;
    let first = timeline.next_change(reader.now)?;
    timeline.in_force(reader.now).is_none().then(|| {
        fill(
            t_string!(*words, rhythm.proposal.agreed),
            &[("from", &reader.moment(first.from))],
        )
    })
}

fn change(conversation: &Conversation, side: &Side) -> Option<(String, Vec<String>)> {
    let Side { words, reader, .. } = side;
    conversation.timeline.in_force(reader.now)?;
    let next = conversation.timeline.next_change(reader.now)?;
    let heading = fill(
        t_string!(*words, rhythm.versions.next),
        &[("from", &reader.moment(next.from))],
    );
    Some((heading, windows(&next.agreement, reader)))
}

/// The version in force, or the one that both have agreed to start with.
fn agreed(conversation: &Conversation, side: &Side) -> Option<AgreementInWords> {
    let (timeline, now) = (&conversation.timeline, side.reader.now);
    let first = || timeline.next_change(now).map(|next| &next.agreement);
    let agreement = timeline.in_force(now).or_else(first)?;
    Some(AgreementInWords::new(agreement, side))
}

fn versions(conversation: &Conversation, side: &Side) -> Option<Vec<String>> {
    let Side { words, reader, .. } = side;
    let row = |version: &InForce| {
        fill(
            t_string!(*words, rhythm.versions.row),
            &[
                ("version", &version.agreement.version().to_string()),
                ("from", &reader.moment(version.from)),
            ],
        )
    };
    let rows: Vec<String> = conversation.timeline.versions().map(row).collect();
    (rows.len() > 1).then_some(rows)
}

/// Where to go from here.
#[component]
fn Ways(conversation: ConversationId, role: Role, agreed: Memo<bool>) -> impl IntoView {
    let words = use_i18n();
    (role == Role::Therapist).then(|| {
        view! {
            <div class="row">
                <ButtonLink href=routes::agreement(conversation) icon=IconName::Agreement>
                    {move || {
                        if agreed.get() {
                            t_string!(words, rhythm.change)
                        } else {
                            t_string!(words, rhythm.propose)
                        }
                    }}
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
